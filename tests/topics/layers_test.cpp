#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "asterism/cluster.hpp"
#include "asterism/error.hpp"
#include "asterism/topics.hpp"
#include "topics/groups.hpp"

namespace asterism {
namespace {

/// Eight far groups of three near ones of `size` rows each, `spread` wide; row i belongs to near group i / size.
Matrix nested_groups(std::size_t size, int apart, int spread) {
    constexpr std::size_t outer = 8;
    constexpr std::size_t kColumns = 12;
    std::mt19937 random(1);
    const auto within = [&](int width) { return static_cast<int>(random() % (2U * width + 1)) - width; };
    Matrix matrix(kColumns, outer * 3 * size);
    for (std::size_t o = 0; o < outer; ++o) {
        std::vector<int> far(kColumns);
        for (int& x : far)
            x = within(4000);
        for (int g = 0; g < 3; ++g) {
            std::vector<int> near = far;
            for (int& x : near)
                x += within(apart);
            for (std::size_t i = 0; i < size; ++i) {
                float* row = matrix.add_row();
                for (std::size_t k = 0; k < kColumns; ++k)
                    row[k] = static_cast<float>(near[k] + within(spread)) / 1024;
            }
        }
    }
    return matrix;
}

/// Each story in one main cluster, of at least `least` rows, never alone; every label in a theme.
void expect_nested(const std::vector<std::int32_t>& labels, const Layers& layers, std::int32_t clusters, int least) {
    ASSERT_EQ(layers.stories.size(), labels.size());
    ASSERT_EQ(layers.themes.size(), static_cast<std::size_t>(clusters));
    std::map<std::int32_t, int> rows;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        if (layers.stories[row] < 0) continue;
        ++rows[layers.stories[row]];
        EXPECT_EQ(labels[row], layers.story_parents[static_cast<std::size_t>(layers.stories[row])]);
    }
    EXPECT_EQ(rows.size(), layers.story_parents.size());
    for (const auto& [story, count] : rows)
        EXPECT_GE(count, least) << story;
    EXPECT_TRUE(std::is_sorted(layers.story_parents.begin(), layers.story_parents.end()));
    for (const std::int32_t parent : layers.story_parents)
        EXPECT_GE(std::count(layers.story_parents.begin(), layers.story_parents.end(), parent), 2);
    const std::set<std::int32_t> themes(layers.themes.begin(), layers.themes.end());
    EXPECT_EQ(static_cast<std::int32_t>(themes.size()), layers.theme_count());
    EXPECT_EQ(layers.story_persistence.size(), layers.story_parents.size());
    EXPECT_EQ(layers.theme_persistence.size(), themes.size());
    for (const auto* persistence : {&layers.story_persistence, &layers.theme_persistence}) {
        for (const double share : *persistence) {
            EXPECT_GT(share, 0);
            EXPECT_LE(share, 1);
        }
    }
}

}  // namespace

TEST(TopicLayers, FindStoriesInsideTopics) {
    const Matrix matrix = nested_groups(30, 200, 220);
    const NeighborGraph graph = neighbor_graph(matrix.view(), Metric::euclidean);
    TopicOptions options;
    options.resolution = 0.3;  // as many topics as far groups: the near ones are stories
    const Topics topics = find_topics(graph, options);
    ASSERT_EQ(topics.topic_count(), 8);
    expect_nested(topics.labels, topics.layers, 8, 10);
    EXPECT_GE(topics.layers.story_count(), 10);
    // A story may be two near groups, but none is torn apart.
    std::map<std::size_t, std::map<std::int32_t, int>> stories_of_group;
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        if (topics.layers.stories[row] >= 0) ++stories_of_group[row / 30][topics.layers.stories[row]];
    }
    for (const auto& [group, counts] : stories_of_group) {
        int all = 0;
        int most = 0;
        for (const auto& [story, count] : counts) {
            all += count;
            most = std::max(most, count);
        }
        EXPECT_GE(most, all * 9 / 10) << group;
    }
    options.layers = false;
    const Topics alone = find_topics(graph, options);
    EXPECT_TRUE(alone.layers.stories.empty());
    EXPECT_EQ(alone.labels, topics.labels);
}

TEST(TopicLayers, FindThemesAroundTopics) {
    const Matrix matrix = nested_groups(14, 200, 160);
    TopicOptions options;
    options.resolution = 4;  // as many topics as near groups: the far ones are themes
    const Topics topics = find_topics(neighbor_graph(matrix.view(), Metric::euclidean), options);
    ASSERT_EQ(topics.topic_count(), 24);
    expect_nested(topics.labels, topics.layers, 24, 10);
    EXPECT_LE(topics.layers.theme_count(), 18);
    std::map<std::int32_t, std::set<std::size_t>> far_groups;
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        if (topics.labels[row] < 0) continue;
        far_groups[topics.layers.themes[static_cast<std::size_t>(topics.labels[row])]].insert(row / 42);
    }
    for (const auto& [theme, groups] : far_groups)
        EXPECT_EQ(groups.size(), 1U) << theme;
}

TEST(TopicLayers, OfNothingAreEmpty) {
    const Matrix matrix = testing::groups_of_rows(1, 5, 0, 3);
    const Topics topics = find_topics(neighbor_graph(matrix.view(), Metric::cosine), {});
    EXPECT_EQ(topics.topic_count(), 0);
    EXPECT_EQ(topics.layers.stories, std::vector<std::int32_t>(5, -1));
    EXPECT_EQ(topics.layers.theme_count(), 0);
}

TEST(DensityLayers, AreLeavesBelowAndLargerClustersAbove) {
    const Matrix matrix = nested_groups(30, 350, 160);
    for (const Ties ties : {Ties::canonical, Ties::hdbscan}) {
        ClusterOptions options;
        options.metric = Metric::euclidean;
        options.ties = ties;
        options.min_samples = 3;
        const PreparedRows rows = prepare(matrix.view(), options.metric);
        const Hierarchy hierarchy = build_hierarchy(rows, options);
        // Leaves as the main layer have no stories; the far groups, of 90 rows, are above them.
        options.method = SelectionMethod::leaf;
        const Clustering leaves = cut(hierarchy, options);
        ASSERT_GE(leaves.cluster_count(), 20);
        options.method = SelectionMethod::eom;
        const Layers around = density_layers(hierarchy, leaves, options);
        expect_nested(leaves.labels, around, leaves.cluster_count(), 10);
        EXPECT_EQ(around.story_count(), 0);
        EXPECT_EQ(around.theme_count(), 8);
        // The far groups as the main layer: the near ones are stories.
        ClusterOptions larger = options;
        larger.min_cluster_size = 40;
        const Clustering main = cut(hierarchy, larger);
        ASSERT_EQ(main.cluster_count(), 8);
        const Layers inside = density_layers(hierarchy, main, options);
        expect_nested(main.labels, inside, 8, 10);
        EXPECT_GE(inside.story_count(), 20);
        EXPECT_EQ(inside.theme_count(), 8);
    }
}

TEST(DensityLayers, RefuseAClusteringOfOtherRows) {
    const Matrix matrix = nested_groups(10, 200, 160);
    const PreparedRows rows = prepare(matrix.view(), Metric::cosine);
    EXPECT_THROW((void)density_layers(build_hierarchy(rows, {}), Clustering{}, {}), Error);
}

}  // namespace asterism
