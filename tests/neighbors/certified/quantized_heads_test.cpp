#include "neighbors/certified/quantized_heads.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "neighbors/certified/exact_rows.hpp"

namespace asterism::neighbors::certified {
namespace {

using testing::dot;
using testing::Exact;

constexpr std::size_t kRows = 150;

void ignore(std::size_t, std::size_t, const float*) {}

/// Where all that the filter adds up for a pair begins, as packed_heads.hpp and the kernels do it.
std::int64_t sum_of(const QuantizedHeads& a, std::size_t i, const QuantizedHeads& b, std::size_t j) {
    std::int64_t sum = std::int64_t{a.start(i)} + b.start(j);
    for (std::size_t k = 0; k < a.row_bytes(); ++k)
        sum += std::int64_t{a.row(i)[k]} * (k < b.width() ? b.row(j)[k] : b.tail(j));
    return sum;
}

/// Every pair must come to the threshold of the reach that it just lies within; most should miss that of a reach much
/// smaller, or the filter would be good for nothing.
void expect_every_pair_found(const FilterRows& filter, const QuantizedHeads& heads, const FilterRows& other_filter,
                             const QuantizedHeads& others) {
    const auto u = testing::exact_rows(filter);
    const auto v = testing::exact_rows(other_filter);
    for (std::size_t i = 0; i < u.size(); ++i) {
        for (std::size_t j = 0; j < v.size(); ++j) {
            const auto row = static_cast<RowIndex>(i), other = static_cast<RowIndex>(j);
            const Exact reach = Exact{filter.half_norm(row)} + Exact{other_filter.half_norm(other)} - dot(u[i], v[j]);
            const double enough = std::max(0.0, static_cast<double>(reach));
            ASSERT_GE(sum_of(heads, i, others, j), heads.threshold(enough)) << "rows " << i << " and " << j;
        }
    }
}

HeadBasis basis_of(const FilterRows& filter, std::size_t width, int threads) {
    HeadBasis basis = make_head_basis(filter, testing::all_rows(kRows), 16, threads);
    if (!basis.complete || width >= basis.width) return basis;
    // Small data are never given a narrow head; here the first coordinates do.
    basis.complete = false;
    basis.width = width;
    for (std::size_t k = 0; k < basis.depth; ++k) {
        for (std::size_t c = width; c < basis.columns; ++c)
            basis.matrix[k * basis.columns + c] = 0;
    }
    return basis;
}

}  // namespace

TEST(QuantizedHeads, EveryPairWithinAReachComesToItsThreshold) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        for (const auto kind : testing::kKinds) {
            for (const std::size_t d : {3UL, 64UL, 100UL}) {
                for (const std::size_t width : {8UL, 32UL, 1000UL}) {
                    const Matrix matrix = testing::rows_of(kind, kRows, d, static_cast<std::uint32_t>(d));
                    const MetricSpace space(matrix.view(), metric, 2);
                    const FilterRows filter(space, testing::all_rows(kRows), 2);
                    const HeadBasis basis = basis_of(filter, width, 2);
                    const QuantizedHeads heads(filter, basis, testing::all_rows(kRows), 2, Observer(), ignore);
                    SCOPED_TRACE(std::to_string(static_cast<int>(kind)) + ", d " + std::to_string(d) + ", width " +
                                 std::to_string(width));
                    expect_every_pair_found(filter, heads, filter, heads);
                }
            }
        }
    }
}

/// Made of whole steps, so that nothing but the safety of the roundings holds the sum up.
TEST(QuantizedHeads, APairOfOneDirectionStaysAboveItsThresholdByLittle) {
    const Matrix matrix = testing::rows_of(testing::Kind::signs, kRows, 64, 1);
    const MetricSpace space(matrix.view(), Metric::cosine, 1);
    const FilterRows filter(space, testing::all_rows(kRows), 1);
    const HeadBasis basis = basis_of(filter, 1000, 1);
    const QuantizedHeads heads(filter, basis, testing::all_rows(kRows), 1, Observer(), ignore);
    for (std::size_t i = 0; i < kRows; ++i) {
        const std::int64_t over = sum_of(heads, i, heads, i) - heads.threshold(0);
        EXPECT_GE(over, 0);
        EXPECT_LT(static_cast<double>(over) * heads.scale() * heads.scale(), 0.03);
    }
}

