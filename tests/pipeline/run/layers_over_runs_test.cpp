#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "pipeline/naming/cluster_metadata.hpp"
#include "pipeline/naming/person_label.hpp"
#include "pipeline/reader_fixture.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/run/assign.hpp"
#include "pipeline/run/cluster_matching.hpp"
#include "pipeline/run/step2_clustering.hpp"

namespace asterism::pipeline {
namespace {

using store::ClusterInfo;
using store::Layer;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

/// Two clusters on an arc, 60 degrees apart, each of two groups of twenty with a gap between that is hardly wider than
/// a group's own: density has one cluster of both, and a leaf of each. Each group has a text of its own.
class LayersOverRuns : public ReaderTest {
 protected:
    LayersOverRuns() {
        for (std::int64_t k = 0; k < 20; ++k)
            for (std::int64_t group = 0; group < 4; ++group)
                add_at(1 + 20 * group + k, static_cast<std::size_t>(group), place(group, static_cast<double>(k)));
    }
    static double place(std::int64_t group, double k) {
        return static_cast<double>(group / 2) * 60 + 0.05 * (k + static_cast<double>(group % 2) * 22.5);
    }
    void add_at(std::int64_t id, std::size_t group, double degrees) {
        const double angle = degrees * 3.14159265358979 / 180;
        add_article(id, group);
        add_vector(id, {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle)), 0, 0});
    }
    ClusteringReport cluster_now(bool topics = false, bool dry_run = false) {
        ClusteringSettings settings;
        settings.engine.min_cluster_size = 5;
        settings.dry_run = dry_run;
        if (topics) settings.algorithm.topics.emplace().resolution = 0.05;
        return step2_clustering(*client, settings);
    }
    std::vector<ClusterInfo> of(Layer layer) {
        auto all = client->clusters_in_layers();
        std::erase_if(all, [&](const ClusterInfo& cluster) { return cluster.layer != layer; });
        std::ranges::sort(all, {}, &ClusterInfo::id);
        return all;
    }
    std::vector<store::ClusterId> ids(Layer layer) {
        std::vector<store::ClusterId> found;
        for (const ClusterInfo& cluster : of(layer))
            found.push_back(cluster.id);
        return found;
    }
    static std::string label(const ClusterInfo& cluster) { return ClusterMetadata::parse(cluster.metadata).label; }
    std::string label(store::ClusterId id) { return label(client->find_cluster(id).value()); }
};

}  // namespace

TEST_F(LayersOverRuns, stories_lie_in_clusters_and_clusters_in_themes) {
    const auto report = cluster_now();
    EXPECT_THAT(report.publish.cluster_ids, ElementsAre(1, 2));
    EXPECT_THAT(ids(Layer::story), ElementsAre(3, 4, 5, 6)) << "behind the clusters";
    EXPECT_THAT(ids(Layer::theme), ElementsAre(7, 8));
    const store::RunResult run = client->load_run(report.run).result;
    std::map<std::int32_t, std::int64_t> rows;
    for (std::size_t i = 0; i < run.assignments.size(); ++i) {
        const std::int32_t story = run.assignments.stories[i];
        if (story < 0) continue;
        ++rows[story];
        EXPECT_EQ(run.layers[static_cast<std::size_t>(story)].parent, run.assignments.labels[i]);
    }
    for (const store::RunCluster& cluster : run.layers) {
        EXPECT_EQ(cluster.centroid.size(), 4U);
        EXPECT_GT(cluster.persistence, 0);
        EXPECT_LE(cluster.persistence, 1);
        if (cluster.layer == Layer::story) {
            EXPECT_EQ(cluster.article_count, rows[cluster.label]);
        }
    }
    for (const ClusterInfo& theme : of(Layer::theme)) {
        std::int64_t articles = 0;
        for (const ClusterInfo& cluster : of(Layer::main))
            articles += cluster.parent == theme.id ? cluster.article_count : 0;
        EXPECT_EQ(theme.article_count, articles);
    }
    std::set<std::vector<float>> centroids;
    for (const auto* clusters : {&run.clusters, &run.layers})
        for (const auto& cluster : *clusters)
            centroids.insert(cluster.centroid);
    EXPECT_EQ(centroids.size(), 6U) << "a theme of one cluster has its centroid";
}

