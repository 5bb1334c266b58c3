#include "clusters/membership.hpp"

#include <gtest/gtest.h>

#include "clusters/outlier_scores.hpp"
#include "clusters/prediction_data.hpp"
#include "clusters/small_trees.hpp"

namespace asterism::clusters {
namespace {

Membership members(const ClusterOptions& options) {
    const CondensedTree tree = testing::two_levels();
    const ClusterTree clusters(tree);
    return membership(tree, clusters, select_clusters(tree, clusters, options), options);
}

}  // namespace

TEST(Membership, LabelsFollowTheSmallestPointCanonicallyAndTheClusterNumberInHdbscan) {
    ClusterOptions options;
    EXPECT_EQ(members(options).labels, (std::vector<std::int32_t>{-1, 0, 0, 1, 1, 2, 2, 2, 2, -1}));
    options.ties = Ties::hdbscan;
    EXPECT_EQ(members(options).labels, (std::vector<std::int32_t>{-1, 1, 1, 2, 2, 0, 0, 0, 0, -1}));
}

TEST(Membership, ProbabilityIsLambdaOverTheLargestOfTheSelectedCluster) {
    const Membership result = members({});
    EXPECT_DOUBLE_EQ(result.probabilities[5], 3.0 / 5.0);
    EXPECT_DOUBLE_EQ(result.probabilities[6], 1.0);
    EXPECT_EQ(result.probabilities[9], 0.0);
    EXPECT_DOUBLE_EQ(result.persistence[2], 10.0 / (4 * 8));
}

TEST(Membership, ASoleRootHoldsThePointsThatStayToItsEnd) {
    const CondensedTree tree{4, 1, {{4, 0, 1, 1}, {4, 1, 2, 1}, {4, 2, 3, 1}, {4, 3, 3, 1}}};
    const ClusterTree clusters(tree);
    ClusterOptions options;
    options.allow_single_cluster = true;
    auto result = membership(tree, clusters, select_clusters(tree, clusters, options), options);
    EXPECT_EQ(result.labels, (std::vector<std::int32_t>{-1, -1, 0, 0}));
    options.cluster_selection_epsilon = 0.5;
    result = membership(tree, clusters, select_clusters(tree, clusters, options), options);
    EXPECT_EQ(result.labels, (std::vector<std::int32_t>{-1, 0, 0, 0}));
}

TEST(OutlierScores, MeasureAgainstTheDensestPlaceAnywhereBelow) {
    const CondensedTree tree = testing::two_levels();
    const auto scores = outlier_scores(tree, ClusterTree(tree));
    EXPECT_DOUBLE_EQ(scores[9], (8.0 - 1) / 8);  // hdbscan 0.8.40 would say (2 - 1) / 2
    EXPECT_DOUBLE_EQ(scores[0], (8.0 - 3) / 8);
    EXPECT_DOUBLE_EQ(scores[5], (5.0 - 3) / 5);
    EXPECT_EQ(scores[1], 0.0);
}

TEST(PredictionData, ExemplarsAreThoseThatStayLongestInEachLeaf) {
    const CondensedTree tree = testing::two_levels();
    const ClusterTree clusters(tree);
    const auto data = prediction_data(tree, clusters, members({}));
    EXPECT_EQ(data.selected_clusters, (std::vector<std::uint32_t>{13, 14, 12}));
    EXPECT_EQ(data.exemplars[2], (std::vector<RowIndex>{6, 7, 8}));
    EXPECT_EQ(data.max_lambdas, (std::vector<double>{8, 8, 5}));
}

}  // namespace asterism::clusters
