#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "asterism/error.hpp"
#include "asterism/extraction.hpp"
#include "extraction/golden_0840.hpp"
#include "extraction/random_hierarchies.hpp"

namespace asterism {
namespace {

/// n x n, from lists of all neighbours.
std::vector<double> mutual_reachability(const testing::RandomHierarchy& made) {
    const auto& core = made.hierarchy.core_distances;
    const std::size_t n = core.size();
    const Neighbors lists = find_neighbors(made.rows, n);
    const auto distinct = made.rows.distinct_of_row();
    std::vector<double> weights(n * n);
    for (RowIndex i = 0; i < n; ++i) {
        const RowIndex representative = made.rows.duplicates.representatives[distinct[i]];
        std::vector<double> distance(made.rows.duplicates.representatives.size(), 0);  // by distinct row
        for (std::size_t e = 0; e < lists.k; ++e)
            distance[distinct[lists.rows_of(representative)[e]]] = lists.distances_of(representative)[e];
        for (RowIndex j = 0; j < n; ++j)
            weights[i * n + j] = std::max(std::max(core[i], core[j]), distance[distinct[j]]);
    }
    return weights;
}

/// By all pairs: the components of {mutual reachability < height} over rows that are each there as often as their
/// weight says; labels by smallest point.
std::vector<std::int32_t> slow(const testing::RandomHierarchy& made, const std::vector<double>& weights, double height,
                               std::size_t min_cluster_size) {
    const auto& core = made.hierarchy.core_distances;
    const std::size_t n = made.matrix.rows();
    std::vector<RowIndex> smallest(n);
    std::iota(smallest.begin(), smallest.end(), RowIndex{0});
    for (bool changed = true; changed;) {
        changed = false;
        for (RowIndex i = 0; i < n; ++i) {
            for (RowIndex j = 0; j < n; ++j) {
                if (weights[i * n + j] < height && smallest[i] != smallest[j]) {
                    smallest[i] = smallest[j] = std::min(smallest[i], smallest[j]);
                    changed = true;
                }
            }
        }
    }
    std::map<RowIndex, std::size_t> size;
    for (RowIndex i = 0; i < n; ++i)
        size[smallest[i]] += made.weights.empty() ? 1 : made.weights[i];
    std::map<RowIndex, std::int32_t> label;
    std::vector<std::int32_t> labels(n, -1);
    for (const RowIndex row : made.hierarchy.row_of_point) {
        const bool joined = core[row] < height;  // else even its copies are apart
        if ((joined ? size[smallest[row]] : 1) < min_cluster_size) continue;
        const auto next = static_cast<std::int32_t>(label.size());
        labels[row] = label.emplace(smallest[row], next).first->second;
    }
    return labels;
}

}  // namespace

TEST(DbscanClustering, EqualsTheComponentsOfAllPairs) {
    testing::for_each_hierarchy([](const testing::RandomHierarchy& made) {
        const auto weights = mutual_reachability(made);
        for (const std::size_t edge : {5, 20, 50, 68}) {
            const double weight = made.hierarchy.spanning_tree[edge].weight;
            for (const double height : {weight, weight * 1.01}) {  // strictly below
                for (const int size : {1, 2, 5}) {
                    EXPECT_EQ(dbscan_clustering(made.hierarchy, height, size),
                              slow(made, weights, height, static_cast<std::size_t>(size)));
                }
            }
        }
    });
}

TEST(DbscanClustering, EqualsThatOfHdbscan0840ButForTheOrderOfLabels) {
    for (const auto& golden : testing::golden_cases()) {
        const auto hierarchy = build_hierarchy(prepare(golden.rows.view(), golden.options.metric), golden.options);
        const auto found = dbscan_clustering(hierarchy, golden.height, golden.options.min_cluster_size);
        std::map<std::int32_t, std::int32_t> there;
        std::map<std::int32_t, std::int32_t> back;
        for (std::size_t i = 0; i < found.size(); ++i) {
            EXPECT_EQ(there.emplace(found[i], golden.at_height[i]).first->second, golden.at_height[i]) << i;
            EXPECT_EQ(back.emplace(golden.at_height[i], found[i]).first->second, found[i]) << i;
        }
        EXPECT_EQ(there.contains(-1), back.contains(-1));
        EXPECT_GE(there.size(), 3U);
    }
}

TEST(DbscanClustering, RefusesHeightsAndSizesThatAreNone) {
    const auto made = testing::random_hierarchy(testing::Shape::gaussian, 3, Ties::canonical, false);
    EXPECT_THROW((void)dbscan_clustering(made.hierarchy, -0.1), Error);
    EXPECT_THROW((void)dbscan_clustering(made.hierarchy, std::numeric_limits<double>::quiet_NaN()), Error);
    EXPECT_THROW((void)dbscan_clustering(made.hierarchy, 1, 0), Error);
}

}  // namespace asterism
