#include "graph/join_lists.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <random>

#include "graph/neighbor_strengths.hpp"

namespace asterism::graph {
namespace {

constexpr std::int64_t kWhole = 1 << 20;

}  // namespace

TEST(JoinLists, OfTwoNodesGivesOneEdgeOfFullWeight) {
    const WeightedGraph graph = join_lists({1, {1, 0}, {0.5, 0.5}}, std::vector<std::uint32_t>{1, 3}, 1, Observer());
    EXPECT_EQ(graph.first, (std::vector<std::uint64_t>{0, 1, 2}));
    EXPECT_EQ(graph.neighbor, (std::vector<std::uint32_t>{1, 0}));
    EXPECT_EQ(graph.weight, (std::vector<std::int64_t>{kWhole, kWhole}));  // 1 + 1 - 1 x 1
    EXPECT_EQ(graph.loop, (std::vector<std::int64_t>{0, 2 * kWhole}));     // the second stands for three rows
    EXPECT_EQ(graph.degree, (std::vector<std::int64_t>{kWhole, 3 * kWhole}));
    EXPECT_EQ(graph.total, 4 * kWhole);
}

TEST(JoinLists, KeepAnEdgeThatOnlyOneEndLists) {
    // 0 - 1 --- 2: 2 lists 1, which lists only 0.
    const WeightedGraph graph =
        join_lists({1, {1, 0, 1}, {1, 1, 3}}, std::vector<std::uint32_t>{1, 1, 1}, 1, Observer());
    EXPECT_EQ(graph.first, (std::vector<std::uint64_t>{0, 1, 3, 4}));
    EXPECT_EQ(graph.neighbor, (std::vector<std::uint32_t>{1, 0, 2, 1}));
    EXPECT_EQ(graph.weight, (std::vector<std::int64_t>{kWhole, kWhole, kWhole, kWhole}));
}

TEST(JoinLists, OfOneNodeHaveOnlyItsLoop) {
    const WeightedGraph one = join_lists({0, {}, {}}, std::vector<std::uint32_t>{1}, 1, Observer());
    EXPECT_EQ(one.total, 0);
    EXPECT_EQ(one.nodes(), 1U);
    const WeightedGraph many = join_lists({0, {}, {}}, std::vector<std::uint32_t>{1000}, 1, Observer());
    EXPECT_EQ(many.total, 15 * kWhole);  // no copy counts beyond the sixteenth
}

TEST(JoinLists, AreTheFuzzyUnionOfBothViews) {
    constexpr std::size_t kNodes = 3000;
    constexpr std::size_t kLength = 5;
    std::mt19937 random(5);
    NodeLists lists{kLength, {}, {}};
    for (std::uint32_t v = 0; v < kNodes; ++v) {
        std::vector<std::uint32_t> others;
        while (others.size() < kLength) {
            const auto u = static_cast<std::uint32_t>((v + 1 + random() % 40) % kNodes);
            if (std::find(others.begin(), others.end(), u) == others.end()) others.push_back(u);
        }
        std::vector<double> distances;
        for (std::size_t j = 0; j < kLength; ++j)
            distances.push_back(0.1 + static_cast<double>(random() % 1000) / 1000);
        std::sort(distances.begin(), distances.end());
        lists.nodes.insert(lists.nodes.end(), others.begin(), others.end());
        lists.distances.insert(lists.distances.end(), distances.begin(), distances.end());
    }
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::array<double, 2>> views;  // smaller node first
    for (std::uint32_t v = 0; v < kNodes; ++v) {
        std::array<double, kLength> strengths{};
        neighbor_strengths(std::span(lists.distances).subspan(v * kLength, kLength), strengths);
        for (std::size_t j = 0; j < kLength; ++j) {
            const std::uint32_t u = lists.nodes[v * kLength + j];
            views[std::minmax(u, v)][u < v ? 1 : 0] = strengths[j];
        }
    }
    const std::vector<std::uint32_t> copies(kNodes, 1);
    const WeightedGraph graph = join_lists(lists, copies, 1, Observer());
    ASSERT_EQ(graph.neighbor.size(), 2 * views.size());
    for (std::uint32_t v = 0; v < kNodes; ++v) {
        const auto neighbors = graph.neighbors_of(v);
        ASSERT_TRUE(std::is_sorted(neighbors.begin(), neighbors.end()));
        for (std::size_t e = 0; e < neighbors.size(); ++e) {
            const auto [a, b] = views.at(std::minmax(v, neighbors[e]));
            ASSERT_EQ(graph.weights_of(v)[e], whole_weight(a + b - a * b));
        }
    }
    EXPECT_EQ(graph.total, std::accumulate(graph.weight.begin(), graph.weight.end(), std::int64_t{0}));
    const WeightedGraph again = join_lists(lists, copies, 4, Observer());
    EXPECT_EQ(again.first, graph.first);
    EXPECT_EQ(again.neighbor, graph.neighbor);
    EXPECT_EQ(again.weight, graph.weight);
}

}  // namespace asterism::graph
