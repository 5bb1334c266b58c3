#include "graph/random_walk.hpp"

#include <gtest/gtest.h>

#include <random>

#include "graph/graphs.hpp"

namespace asterism::graph {
namespace {

using testing::make_graph;
using testing::random_graph;

/// Every step on every node, the sum in 128 bits.
std::vector<Share> plainly(const WeightedGraph& graph, const std::vector<std::uint32_t>& group, int steps) {
    std::vector<Share> result(graph.nodes());
    for (std::uint32_t own = 0; own < graph.nodes(); ++own) {
        std::vector<Share> shares(graph.nodes(), 0);
        for (std::uint32_t v = 0; v < graph.nodes(); ++v)
            shares[v] = group[v] == group[own] ? kAll : 0;
        for (int s = 0; s < steps; ++s) {
            std::vector<Share> next = shares;
            for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
                UInt128 sum = static_cast<UInt128>(graph.loop[v]) * shares[v];
                for (std::size_t e = 0; e < graph.neighbors_of(v).size(); ++e)
                    sum += static_cast<UInt128>(graph.weights_of(v)[e]) * shares[graph.neighbors_of(v)[e]];
                if (graph.degree[v] > 0) next[v] = static_cast<Share>(sum / static_cast<UInt128>(graph.degree[v]));
            }
            shares = next;
        }
        result[own] = shares[own];
    }
    return result;
}

}  // namespace

TEST(RandomWalk, StaysByWhatTheEdgesWeigh) {
    // 0 - 1 - 2, the last edge thrice as heavy; groups {0, 1} and {2}.
    const WeightedGraph path = make_graph(3, {{0, 1, 1}, {1, 2, 3}});
    const std::vector<std::uint32_t> group{0, 0, 1};
    const auto one = shares_that_stay(path, group, 2, 1, 1, Observer());
    EXPECT_EQ(as_number(one[0]), 1.0);
    EXPECT_EQ(as_number(one[1]), 0.25);
    EXPECT_EQ(as_number(one[2]), 0.0);
    const auto two = shares_that_stay(path, group, 2, 2, 1, Observer());
    EXPECT_EQ(as_number(two[0]), 0.25);  // over 1 back to 0, or on to 2
    EXPECT_EQ(as_number(two[2]), 0.75);
}

TEST(RandomWalk, CountsLoopsAndLeavesLonelyNodesWhereTheyAre) {
    // A loop as heavy as the edge: half of all walks stay for a step.
    const WeightedGraph graph = make_graph(3, {{0, 1, 5}}, {5, 0, 0});
    const auto shares = shares_that_stay(graph, std::vector<std::uint32_t>{0, 1, 2}, 3, 1, 1, Observer());
    EXPECT_EQ(as_number(shares[0]), 0.5);
    EXPECT_EQ(as_number(shares[1]), 0.0);
    EXPECT_EQ(as_number(shares[2]), 1.0);
}

TEST(RandomWalk, EqualsStepsOnAllNodes) {
    for (const std::int64_t heaviest : {3L, 1L << 20, 1L << 40}) {  // the last needs 128 bits
        for (std::uint32_t seed = 0; seed < 12; ++seed) {
            const WeightedGraph graph = random_graph(40 + seed, 1 + seed % 4, heaviest, seed);
            std::mt19937 random(seed);
            std::vector<std::uint32_t> group(graph.nodes());
            for (std::uint32_t& g : group)
                g = static_cast<std::uint32_t>(random() % 6);
            for (const int steps : {1, 2, 3, 4, 5}) {
                const auto expected = plainly(graph, group, steps);
                EXPECT_EQ(shares_that_stay(graph, group, 6, steps, 1, Observer()), expected);
                EXPECT_EQ(shares_that_stay(graph, group, 6, steps, 3, Observer()), expected);
            }
        }
    }
}

}  // namespace asterism::graph
