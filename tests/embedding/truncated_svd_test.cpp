#include "embedding/truncated_svd.hpp"

#include <gtest/gtest.h>

#include <Eigen/SVD>
#include <cmath>

#include "embedding/random_matrix.hpp"

namespace asterism::embedding {
namespace {

Eigen::MatrixXd dense(const SparseRows& matrix) {
    Eigen::MatrixXd out =
        Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(matrix.rows()), static_cast<Eigen::Index>(matrix.columns));
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        for (std::uint64_t i = matrix.begin[row]; i < matrix.begin[row + 1]; ++i) {
            out(static_cast<Eigen::Index>(row), matrix.column[i]) = static_cast<double>(matrix.value[i]);
        }
    }
    return out;
}

}  // namespace

TEST(TruncatedSvd, AgreesWithADenseSingularValueDecomposition) {
    for (const auto& [rows, columns] : {std::pair<std::size_t, std::size_t>{60, 40}, {40, 60}, {200, 12}}) {
        const SparseRows matrix = random_matrix(rows, columns, 5);
        const Eigen::MatrixXd full = dense(matrix);
        const Eigen::JacobiSVD<Eigen::MatrixXd> truth(full, Eigen::ComputeThinV);
        const SvdOptions options{.rank = 8, .oversampling = 30, .power_iterations = 6};
        const TruncatedSvd svd = truncated_svd(matrix, options);
        for (std::size_t k = 0; k < options.rank; ++k) {
            const auto j = static_cast<Eigen::Index>(k);
            EXPECT_NEAR(svd.singular_values[k], truth.singularValues()[j], 1e-4 * truth.singularValues()[0]) << k;
            Eigen::VectorXd vector(static_cast<Eigen::Index>(columns));
            for (std::size_t i = 0; i < columns; ++i)
                vector[static_cast<Eigen::Index>(i)] = static_cast<double>(svd.right[i * options.rank + k]);
            EXPECT_NEAR(vector.norm(), 1.0, 1e-5);
            EXPECT_NEAR((full * vector).norm(), truth.singularValues()[j], 1e-3 * truth.singularValues()[0]) << k;
        }
    }
}

TEST(TruncatedSvd, LeavesZerosWhereTheMatrixHasNoMoreDirections) {
    // Two kinds of rows, so rank 2:   1 1 0 0
    //                                 0 0 2 0
    SparseRows matrix;
    matrix.columns = 4;
    for (int row = 0; row < 10; ++row) {
        if (row % 2 == 0) {
            matrix.column.insert(matrix.column.end(), {0, 1});
            matrix.value.insert(matrix.value.end(), {1.0F, 1.0F});
        } else {
            matrix.column.push_back(2);
            matrix.value.push_back(2.0F);
        }
        matrix.begin.push_back(matrix.column.size());
    }
    const TruncatedSvd svd = truncated_svd(matrix, {.rank = 4, .oversampling = 4});
    EXPECT_NEAR(svd.singular_values[0], std::sqrt(20.0), 1e-5);
    EXPECT_NEAR(svd.singular_values[1], std::sqrt(10.0), 1e-5);
    EXPECT_EQ(svd.singular_values[2], 0.0);
    for (std::size_t term = 0; term < 4; ++term)
        EXPECT_EQ(svd.right[term * 4 + 2], 0.0F);
    EXPECT_NEAR(std::abs(svd.right[2 * 4 + 0]), 1.0, 1e-5);
    EXPECT_NEAR(std::abs(svd.right[0 * 4 + 1]), std::sqrt(0.5), 1e-5);
}

TEST(TruncatedSvd, GivesTheSameBytesForEveryThreadCount) {
    const SparseRows matrix = random_matrix(3000, 2500, 9);
    const TruncatedSvd one = truncated_svd(matrix, {.rank = 12, .oversampling = 6, .threads = 1});
    for (const int threads : {2, 4}) {
        const TruncatedSvd many = truncated_svd(matrix, {.rank = 12, .oversampling = 6, .threads = threads});
        EXPECT_EQ(one.singular_values, many.singular_values);
        EXPECT_EQ(one.right, many.right);
    }
}

}  // namespace asterism::embedding
