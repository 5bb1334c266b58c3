#include "neighbors/certified/head_basis.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "neighbors/certified/exact_rows.hpp"
#include "neighbors/certified/head_bounds.hpp"

namespace asterism::neighbors::certified {
namespace {

using testing::Exact;
using testing::length;

/// ||B'B - I||_F.
Exact exact_deviation(const HeadBasis& basis) {
    Exact squared = 0;
    for (std::size_t a = 0; a < basis.width; ++a) {
        for (std::size_t b = 0; b < basis.width; ++b) {
            Exact sum = a == b ? -1 : 0;
            for (std::size_t k = 0; k < basis.depth; ++k)
                sum += Exact{basis.matrix[k * basis.columns + a]} * Exact{basis.matrix[k * basis.columns + b]};
            squared += sum * sum;
        }
    }
    return std::sqrt(squared);
}

/// Rows that vary in sixteen directions, so that a head pays.
Matrix few_directions(std::size_t n, std::size_t d) {
    Matrix matrix = testing::rows_of(testing::Kind::gaussian, n, d, 3);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 16; k < d; ++k)
            matrix.row(i)[k] *= 0.01F;
    }
    return matrix;
}

}  // namespace

TEST(HeadBasis, IsNoFartherFromOrthonormalThanItSays) {
    for (const std::size_t d : {150UL, 200UL}) {
        const Matrix matrix = few_directions(3000, d);
        const MetricSpace space(matrix.view(), Metric::cosine, 2);
        const FilterRows filter(space, testing::all_rows(3000), 2);
        const HeadBasis basis = make_head_basis(filter, testing::all_rows(3000), 1, 2);
        ASSERT_FALSE(basis.complete);
        EXPECT_LT(basis.width, d);
        EXPECT_EQ(basis.width % 4, 0U);
        EXPECT_GE(Exact{basis.deviation}, exact_deviation(basis));
        EXPECT_LT(basis.deviation, 1e-3);
    }
}

TEST(HeadBasis, OfNarrowRowsIsTheRowItself) {
    for (const std::size_t d : {1UL, 3UL, 64UL}) {
        const Matrix matrix = testing::rows_of(testing::Kind::gaussian, 100, d, 3);
        const MetricSpace space(matrix.view(), Metric::cosine, 1);
        const FilterRows filter(space, testing::all_rows(100), 1);
        const HeadBasis basis = make_head_basis(filter, testing::all_rows(100), 16, 1);
        EXPECT_TRUE(basis.complete);
        EXPECT_EQ(basis.width, (d + 3) / 4 * 4);
        EXPECT_LE(exact_deviation(basis), d % 4 == 0 ? 0 : std::sqrt(Exact{3}));  // padding columns are zero
        const auto u = testing::exact_row(filter, 5);
        EXPECT_NEAR(static_cast<double>(length(testing::exact_head(basis, u))), 1.0, 1e-12);
    }
}

TEST(HeadBasis, HeadsOfWholeRowsAreTheRows) {
    const Matrix matrix = testing::rows_of(testing::Kind::gaussian, 100, 70, 3);
    const MetricSpace space(matrix.view(), Metric::cosine, 1);
    const FilterRows filter(space, testing::all_rows(100), 1);
    const HeadBasis basis = whole_rows(70);
    EXPECT_EQ(exact_deviation(basis), std::sqrt(Exact{2}));  // two padding columns are zero
    const std::vector<float> heads = heads_of(filter, basis, testing::all_rows(100));
    std::vector<float> row(70);
    for (RowIndex i = 0; i < 100; ++i) {
        filter.copy({&i, 1}, row.data());
        for (std::size_t c = 0; c < basis.columns; ++c)
            ASSERT_EQ(heads[i * basis.columns + c], c < 70 ? row[c] : 0.0F);
    }
}

TEST(HeadBasis, HeadsInFloatAreOffByNoMoreThanTheirStatedError) {
    for (const auto kind : testing::kKinds) {
        const Matrix matrix = testing::rows_of(kind, 300, 150, 7);
        const MetricSpace space(matrix.view(), Metric::cosine, 2);
        const FilterRows filter(space, testing::all_rows(300), 2);
        const HeadBasis basis = make_head_basis(filter, testing::all_rows(300), 16, 2);
        const auto rows = testing::all_rows(50);
        const std::vector<float> heads = heads_of(filter, basis, rows);
        for (const RowIndex i : rows) {
            auto off = testing::exact_head(basis, testing::exact_row(filter, i));
            for (std::size_t c = 0; c < off.size(); ++c)
                off[c] -= Exact{heads[i * basis.columns + c]};
            EXPECT_LE(length(off), Exact{head_error(basis)});
        }
    }
}

}  // namespace asterism::neighbors::certified
