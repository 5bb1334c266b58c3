#include "neighbors/certified/head_bounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "neighbors/certified/exact_rows.hpp"

namespace asterism::neighbors::certified {
namespace {

using testing::Exact;
using testing::length;

double uniform(std::mt19937_64& random) {
    return static_cast<double>(random() >> 11) * 0x1p-53;
}

/// What is known of a float32 head of length `inside` that rounding to int8 changed by `off`.
simd::Quantized head_of(double inside, double off) {
    return {0, inside * inside, 0, off * off};
}

}  // namespace

TEST(BoundHead, CoversAHeadWhoseFloatErrorLiesInTheWorstDirection) {
    std::mt19937_64 random(3);
    for (int trial = 0; trial < 20'000; ++trial) {
        HeadBasis basis;
        basis.deviation = trial % 2 == 0 ? 0.0 : uniform(random) * 1e-3;
        const double error = std::ldexp(uniform(random), -static_cast<int>(random() % 25));
        const double inside = uniform(random);
        const double whole = std::min(1.0, inside * inside + uniform(random) * 0.5);
        const double off = uniform(random) * 0.1;
        const HeadBounds bounds = bound_head(head_of(inside, off), whole, basis, error);
        // The error may lie along what was lost, and against the head at once.
        ASSERT_GE(Exact{bounds.error}, Exact{off} + Exact{error});
        const Exact shortest = std::max(Exact{0}, Exact{inside} - Exact{error});
        const Exact outside = Exact{whole} - shortest * shortest * (1 - Exact{basis.deviation});
        ASSERT_GE(Exact{bounds.tail} * Exact{bounds.tail}, outside + Exact{bounds.error} * Exact{bounds.error});
    }
}

TEST(BoundHead, OfACompleteBasisHasNothingButTheErrorInItsTail) {
    HeadBasis basis;
    basis.complete = true;
    const HeadBounds bounds = bound_head(head_of(0.5, 0.01), 1.0, basis, 1e-6);
    EXPECT_GE(bounds.tail, bounds.error);
    EXPECT_NEAR(bounds.tail, bounds.error, 1e-6);
}

TEST(BoundHead, HoldsForTheHeadsOfRowsOfEveryKind) {
    for (const auto kind : testing::kKinds) {
        for (const std::size_t d : {7UL, 64UL, 150UL}) {
            const Matrix matrix = testing::rows_of(kind, 300, d, 7);
            const MetricSpace space(matrix.view(), Metric::euclidean, 2);
            const FilterRows filter(space, testing::all_rows(300), 2);
            const HeadBasis basis = make_head_basis(filter, testing::all_rows(300), 16, 2);
            const auto rows = testing::all_rows(40);
            const std::vector<float> heads = heads_of(filter, basis, rows);
            std::vector<std::int8_t> q(basis.width);
            for (const RowIndex i : rows) {
                constexpr double kScale = 0.003;
                const auto rounded =
                    simd::quantize(simd::active_target(), &heads[i * basis.columns], basis.width, kScale, q.data());
                const auto bounds = bound_head(rounded, 2 * filter.half_norm(i), basis, head_error(basis));
                const auto u = testing::exact_row(filter, i);
                const auto head = testing::exact_head(basis, u);
                auto lost = head;
                for (std::size_t c = 0; c < lost.size(); ++c)
                    lost[c] -= Exact{kScale} * q[c];
                ASSERT_GE(Exact{bounds.error}, length(lost));
                ASSERT_GE(Exact{bounds.tail}, std::hypot(testing::exact_tail(basis, u, head), length(lost)));
            }
        }
    }
}

TEST(Units, AreOnTheSafeSideByOneMoreThanTheRoundingOfTheDivision) {
    std::mt19937_64 random(4);
    for (int trial = 0; trial < 100'000; ++trial) {
        const double unit = std::ldexp(1 + uniform(random), -static_cast<int>(random() % 27));
        const double value = (uniform(random) * 4 - 2) * std::min(1.0, unit * 1e8);
        const Exact rounding = std::abs(Exact{value}) * 0x1p-52L;
        ASSERT_GE((Exact(units_above(value, unit)) - 1) * Exact{unit}, Exact{value} - rounding);
        ASSERT_LE((Exact(units_below(value, unit)) + 1) * Exact{unit}, Exact{value} + rounding);
        ASSERT_LE((Exact(units_above(value, unit)) - 2) * Exact{unit}, Exact{value} + rounding);
        ASSERT_GE((Exact(units_below(value, unit)) + 2) * Exact{unit}, Exact{value} - rounding);
    }
}

TEST(TailProducts, AreNeverLessThanTheProductOfWhatTheyHold) {
    std::mt19937_64 random(5);
    for (int trial = 0; trial < 100'000; ++trial) {
        const std::size_t bytes = trial % 2 == 0 ? 4 : 8;
        const double scale = 1e-4 * std::exp2(uniform(random) * 8);
        const double longest = uniform(random) * 1.4;
        const TailProducts products(longest, scale * scale, bytes);
        const double a = trial % 3 == 0 ? longest : uniform(random) * longest;
        const double b = trial % 5 == 0 ? longest : uniform(random) * longest;
        std::vector<std::int8_t> factor(bytes);
        products.factor(a, factor.data());
        Exact sum = 0;
        for (const std::int8_t byte : factor)
            sum += Exact(byte) * products.steps(b);
        ASSERT_GE(sum * Exact{scale * scale}, Exact{products.held(a)} * Exact{products.held(b)})
            << "scale " << scale << " longest " << longest << " tails " << a << " " << b;
        ASSERT_LE(products.held(a), a);
        ASSERT_GE(*std::min_element(factor.begin(), factor.end()), 0);
    }
}

TEST(TailProducts, HoldWholeTailsWhereTheScaleIsCoarseEnough) {
    const TailProducts products(0.8, 0.004 * 0.004, 4);
    EXPECT_EQ(products.held(0.8), 0.8);
    EXPECT_EQ(products.steps(0.8), 255);
    EXPECT_LT(TailProducts(0.8, 1e-8, 4).held(0.8), 0.8);
}

}  // namespace asterism::neighbors::certified
