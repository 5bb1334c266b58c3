#include "topics/modularity.hpp"

#include <gtest/gtest.h>

#include "graph/graphs.hpp"
#include "topics/partition.hpp"

namespace asterism::topics {

using testing::make_graph;

//   0 - 1       two triangles, one edge between them: 2m = 14, degrees 2 2 3 3 2 2
//    \ /
//     2 --- 3
//          / \.
//         4 - 5
static WeightedGraph two_triangles() {
    return make_graph(6, {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4}, {3, 5}, {4, 5}});
}

TEST(Modularity, IsWhatItsDefinitionSays) {
    // Each triangle holds 6 of 14 and has a K of 7: 2 x (6 - 7 x 7 / 14) / 14.
    EXPECT_DOUBLE_EQ(quality(two_triangles(), Partition{0, 0, 0, 1, 1, 1}, 1000), 5.0 / 14);
    EXPECT_DOUBLE_EQ(quality(two_triangles(), Partition{0, 0, 0, 1, 1, 1}, 500), 2 * (6 - 3.5 / 2) / 14);
    EXPECT_DOUBLE_EQ(quality(two_triangles(), Partition{0, 0, 0, 0, 0, 0}, 1000), 0.0);
    EXPECT_EQ(quality(make_graph(2, {}), Partition{0, 1}, 1000), 0.0);
}

TEST(Modularity, CountsALoopOnce) {
    // One node with a loop of 4 and an edge of 2 to another: K = 6 and 2, 2m = 8.
    const WeightedGraph graph = make_graph(2, {{0, 1, 2}}, {4, 0});
    EXPECT_EQ(graph.degree, (std::vector<std::int64_t>{6, 2}));
    EXPECT_DOUBLE_EQ(quality(graph, Partition{0, 1}, 1000), (4 - 36.0 / 8 - 4.0 / 8) / 8);
    EXPECT_EQ(shares_inside(graph, Partition{0, 1})[0], 4.0 / 6);
    EXPECT_EQ(shares_inside(graph, Partition{0, 0})[0], 1.0);
}

TEST(Modularity, GainIsHalfTheDifferenceOfQuality) {
    const WeightedGraph graph = two_triangles();
    const Modularity modularity(graph.total, 1400);
    // Node 3 from its own triangle to the other one.
    const auto here = modularity.gain(2, 3, 7 - 3);
    const auto there = modularity.gain(1, 3, 7);
    const double before = quality(graph, Partition{0, 0, 0, 1, 1, 1}, 1400);
    const double after = quality(graph, Partition{0, 0, 0, 0, 1, 1}, 1400);
    EXPECT_NEAR(static_cast<double>(2 * (there - here)) / (14.0 * 14 * 1000), after - before, 1e-15);
}

TEST(Modularity, KnowsTheLargestGraphThatItComparesExactly) {
    // 1000 x total^2 < 2^127
    constexpr auto kLargest = std::int64_t{412'000'000'000'000'000};
    EXPECT_TRUE(Modularity::fits(kLargest, 1));
    EXPECT_TRUE(Modularity::fits(kLargest, 1000));
    EXPECT_FALSE(Modularity::fits(kLargest, 1010));
    EXPECT_FALSE(Modularity::fits(kLargest + kLargest / 100, 1000));
    EXPECT_TRUE(Modularity::fits(kLargest / 64, 4'000'000));
    // Ten million rows of nine units a node, eightfold, at a resolution of 4.
    EXPECT_TRUE(Modularity::fits(std::int64_t{10'000'000} * 9 * (1 << 20) * 8, 16'000));
}

}  // namespace asterism::topics
