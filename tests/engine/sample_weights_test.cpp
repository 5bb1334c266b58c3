#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/error.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {
namespace {

using testing::random_vectors;
using testing::Shape;
using Weights = std::vector<std::uint32_t>;

ClusterOptions options_with(int min_cluster_size, Metric metric = Metric::cosine) {
    ClusterOptions options;
    options.min_cluster_size = min_cluster_size;
    options.metric = metric;
    options.threads = 1;
    return options;
}

/// Now and then one that is a cluster by itself.
Weights random_weights(std::size_t n, std::uint32_t seed) {
    std::mt19937 random(seed);
    Weights weights;
    for (std::size_t i = 0; i < n; ++i)
        weights.push_back(random() % 8 == 0 ? 7 : 1 + static_cast<std::uint32_t>(random() % 3));
    return weights;
}

Matrix repeated(MatrixView rows, const Weights& weights) {
    Matrix result(rows.cols);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        for (std::uint32_t copy = 0; copy < weights[i]; ++copy)
            std::copy_n(rows.row(i), rows.cols, result.add_row());
    }
    return result;
}

Clustering weighted(MatrixView rows, const ClusterOptions& options, const Weights& weights) {
    return cluster(prepare(rows, options.metric), options, nullptr, weights);
}

void expect_as_repeated(const Matrix& matrix, const ClusterOptions& options, const Weights& weights) {
    const Matrix copies = repeated(matrix.view(), weights);
    const Clustering expected = cluster(copies.view(), options);
    const Clustering found = weighted(matrix.view(), options, weights);
    EXPECT_EQ(found.persistence, expected.persistence);
    EXPECT_EQ(found.min_samples, expected.min_samples);
    EXPECT_EQ(found.condensed_tree.clusters, expected.condensed_tree.clusters);
    EXPECT_EQ(found.prediction.max_lambdas, expected.prediction.max_lambdas);
    std::size_t copy = 0;
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        for (std::uint32_t c = 0; c < weights[row]; ++c, ++copy) {
            ASSERT_EQ(found.labels[row], expected.labels[copy]) << "row " << row;
            ASSERT_EQ(found.probabilities[row], expected.probabilities[copy]) << "row " << row;
            ASSERT_EQ(found.outlier_scores[row], expected.outlier_scores[copy]) << "row " << row;
            ASSERT_EQ(found.prediction.core_distances[row], expected.prediction.core_distances[copy]) << "row " << row;
        }
    }
}

ErrorKind kind_of_error(const Weights& weights, Ties ties) {
    const Matrix matrix = random_vectors(4, 3, Shape::gaussian, 1);
    ClusterOptions options;
    options.ties = ties;
    try {
        (void)weighted(matrix.view(), options, weights);
    } catch (const Error& error) {
        return error.kind();
    }
    return ErrorKind::internal;
}

}  // namespace

TEST(SampleWeights, AreSoManyCopiesOfTheRow) {
    std::uint32_t seed = 0;
    for (const auto shape : testing::kShapes) {
        for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
            for (int turn = 0; turn < 6; ++turn) {
                const Matrix matrix = random_vectors(30 + 20 * static_cast<std::size_t>(turn), 3, shape, ++seed);
                ClusterOptions options = options_with(2 + turn, metric);
                options.min_samples = turn % 3 == 0 ? 1 : 2 * turn;
                options.method = turn % 2 == 0 ? SelectionMethod::eom : SelectionMethod::leaf;
                options.max_cluster_size = turn == 4 ? 12 : 0;
                options.allow_single_cluster = turn == 5;
                options.cluster_selection_epsilon = turn == 1 ? 0.05 : 0;
                SCOPED_TRACE(seed);
                expect_as_repeated(matrix, options, random_weights(matrix.rows(), seed));
            }
        }
    }
}

TEST(SampleWeights, OfOneEachChangeNothing) {
    const Matrix matrix = random_vectors(120, 3, Shape::copies, 5);
    expect_as_repeated(matrix, options_with(4), Weights(120, 1));
}

TEST(SampleWeights, MakeAClusterOfASingleRow) {
    Matrix matrix(1);
    *matrix.add_row() = 1;
    ClusterOptions options = options_with(3);
    options.allow_single_cluster = true;
    EXPECT_EQ(weighted(matrix.view(), options, {5}).labels, std::vector<std::int32_t>{0});
    expect_as_repeated(matrix, options, {5});
    *matrix.add_row() = 2;
    expect_as_repeated(matrix, options_with(3, Metric::euclidean), {5, 4});
}

TEST(SampleWeights, CountForGivenDistancesToo) {
    const std::vector<double> given = {0, 1, 4, 1, 0, 3, 4, 3, 0};
    const std::vector<double> repeated_given = {0, 0, 1, 4, 0, 0, 1, 4, 1, 1, 0, 3, 4, 4, 3, 0};
    ClusterOptions options = options_with(2);
    options.min_samples = 1;
    const Weights weights{2, 1, 1};
    const auto found = cluster(prepare(DistanceMatrixView{given.data(), 3}), options, nullptr, weights);
    const auto expected = cluster_distances({repeated_given.data(), 4}, options);
    EXPECT_EQ(found.labels[0], expected.labels[0]);
    EXPECT_EQ(found.labels[1], expected.labels[2]);
    EXPECT_EQ(found.labels[2], expected.labels[3]);
    EXPECT_EQ(found.outlier_scores[2], expected.outlier_scores[3]);
}

TEST(SampleWeights, ThatCannotBeAreRefused) {
    EXPECT_EQ(kind_of_error({1, 2, 3}, Ties::canonical), ErrorKind::usage);
    EXPECT_EQ(kind_of_error({1, 2, 3, 0}, Ties::canonical), ErrorKind::usage);
    EXPECT_EQ(kind_of_error({1, 2, 3, 0xFFFFFFFF}, Ties::canonical), ErrorKind::usage);
    EXPECT_EQ(kind_of_error({1, 2, 3, 4}, Ties::hdbscan), ErrorKind::usage);
}

}  // namespace asterism
