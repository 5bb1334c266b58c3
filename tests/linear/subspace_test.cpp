#include "linear/subspace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace asterism::linear {
namespace {

double largest_deviation(const Columns& columns) {
    double largest = 0;
    for (std::size_t a = 0; a < columns.count(); ++a) {
        for (std::size_t b = 0; b <= a; ++b) {
            const double dot = columns.dot(columns.column(a), columns.column(b));
            largest = std::max(largest, std::abs(dot - (a == b ? 1.0 : 0.0)));
        }
    }
    return largest;
}

}  // namespace

TEST(Columns, TwoRoundsMakeThemOrthonormalToTheRoundingOfFloat) {
    for (const std::size_t count : {1UL, 31UL, 32UL, 33UL, 70UL}) {
        Columns columns(97, count);
        columns.fill_normal(5, 2);
        columns.orthonormalise(2, 2);
        EXPECT_LT(largest_deviation(columns), 1e-6) << count;
    }
}

TEST(Columns, AreTheSameForAnyNumberOfThreads) {
    Columns one(40, 40), three(40, 40);
    one.fill_normal(9, 1);
    three.fill_normal(9, 3);
    one.orthonormalise(2, 1);
    three.orthonormalise(2, 3);
    EXPECT_TRUE(std::equal(one.column(0), one.column(0) + 1600, three.column(0)));
}

TEST(LeadingDirections, SpanTheAxesInWhichTheSampleVariesMost) {
    constexpr std::size_t kRows = 500, kDimensions = 90, kStrong = 8;
    std::mt19937 random(2);
    std::vector<float> sample(kRows * kDimensions);
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const float value = static_cast<float>(random() % 2001) / 1000.0F - 1.0F;
        sample[i] = i % kDimensions < kStrong ? value : 0.02F * value;
    }
    const Columns directions = leading_directions(sample, kRows, kDimensions, kStrong, 2);
    EXPECT_LT(largest_deviation(directions), 1e-6);
    for (std::size_t c = 0; c < kStrong; ++c) {
        double inside = 0;
        for (std::size_t k = 0; k < kStrong; ++k)
            inside += directions.column(c)[k] * directions.column(c)[k];
        EXPECT_GT(inside, 0.99) << "direction " << c;
    }
}

}  // namespace asterism::linear
