#include "topics/aggregate.hpp"

#include <gtest/gtest.h>

#include <random>

#include "graph/graphs.hpp"
#include "graph/members.hpp"
#include "topics/modularity.hpp"

namespace asterism::topics {

using testing::make_graph;
using testing::random_graph;

TEST(Aggregate, AddsUpEdgesAndMakesInnerOnesLoops) {
    //  0 =5= 1 -1- 2 =7= 3, a loop of 3 on 0
    const WeightedGraph graph = make_graph(4, {{0, 1, 5}, {1, 2, 1}, {2, 3, 7}}, {3, 0, 0, 0});
    const WeightedGraph pairs = aggregate(graph, {0, 0, 1, 1}, 2);
    EXPECT_EQ(pairs.loop, (std::vector<std::int64_t>{3 + 2 * 5, 2 * 7}));
    EXPECT_EQ(pairs.neighbor, (std::vector<std::uint32_t>{1, 0}));
    EXPECT_EQ(pairs.weight, (std::vector<std::int64_t>{1, 1}));
    EXPECT_EQ(pairs.degree, (std::vector<std::int64_t>{14, 15}));
    EXPECT_EQ(pairs.total, graph.total);
}

TEST(Aggregate, LeavesQualityAsItIs) {
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        const WeightedGraph graph = random_graph(60, 3, 1000, seed);
        std::mt19937 random(seed);
        Partition group(60);
        for (std::uint32_t& g : group)
            g = static_cast<std::uint32_t>(random() % 12);
        const std::uint32_t groups = renumber(group);
        const WeightedGraph above = aggregate(graph, group, groups);
        EXPECT_EQ(quality(above, singletons(groups), 1400), quality(graph, group, 1400));
        for (std::uint32_t g = 0; g < groups; ++g) {
            const auto neighbors = above.neighbors_of(g);
            EXPECT_TRUE(std::is_sorted(neighbors.begin(), neighbors.end()));
        }
    }
}

TEST(Subgraph, HasTheEdgesInside) {
    const WeightedGraph graph = make_graph(5, {{0, 2, 5}, {2, 4, 6}, {0, 1, 9}, {1, 3, 2}}, {0, 0, 0, 0, 8});
    const Partition group{0, 1, 0, 1, 0};
    const graph::Members members(group, 2);
    const WeightedGraph inside = subgraph(graph, group, members.of(0), members.places());
    EXPECT_EQ(inside.neighbor, (std::vector<std::uint32_t>{1, 0, 2, 1}));
    EXPECT_EQ(inside.weight, (std::vector<std::int64_t>{5, 5, 6, 6}));
    EXPECT_EQ(inside.loop, (std::vector<std::int64_t>{0, 0, 8}));
    EXPECT_EQ(inside.degree, (std::vector<std::int64_t>{5, 11, 14}));
    EXPECT_EQ(inside.total, 30);
}

}  // namespace asterism::topics
