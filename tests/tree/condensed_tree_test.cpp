#include "tree/condensed_tree.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <ostream>

namespace asterism {

bool operator==(const CondensedRow& a, const CondensedRow& b);
bool operator==(const CondensedRow& a, const CondensedRow& b) {
    return a.parent == b.parent && a.child == b.child && a.lambda == b.lambda && a.size == b.size;
}
std::ostream& operator<<(std::ostream& out, const CondensedRow& row);
std::ostream& operator<<(std::ostream& out, const CondensedRow& row) {
    return out << "{" << row.parent << " -> " << row.child << " at " << row.lambda << ", " << row.size << "}";
}

namespace tree {
namespace {

using Rows = std::vector<CondensedRow>;

/// Two pairs and a straggler, min_cluster_size 2:
///
///   weight 4            root
///                     /   |
///   weight 2        A     |          A joins {0,1} and {2,3}
///                 /   \   |
///   weight 1    0,1  2,3  4
const std::vector<Edge> kTwoPairs{{1, 0, 1}, {1, 2, 3}, {2, 1, 2}, {4, 3, 4}};

}  // namespace

TEST(Condense, TwoPairsAndAStraggler) {
    const CondensedTree tree = condense(canonical_dendrogram(5, kTwoPairs), 2, Ties::canonical);
    EXPECT_EQ(tree.clusters, 3U);
    const Rows expected{{5, 4, 0.25, 1}, {5, 6, 0.5, 2}, {5, 7, 0.5, 2}, {6, 0, 1, 1},
                        {6, 1, 1, 1},    {7, 2, 1, 1},   {7, 3, 1, 1}};
    EXPECT_EQ(tree.rows, expected);
}

TEST(Condense, NothingLargeEnoughMeansAllLeaveTheRoot) {
    const CondensedTree tree = condense(canonical_dendrogram(5, kTwoPairs), 4, Ties::canonical);
    EXPECT_EQ(tree.clusters, 1U);
    const Rows expected{{5, 4, 0.25, 1}, {5, 0, 0.5, 1}, {5, 1, 0.5, 1}, {5, 2, 0.5, 1}, {5, 3, 0.5, 1}};
    EXPECT_EQ(tree.rows, expected);
}

TEST(Condense, ThreeGroupsThatMeetAtOneWeightAreBornTogetherOnlyCanonically) {
    const std::vector<Edge> tree{{1, 0, 1}, {1, 2, 3}, {1, 4, 5}, {2, 0, 2}, {2, 2, 4}};
    const CondensedTree canonical = condense(canonical_dendrogram(6, tree), 2, Ties::canonical);
    EXPECT_EQ(canonical.clusters, 4U);
    std::vector<LinkageEdge> linkage;
    for (const Edge& edge : tree)
        linkage.push_back({edge.lo, edge.hi, edge.weight});
    const CondensedTree binary = condense(binary_dendrogram(6, linkage), 2, Ties::hdbscan);
    EXPECT_EQ(binary.clusters, 5U);  // a cluster of four that is born and dies at lambda 1/2
}

TEST(Condense, AZeroWeightHasTheLargestFiniteLambdaCanonicallyAndInfinityInHdbscan) {
    const std::vector<Edge> tree{{0, 0, 1}, {0.5, 1, 2}};
    EXPECT_EQ(condense(canonical_dendrogram(3, tree), 2, Ties::canonical).rows.back().lambda, 2.0);
    const std::vector<LinkageEdge> linkage{{0, 1, 0}, {1, 2, 0.5}};
    EXPECT_EQ(condense(binary_dendrogram(3, linkage), 2, Ties::hdbscan).rows.back().lambda,
              std::numeric_limits<double>::infinity());
    const std::vector<Edge> all_equal{{0, 0, 1}, {0, 1, 2}};
    EXPECT_EQ(condense(canonical_dendrogram(3, all_equal), 2, Ties::canonical).rows.back().lambda, 1.0);
}

}  // namespace tree
}  // namespace asterism
