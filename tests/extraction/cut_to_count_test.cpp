#include <gtest/gtest.h>

#include "asterism/error.hpp"
#include "asterism/extraction.hpp"
#include "extraction/random_hierarchies.hpp"

namespace asterism {
namespace {

int count(const Hierarchy& hierarchy, ClusterOptions options, SelectionMethod method, double epsilon) {
    options.method = method;
    options.cluster_selection_epsilon = epsilon;
    return cut(hierarchy, options).cluster_count();
}

/// Numbers of clusters at every epsilon that is the weight of an edge, or a little more.
std::vector<int> counts(const Hierarchy& hierarchy, const ClusterOptions& options, SelectionMethod method) {
    std::vector<int> counts{count(hierarchy, options, method, 0)};
    for (const SpanningEdge& edge : hierarchy.spanning_tree) {
        if (edge.weight > 0) counts.push_back(count(hierarchy, options, method, edge.weight * (1 + 1e-12)));
    }
    return counts;
}

}  // namespace

TEST(CutToCount, IsTheCutWithTheLeastEpsilonThatLeavesNoMore) {
    std::size_t exact = 0;
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        for (const bool single : {false, true}) {
            auto made = testing::random_hierarchy(testing::kShapes[seed % 3], seed, Ties::canonical, seed % 4 == 0, 60);
            made.options.allow_single_cluster = single;
            const auto eom = counts(made.hierarchy, made.options, SelectionMethod::eom);
            const auto leaf = counts(made.hierarchy, made.options, SelectionMethod::leaf);
            EXPECT_TRUE(std::is_sorted(eom.rbegin(), eom.rend())) << "the number never grows with epsilon";
            for (int wished = 1; wished <= leaf.front() + 1; ++wished) {
                const auto found = cut_to_count(made.hierarchy, made.options, wished);
                const auto& all = eom.front() < wished ? leaf : eom;
                EXPECT_EQ(found.method, eom.front() < wished ? SelectionMethod::leaf : SelectionMethod::eom);
                int most = all.back();  // more than wished, when nothing is left to merge
                for (const int one : all)
                    if (one <= wished) most = std::max(most, one);
                EXPECT_EQ(found.clustering.cluster_count(), most);
                ClusterOptions same = made.options;
                same.method = found.method;
                same.cluster_selection_epsilon = found.cluster_selection_epsilon;
                EXPECT_EQ(found.clustering.labels, cut(made.hierarchy, same).labels);
                exact += found.clustering.cluster_count() == wished ? 1 : 0;
            }
        }
    }
    EXPECT_GT(exact, 50U);
}

TEST(CutToCount, RefusesNoClustersAtAll) {
    const auto made = testing::random_hierarchy(testing::Shape::gaussian, 3, Ties::canonical, false);
    EXPECT_THROW((void)cut_to_count(made.hierarchy, made.options, 0), Error);
}

}  // namespace asterism
