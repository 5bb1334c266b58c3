#include "tree/dendrogram.hpp"

#include <gtest/gtest.h>

namespace asterism::tree {
namespace {

std::vector<std::uint32_t> children(const Dendrogram& dendrogram, std::uint32_t node) {
    const auto span = dendrogram.children(node);
    return {span.begin(), span.end()};
}

}  // namespace

TEST(CanonicalDendrogram, MergesAllEdgesOfOneWeightAtOnce) {
    //  weight 2:        7 (root)
    //                 /   \        .
    //  weight 1:   5        6
    //            / | \     / \     .
    //           0  1  4   2   3
    const std::vector<Edge> tree{{1, 0, 1}, {1, 1, 4}, {1, 2, 3}, {2, 0, 3}};
    const Dendrogram dendrogram = canonical_dendrogram(5, tree);
    ASSERT_EQ(dendrogram.nodes(), 8U);
    EXPECT_EQ(children(dendrogram, 7), (std::vector<std::uint32_t>{5, 6}));
    EXPECT_EQ(dendrogram.weight(7), 2.0);
    // which of the two nodes of weight 1 has which number is of no importance; their children are
    EXPECT_EQ(children(dendrogram, children(dendrogram, 7)[0]), (std::vector<std::uint32_t>{0, 1, 4}));
    EXPECT_EQ(children(dendrogram, children(dendrogram, 7)[1]), (std::vector<std::uint32_t>{2, 3}));
    EXPECT_EQ(dendrogram.size(5), 3U);
}

TEST(CanonicalDendrogram, OrdersChildrenByTheirSmallestPoint) {
    const std::vector<Edge> tree{{1, 3, 4}, {1, 1, 2}, {3, 0, 4}, {3, 2, 3}};
    const Dendrogram dendrogram = canonical_dendrogram(5, tree);
    const auto of_root = children(dendrogram, dendrogram.root());
    ASSERT_EQ(of_root.size(), 3U);
    EXPECT_EQ(of_root[0], 0U);
    EXPECT_EQ(children(dendrogram, of_root[1]), (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(children(dendrogram, of_root[2]), (std::vector<std::uint32_t>{3, 4}));
}

TEST(BinaryDendrogram, MakesOneMergePerEdgeWithTheFromSideLeft) {
    const std::vector<LinkageEdge> edges{{1, 0, 1.0}, {2, 1, 1.0}};
    const Dendrogram dendrogram = binary_dendrogram(3, edges);
    EXPECT_EQ(children(dendrogram, 3), (std::vector<std::uint32_t>{1, 0}));
    EXPECT_EQ(children(dendrogram, 4), (std::vector<std::uint32_t>{2, 3}));
    EXPECT_EQ(dendrogram.size(4), 3U);
}

TEST(Dendrogram, OfOnePointIsThatPoint) {
    const Dendrogram dendrogram = canonical_dendrogram(1, {});
    EXPECT_EQ(dendrogram.root(), 0U);
    EXPECT_TRUE(dendrogram.is_point(dendrogram.root()));
}

}  // namespace asterism::tree
