#include "topics/resolution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "graph/graphs.hpp"

namespace asterism::topics {
namespace {

/// Counts the tries.
struct Curve {
    std::function<double(double)> at;
    int tries = 0;
    CountAt count_at() {
        return [this](Thousandths resolution) {
            ++tries;
            return static_cast<std::uint32_t>(at(static_cast<double>(resolution) / 1000));
        };
    }
};

}  // namespace

TEST(SearchResolution, ComesWithinTheToleranceOfARisingCount) {
    for (const std::uint32_t wanted : {2U, 10U, 37U, 150U, 1000U}) {
        Curve curve{[](double g) { return 60 * std::sqrt(g) + 1; }};
        const Thousandths found = search_resolution(curve.count_at(), wanted, 0.05, 1000, 2);
        const double count = std::floor(curve.at(static_cast<double>(found) / 1000));
        EXPECT_LE(std::abs(count - wanted), 0.05 * wanted + 1e-9) << wanted;
        EXPECT_LE(curve.tries, 20) << wanted;
    }
}

TEST(SearchResolution, TakesTheNearestWhereTheWantedNumberIsNotToBeHad) {
    // Small topics dissolve: never more than 40.
    Curve peak{[](double g) { return std::max(0.0, 40 - 5 * std::abs(std::log2(g / 4))); }};
    EXPECT_NEAR(static_cast<double>(search_resolution(peak.count_at(), 100, 0.05, 1000, 2)), 4000, 10);
    EXPECT_LE(peak.tries, 6);
    Curve flat{[](double) { return 7; }};
    EXPECT_EQ(search_resolution(flat.count_at(), 3, 0.05, 1000, 2), 1000);
    EXPECT_EQ(search_resolution(flat.count_at(), 30, 0.05, 1000, 2), 1000);
    EXPECT_LE(flat.tries, 40);
    Curve steps{[](double g) { return g < 2 ? 5 : 50; }};
    EXPECT_EQ(steps.at(static_cast<double>(search_resolution(steps.count_at(), 20, 0.05, 1000, 2)) / 1000), 5);
}

TEST(FinestSure, IsTheLargestThatCostsLittleCertainty) {
    // Eight cliques of ten: sure at every resolution that keeps them whole.
    std::vector<testing::HandEdge> edges;
    for (std::uint32_t c = 0; c < 8; ++c) {
        for (std::uint32_t a = 0; a < 10; ++a) {
            for (std::uint32_t b = a + 1; b < 10; ++b)
                edges.push_back({10 * c + a, 10 * c + b});
        }
    }
    const WeightedGraph cliques = testing::make_graph(80, edges);
    const std::vector<std::uint32_t> copies(80, 1);
    int ended = 0;
    const Chosen chosen = finest_sure(cliques, copies, 1, Observer(), [&] { ++ended; });
    EXPECT_EQ(chosen.resolution, 4000);
    EXPECT_EQ(count_topics(chosen.run), 8U);
    EXPECT_EQ(ended, 4);
    // One clique of forty falls apart beyond 1: nobody is sure then.
    edges.clear();
    for (std::uint32_t a = 0; a < 40; ++a) {
        for (std::uint32_t b = a + 1; b < 40; ++b)
            edges.push_back({a, b});
    }
    const WeightedGraph one = testing::make_graph(40, edges);
    EXPECT_EQ(finest_sure(one, copies, 2, Observer(), [] {}).resolution, 1000);
}

}  // namespace asterism::topics
