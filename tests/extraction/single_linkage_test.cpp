#include <gtest/gtest.h>

#include <numeric>

#include "asterism/extraction.hpp"
#include "extraction/random_hierarchies.hpp"

namespace asterism {
namespace {

/// Components of the spanning tree's edges of at most `weight`, each row by its smallest.
std::vector<RowIndex> components(const std::vector<SpanningEdge>& tree, std::size_t n, double weight) {
    std::vector<RowIndex> smallest(n);
    std::iota(smallest.begin(), smallest.end(), RowIndex{0});
    for (bool changed = true; changed;) {
        changed = false;
        for (const SpanningEdge& edge : tree) {
            if (edge.weight > weight || smallest[edge.a] == smallest[edge.b]) continue;
            smallest[edge.a] = smallest[edge.b] = std::min(smallest[edge.a], smallest[edge.b]);
            changed = true;
        }
    }
    return smallest;
}

/// The same of the linkage's merges.
std::vector<RowIndex> components(const std::vector<LinkageRow>& linkage, std::size_t n, double weight) {
    std::vector<std::vector<RowIndex>> below(n + linkage.size());
    std::vector<RowIndex> smallest(n);
    for (RowIndex row = 0; row < n; ++row) {
        below[row] = {row};
        smallest[row] = row;
    }
    for (std::size_t t = 0; t < linkage.size(); ++t) {
        auto& all = below[n + t];
        all = below[linkage[t].left];
        all.insert(all.end(), below[linkage[t].right].begin(), below[linkage[t].right].end());
        if (linkage[t].distance > weight) continue;
        const RowIndex least = *std::min_element(all.begin(), all.end());
        for (const RowIndex row : all)
            smallest[row] = least;
    }
    return smallest;
}

}  // namespace

TEST(SingleLinkage, JoinsAtEveryHeightWhatTheSpanningTreeJoins) {
    testing::for_each_hierarchy([](const testing::RandomHierarchy& made) {
        const std::size_t n = made.matrix.rows();
        const auto linkage = single_linkage(made.hierarchy);
        ASSERT_EQ(linkage.size(), n - 1);
        for (std::size_t t = 0; t < linkage.size(); ++t) {
            EXPECT_LT(linkage[t].left, n + t);
            EXPECT_LT(linkage[t].right, n + t);
            EXPECT_EQ(linkage[t].distance, made.hierarchy.spanning_tree[t].weight) << t;
            if (t % 8 != 0 && t + 1 < linkage.size()) continue;
            const double height = linkage[t].distance;
            EXPECT_EQ(components(linkage, n, height), components(made.hierarchy.spanning_tree, n, height));
        }
        const auto rows = made.weights.empty() ? static_cast<std::uint32_t>(n)
                                               : std::accumulate(made.weights.begin(), made.weights.end(), 0U);
        EXPECT_EQ(linkage.back().size, rows);
    });
}

//  distance 2    +------+      (0 and 1 are near, 2 and 3 as far from them as from each other)
//  distance 1  +-+  +---+
//              0 1  2   3
TEST(SingleLinkage, PartsThatJoinAtOnceJoinOneAfterTheOtherBySmallestRank) {
    const std::vector<double> given = {0, 1, 2, 2, 1, 0, 2, 2, 2, 2, 0, 2, 2, 2, 2, 0};
    ClusterOptions options;
    options.min_samples = 1;
    const auto hierarchy = build_hierarchy(prepare(DistanceMatrixView{given.data(), 4}), options);
    const auto linkage = single_linkage(hierarchy);
    ASSERT_EQ(linkage.size(), 3U);
    const auto expect = [&](std::size_t t, LinkageRow row) {
        EXPECT_EQ(linkage[t].left, row.left);
        EXPECT_EQ(linkage[t].right, row.right);
        EXPECT_EQ(linkage[t].distance, row.distance);
        EXPECT_EQ(linkage[t].size, row.size);
    };
    expect(0, {0, 1, 1, 2});
    expect(1, {4, 2, 2, 3});
    expect(2, {5, 3, 2, 4});
}

TEST(SingleLinkage, OfOneRowIsEmpty) {
    const double zero = 0;
    EXPECT_TRUE(single_linkage(build_hierarchy(prepare(DistanceMatrixView{&zero, 1}), {})).empty());
}

}  // namespace asterism
