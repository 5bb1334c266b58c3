#include "clusters/limit_losses.hpp"

#include <gtest/gtest.h>

#include "clusters/membership.hpp"
#include "clusters/selection.hpp"
#include "clusters/small_trees.hpp"

namespace asterism::clusters {
namespace {

LimitLosses losses(const ClusterOptions& options) {
    const CondensedTree tree = testing::two_levels();
    const ClusterTree clusters(tree);
    const auto members = membership(tree, clusters, select_clusters(tree, clusters, options), options);
    return limit_losses(tree, clusters, members.labels, options);
}

ClusterOptions limit(std::int64_t size) {
    ClusterOptions options;
    options.max_cluster_size = size;
    return options;
}

}  // namespace

// Without a limit 12 (rows 5 to 8), 13 (1, 2) and 14 (3, 4) are the clusters.

TEST(LimitLosses, NothingIsLostWithoutALimitOrByOneThatAllClustersKeep) {
    for (const std::int64_t size : {0, 4, 100}) {
        EXPECT_EQ(losses(limit(size)).rows, 0) << size;
        EXPECT_EQ(losses(limit(size)).clusters, 0) << size;
    }
}

TEST(LimitLosses, ALargerClusterThatDoesNotSplitIsLostWithItsRows) {
    EXPECT_EQ(losses(limit(3)).clusters, 1);  // 12
    EXPECT_EQ(losses(limit(3)).rows, 4);
    EXPECT_EQ(losses(limit(1)).clusters, 3);
    EXPECT_EQ(losses(limit(1)).rows, 8);
}

TEST(LimitLosses, OfAClusterThatSplitsOnlyTheRowsBetweenItsPartsAreLost) {
    ClusterOptions options = limit(4);
    options.cluster_selection_epsilon = 0.3;  // 13 and 14 become 11 again, limit or not: epsilon comes after it
    EXPECT_EQ(losses(options).rows, 0);
    CondensedTree tree = testing::two_levels();
    for (CondensedRow& row : tree.rows)
        if (row.parent >= 13) row.lambda = 5;  // now 11 (9) is more stable than 13 and 14 together (4)
    const ClusterTree clusters(tree);
    const auto members = membership(tree, clusters, select_clusters(tree, clusters, limit(4)), limit(4));
    const auto found = limit_losses(tree, clusters, members.labels, limit(4));
    EXPECT_EQ(found.clusters, 1);
    EXPECT_EQ(found.rows, 1) << "row 0 belongs to 11 alone";
}

TEST(LimitLosses, LeafKnowsNoLimit) {
    ClusterOptions options = limit(1);
    options.method = SelectionMethod::leaf;
    EXPECT_EQ(losses(options).rows, 0);
}

}  // namespace asterism::clusters