TEST_F(LayersOverRuns, no_label_comes_twice_and_a_story_is_named_by_what_is_its_own) {
    (void)cluster_now();
    std::set<std::string> labels;
    for (const ClusterInfo& cluster : client->clusters_in_layers())
        EXPECT_TRUE(labels.insert(label(cluster)).second) << label(cluster);
    for (const ClusterInfo& story : of(Layer::story)) {
        const auto metadata = ClusterMetadata::parse(story.metadata);
        const auto title = client->cluster_articles(story.id, 1).at(0).title;
        EXPECT_THAT(title, HasSubstr(metadata.keywords.at(0).term));
        EXPECT_EQ(metadata.span.from, "2024-05-01T00:00:00Z");
        EXPECT_EQ(metadata.representatives.size(), 10U);
    }
}

TEST_F(LayersOverRuns, a_second_run_keeps_every_id_and_label_and_so_does_another_algorithm) {
    (void)cluster_now();
    const auto before = client->clusters_in_layers();
    for (const bool topics : {false, true}) {
        (void)cluster_now(topics);
        const auto after = client->clusters_in_layers();
        ASSERT_EQ(after.size(), before.size()) << topics;
        for (std::size_t i = 0; i < before.size(); ++i) {
            const auto same = client->find_cluster(before[i].id).value();
            EXPECT_EQ(same.retired_at, "");
            EXPECT_EQ(same.parent, before[i].parent);
            EXPECT_EQ(same.first_seen, before[i].first_seen);
            EXPECT_EQ(label(same), label(before[i]));
        }
    }
}

TEST_F(LayersOverRuns, a_dry_run_can_be_published_later_with_its_layers) {
    const store::RunId run = cluster_now(false, true).run;
    EXPECT_TRUE(client->clusters_in_layers().empty());
    const store::RunResult result = client->load_run(run).result;
    (void)client->publish(run, result, match_run(result));
    EXPECT_THAT(ids(Layer::story), ElementsAre(3, 4, 5, 6));
    const auto dry = client->clusters_in_layers();
    (void)cluster_now();
    const auto again = client->clusters_in_layers();
    ASSERT_EQ(again.size(), dry.size());
    for (std::size_t i = 0; i < dry.size(); ++i)
        EXPECT_EQ(label(again[i]), label(dry[i]));
}

TEST_F(LayersOverRuns, a_persons_label_of_a_story_stays_and_the_cluster_gives_way_to_it) {
    (void)cluster_now();
    const std::string generated = label(3);
    EXPECT_THAT(refusal(ErrorKind::data, [&] { set_label(*client, 3, label(2)); }), HasSubstr("cluster 2 is called"));
    EXPECT_THAT(refusal(ErrorKind::data, [&] { set_label(*client, 1, label(7)); }), HasSubstr("theme 7 is called"));
    set_label(*client, 3, "Mine");
    (void)cluster_now();
    EXPECT_EQ(label(3), "Mine");
    EXPECT_EQ(clear_label(*client, 3).label, generated);
}

TEST_F(LayersOverRuns, a_placed_article_counts_in_its_theme_and_in_no_story) {
    const auto report = cluster_now();
    const auto count = [&](store::ClusterId id) { return client->find_cluster(id).value().article_count; };
    const auto place_of = client->load_run(report.run).result.assignments.labels[5];
    const auto cluster = report.publish.cluster_ids[static_cast<std::size_t>(place_of)];
    const auto theme = client->find_cluster(cluster).value().parent.value();
    const std::int64_t before = count(theme);
    add_at(500, 0, place(0, 5.5));
    EXPECT_EQ(assign_new(*client, 0).placed, 1);
    EXPECT_EQ(count(theme), before + 1);
    std::int64_t in_stories = 0;
    for (const ClusterInfo& story : of(Layer::story))
        in_stories += std::ssize(client->cluster_articles(story.id, 0)) - story.article_count;
    EXPECT_EQ(in_stories, 0);
    EXPECT_EQ(client->load_run(report.run).result.assignments.stories.back(), -1);
}

}  // namespace asterism::pipeline
