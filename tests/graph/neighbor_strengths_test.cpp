#include "graph/neighbor_strengths.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

namespace asterism::graph {
namespace {

std::vector<double> strengths_of(const std::vector<double>& distances) {
    std::vector<double> strengths(distances.size(), -1);
    neighbor_strengths(distances, strengths);
    return strengths;
}

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

TEST(NeighborStrengths, OfTheNearestIsOneAndTheSumIsTheLogarithmOfTheLength) {
    std::mt19937_64 random(1);
    for (std::size_t k = 2; k <= 15; ++k) {
        std::vector<double> distances;
        for (std::size_t j = 0; j < k; ++j)
            distances.push_back(0.1 + static_cast<double>(random() % 1'000'000) / 1e6);
        std::sort(distances.begin(), distances.end());
        const auto strengths = strengths_of(distances);
        EXPECT_EQ(strengths.front(), 1.0);
        EXPECT_TRUE(std::is_sorted(strengths.rbegin(), strengths.rend()));
        // Two neighbours: 1 + e^-x = log2(2) has no solution, and the lower end of the range comes nearest.
        if (k > 2) {
            EXPECT_NEAR(sum(strengths), std::log2(k), 1e-9) << k;
        } else {
            EXPECT_LT(strengths.back(), 1e-9);
        }
    }
}

TEST(NeighborStrengths, AreOneWhereThereIsNothingToTellApart) {
    EXPECT_EQ(strengths_of({0.3}), std::vector<double>{1});
    EXPECT_EQ(strengths_of({0.3, 0.3, 0.3}), (std::vector<double>{1, 1, 1}));
    EXPECT_EQ(strengths_of({0, 0, 0, 0}), (std::vector<double>{1, 1, 1, 1}));
    EXPECT_TRUE(strengths_of({}).empty());
}

TEST(NeighborStrengths, LeaveLittleToOthersWhereManyAreNearest) {
    // Four at the least distance sum to more than log2(5) already.
    const auto strengths = strengths_of({0.1, 0.1, 0.1, 0.1, 0.5});
    EXPECT_EQ(strengths[3], 1.0);
    EXPECT_LT(strengths[4], 1e-100);
    EXPECT_EQ(whole_weight(strengths[4]), 1);
}

TEST(NeighborStrengths, DoNotDependOnTheScaleOfDistances) {
    const std::vector<double> distances{0.125, 0.25, 0.375, 0.5, 0.625, 1.0};
    std::vector<double> larger;
    for (const double d : distances)
        larger.push_back(d * 1024);
    EXPECT_EQ(strengths_of(larger), strengths_of(distances));
}

TEST(NeighborStrengths, BecomeWholeNumbersRoundedToTheNearest) {
    EXPECT_EQ(whole_weight(1.0), 1 << 20);
    EXPECT_EQ(whole_weight(0.5), 1 << 19);
    EXPECT_EQ(whole_weight(2.4 / (1 << 20)), 2);
    EXPECT_EQ(whole_weight(2.6 / (1 << 20)), 3);
    EXPECT_EQ(whole_weight(0.0), 1);
}

}  // namespace asterism::graph
