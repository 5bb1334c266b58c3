#include "clusters/selection.hpp"

#include <gtest/gtest.h>

#include "clusters/small_trees.hpp"

namespace asterism::clusters {
namespace {

using Numbers = std::vector<std::uint32_t>;

Numbers selected(const ClusterOptions& options) {
    const CondensedTree tree = testing::two_levels();
    return select_clusters(tree, ClusterTree(tree), options).selected;
}

}  // namespace

TEST(Stabilities, OfTheSmallTreeByEye) {
    const CondensedTree tree = testing::two_levels();
    // 10: 1*1 + 2*5 + 2*4 = 19; 11: (3-2) + (4-2)*4 = 9; 12: 1 + 3*3 = 10; 13 and 14: (8-4)*2 = 8
    EXPECT_EQ(stabilities(tree, ClusterTree(tree), Ties::canonical), (std::vector<double>{19, 9, 10, 8, 8}));
    EXPECT_EQ(stabilities(tree, ClusterTree(tree), Ties::hdbscan), (std::vector<double>{19, 9, 10, 8, 8}));
}

TEST(Selection, ExcessOfMassTakesTheChildrenWhenTheyAreTogetherMoreStable) {
    EXPECT_EQ(selected({}), (Numbers{2, 3, 4}));  // 8 + 8 > 9
}

TEST(Selection, LeafTakesTheLeaves) {
    ClusterOptions options;
    options.method = SelectionMethod::leaf;
    EXPECT_EQ(selected(options), (Numbers{2, 3, 4}));
}

TEST(Selection, TheRootIsTakenOnlyWhenAllowedAndMoreStable) {
    ClusterOptions options;
    options.allow_single_cluster = true;
    EXPECT_EQ(selected(options), (Numbers{2, 3, 4}));  // 16 + 10 > 19
}

TEST(Selection, EpsilonClimbsToTheFirstClusterBornFartherOut) {
    ClusterOptions options;
    options.cluster_selection_epsilon = 0.3;  // 13 and 14 are born at distance 1/4, their parent at 1/2
    EXPECT_EQ(selected(options), (Numbers{1, 2}));
    options.cluster_selection_epsilon = 0.6;  // beyond 11 and 12 as well, but they stand right below the root
    EXPECT_EQ(selected(options), (Numbers{1, 2}));
    options.allow_single_cluster = true;
    EXPECT_EQ(selected(options), (Numbers{0}));
}

TEST(Selection, AnOversizedClusterIsNotTakenAndAnOversizedLeafBecomesNoise) {
    ClusterOptions options;
    options.max_cluster_size = 3;
    EXPECT_EQ(selected(options), (Numbers{3, 4}));
}

TEST(Selection, AClusterBornBeyondTheLargestEpsilonIsNotTaken) {
    ClusterOptions options;
    options.cluster_selection_epsilon_max = 0.5;  // 11 and 12 are born at it
    EXPECT_EQ(selected(options), (Numbers{2, 3, 4}));
    options.cluster_selection_epsilon_max = 0.4;
    EXPECT_EQ(selected(options), (Numbers{3, 4}));
    options.cluster_selection_epsilon_max = 0.2;
    EXPECT_EQ(selected(options), Numbers{});
}

TEST(Selection, TheRootIsBornAtTheLargestDistanceOfTheTree) {
    CondensedTree tree = testing::two_levels();
    for (CondensedRow& row : tree.rows) {
        if (row.lambda == 2) row.lambda = 2.9;  // 1 + 2.9 x 9 = 27.1 > 16 + 6.4
    }
    ClusterOptions options;
    options.allow_single_cluster = true;
    const auto taken = [&] { return select_clusters(tree, ClusterTree(tree), options).selected; };
    EXPECT_EQ(taken(), Numbers{0});
    options.cluster_selection_epsilon_max = 0.99;  // the first row leaves at lambda 1
    EXPECT_EQ(taken(), (Numbers{2, 3, 4}));
}

TEST(Selection, ATreeWithoutRowsSelectsNothing) {
    const CondensedTree tree{1, 1, {}};
    EXPECT_TRUE(select_clusters(tree, ClusterTree(tree), {}).selected.empty());
}

}  // namespace asterism::clusters