TEST(QuantizedHeads, ThresholdsAreRoundedDownAndPayForTheFloat64Distance) {
    const Matrix matrix = testing::rows_of(testing::Kind::gaussian, kRows, 100, 2);
    const MetricSpace space(matrix.view(), Metric::cosine, 1);
    const FilterRows filter(space, testing::all_rows(kRows), 1);
    HeadBasis basis = basis_of(filter, 32, 1);
    basis.deviation = 1e-4;  // as if the columns were a little off
    const QuantizedHeads heads(filter, basis, testing::all_rows(kRows), 1, Observer(), ignore);
    const Exact unit = Exact{heads.scale()} * Exact{heads.scale()};
    std::mt19937_64 random(9);
    for (int trial = 0; trial < 10'000; ++trial) {
        const double reach = 2 * static_cast<double>(random() >> 11) * 0x1p-53;
        const Exact most = -Exact{reach} - 3 * Exact{basis.deviation} - 1e-14L;
        ASSERT_LE((Exact(heads.threshold(reach)) + 1) * unit, most);
    }
    EXPECT_EQ(heads.threshold(-1.0), kUnreachable);
    EXPECT_EQ(heads.threshold(std::numeric_limits<double>::infinity()), kAlwaysReached);
}

TEST(QuantizedHeads, ForeignRowsComeToTheThresholdsToo) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        for (const auto kind : testing::kKinds) {
            for (const std::size_t d : {5UL, 64UL, 100UL}) {
                // The index has seen other rows: none along the last axes, so foreign heads and tails are longer.
                Matrix matrix = testing::rows_of(testing::Kind::gaussian, kRows, d, 11);
                for (std::size_t i = 0; i < kRows; ++i)
                    std::fill_n(matrix.row(i) + d / 2, d - d / 2 - 1, 0.0F);
                Matrix foreign = testing::rows_of(kind, kRows, d, 12);
                if (metric == Metric::euclidean) {  // into the ball
                    for (std::size_t i = 0; i < kRows; ++i) {
                        double squared = 0;
                        for (std::size_t k = 0; k < d; ++k)
                            squared += static_cast<double>(foreign.row(i)[k]) * static_cast<double>(foreign.row(i)[k]);
                        for (std::size_t k = 0; k < d; ++k)
                            foreign.row(i)[k] *= static_cast<float>(1.0 / std::sqrt(squared));
                    }
                }
                const MetricSpace space(matrix.view(), metric, 2);
                const MetricSpace foreign_space(foreign.view(), metric, 2);
                const FilterRows filter(space, testing::all_rows(kRows), 2);
                const FilterRows foreign_filter(filter, foreign_space, 2);
                for (RowIndex i = 0; i < kRows; ++i)
                    ASSERT_TRUE(foreign_filter.in_ball(i));
                const HeadBasis basis = basis_of(filter, 32, 2);
                const QuantizedHeads heads(filter, basis, testing::all_rows(kRows), 2, Observer(), ignore);
                const QuantizedHeads others(heads, foreign_filter, basis, testing::all_rows(kRows), 2);
                SCOPED_TRACE(std::to_string(static_cast<int>(kind)) + ", d " + std::to_string(d));
                expect_every_pair_found(foreign_filter, others, filter, heads);
            }
        }
    }
}

/// Rows of equal coordinates, whose rounding errors point the way of the row, and two that the int8 range cuts short,
/// so that the largest head is a short one. Foreign rows of whole steps along a row are longer, and meet its error.
TEST(QuantizedHeads, AForeignHeadLongerThanAllOthersPaysForTheirErrors) {
    constexpr std::size_t kDimensions = 64;
    Matrix matrix(kDimensions, kRows);
    std::mt19937 random(13);
    for (std::size_t i = 0; i < kRows; i += 2) {  // a row and its mirror, so that the centre stays at 0
        float* const row = matrix.add_row();
        float* const mirror = matrix.add_row();
        for (std::size_t k = 0; k < kDimensions; ++k) {
            const bool cut_short = i == 0;
            row[k] = cut_short ? (k == 0 ? 1.0F : 0.0F) : (random() % 2 == 0 ? 0.0375F : -0.0375F);
            mirror[k] = -row[k];
        }
    }
    const MetricSpace space(matrix.view(), Metric::euclidean, 1);
    const FilterRows filter(space, testing::all_rows(kRows), 1);
    const HeadBasis basis = basis_of(filter, 1000, 1);
    const QuantizedHeads heads(filter, basis, testing::all_rows(kRows), 1, Observer(), ignore);
    const double steps = std::min(127.0, std::floor(0.99 / (heads.scale() * std::sqrt(kDimensions))));
    Matrix foreign(kDimensions, kRows);
    for (std::size_t i = 2; i < kRows; ++i) {
        float* const row = foreign.add_row();
        for (std::size_t k = 0; k < kDimensions; ++k)
            row[k] = std::copysign(static_cast<float>(steps * heads.scale()), matrix.row(i)[k]);
    }
    const MetricSpace foreign_space(foreign.view(), Metric::euclidean, 1);
    const FilterRows foreign_filter(filter, foreign_space, 1);
    ASSERT_TRUE(foreign_filter.in_ball(0));
    const QuantizedHeads others(heads, foreign_filter, basis, testing::all_rows(foreign.rows()), 1);
    expect_every_pair_found(foreign_filter, others, filter, heads);
}

}  // namespace asterism::neighbors::certified
