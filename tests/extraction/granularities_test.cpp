#include <gtest/gtest.h>

#include <map>
#include <set>

#include "asterism/extraction.hpp"
#include "extraction/random_hierarchies.hpp"

namespace asterism {
namespace {

using Rows = std::set<RowIndex>;

/// The leaves at one min_cluster_size as sets of rows: those that are together in the first merge below their birth,
/// small ones included, which is the same set at every size at which the cluster is a leaf.
std::set<Rows> leaves(const Hierarchy& hierarchy, int size) {
    ClusterOptions options;
    options.min_cluster_size = size;
    options.method = SelectionMethod::leaf;
    const auto labels = cut(hierarchy, options).labels;
    std::map<std::int32_t, Rows> by_label;
    for (RowIndex row = 0; row < labels.size(); ++row) {
        if (labels[row] >= 0) by_label[labels[row]].insert(row);
    }
    std::set<Rows> result;
    for (const auto& [label, rows] : by_label)
        result.insert(rows);
    return result;
}

struct Slow {
    std::map<int, std::set<Rows>> leaves;  ///< by min_cluster_size
    std::map<Rows, std::uint64_t> life;    ///< of each leaf the number of sizes
};

Slow slow(const Hierarchy& hierarchy) {
    Slow result;
    for (int size = 2; size < static_cast<int>(hierarchy.dendrogram.size(hierarchy.dendrogram.root())); ++size) {
        auto found = leaves(hierarchy, size);
        for (const Rows& rows : found)
            ++result.life[rows];
        if (!found.empty()) result.leaves[size] = std::move(found);
    }
    return result;
}

}  // namespace

TEST(Granularities, AreWhatACutAtEverySizeGives) {
    testing::for_each_hierarchy([](const testing::RandomHierarchy& made) {
        const Slow expected = slow(made.hierarchy);
        const auto runs = granularities(made.hierarchy);
        int size = 2;
        for (const Granularity& run : runs) {
            ASSERT_EQ(run.smallest, static_cast<std::uint32_t>(size));
            for (; size <= static_cast<int>(run.largest); ++size) {
                ASSERT_TRUE(expected.leaves.contains(size)) << size;
                const auto& clusters = expected.leaves.at(size);
                EXPECT_EQ(run.clusters, clusters.size()) << size;
                std::uint64_t persistence = 0;
                for (const Rows& rows : clusters)
                    persistence += expected.life.at(rows);
                EXPECT_EQ(run.persistence, persistence) << size;
            }
        }
        EXPECT_FALSE(expected.leaves.contains(size));
    });
}

TEST(Granularities, AreStableWhereNeitherSideHasMore) {
    testing::for_each_hierarchy([](const testing::RandomHierarchy& made) {
        const auto runs = granularities(made.hierarchy);
        std::size_t stable = 0;
        for (std::size_t i = 0; i < runs.size(); ++i) {
            bool expected = true;
            for (std::size_t j = i; j-- > 0 && runs[j].persistence >= runs[i].persistence;)
                if (runs[j].persistence > runs[i].persistence) {
                    expected = false;
                    break;
                }
            for (std::size_t j = i + 1; j < runs.size() && runs[j].persistence >= runs[i].persistence; ++j)
                if (runs[j].persistence > runs[i].persistence) {
                    expected = false;
                    break;
                }
            EXPECT_EQ(runs[i].stable, expected) << i;
            stable += runs[i].stable ? 1 : 0;
        }
        EXPECT_EQ(stable > 0, !runs.empty());
    });
}

TEST(Granularities, OfARowAreNone) {
    const double zero = 0;
    EXPECT_TRUE(granularities(build_hierarchy(prepare(DistanceMatrixView{&zero, 1}), {})).empty());
}

}  // namespace asterism
