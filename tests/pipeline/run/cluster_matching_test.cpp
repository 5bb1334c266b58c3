#include "pipeline/run/cluster_matching.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace asterism::pipeline {
namespace {

using store::ClusterId;
using store::How;
using testing::ElementsAre;

/// A run as a map from article to label or cluster; -1 = noise.
using Grouping = std::map<std::int64_t, std::int64_t>;

std::vector<std::optional<ClusterId>> match(const Grouping& fresh, std::int32_t labels, const Grouping& old,
                                            const std::set<std::int64_t>& rejected = {}) {
    ArticleIds ids;
    std::vector<std::int32_t> label;
    std::vector<How> how;
    for (const auto& [id, value] : fresh) {
        ids.push_back(id);
        label.push_back(static_cast<std::int32_t>(value));
        how.push_back(rejected.contains(id) ? How::rejected : value < 0 ? How::noise : How::density);
    }
    store::PublishedAssignments last;
    last.run = 1;
    for (const auto& [id, cluster] : old) {
        last.ids.push_back(id);
        last.clusters.push_back(cluster);
        last.how.push_back(cluster < 0 ? How::noise : How::density);
    }
    return match_by_overlap(ids, label, how, labels)(last).kept;
}

/// The rule of the header, word for word, over sets.
std::vector<std::optional<ClusterId>> match_slowly(const Grouping& fresh, std::int32_t labels, const Grouping& old) {
    std::vector<std::optional<ClusterId>> kept(static_cast<std::size_t>(labels));
    std::set<std::int64_t> clusters;
    for (const auto& [id, cluster] : old)
        clusters.insert(cluster);
    clusters.erase(-1);
    for (std::int32_t label = 0; label < labels; ++label) {
        for (const std::int64_t cluster : clusters) {
            double shared = 0;
            double joined = 0;
            for (const auto& [id, value] : fresh) {
                if (!old.contains(id)) continue;
                shared += value == label && old.at(id) == cluster ? 1 : 0;
                joined += value == label || old.at(id) == cluster ? 1 : 0;
            }
            if (joined > 0 && shared / joined > 0.5) kept[static_cast<std::size_t>(label)] = cluster;
        }
    }
    return kept;
}

TEST(ClusterMatching, the_first_run_continues_nothing) {
    EXPECT_THAT(match({{1, 0}, {2, 0}}, 1, {}), ElementsAre(std::nullopt));
}

TEST(ClusterMatching, the_same_clusters_keep_their_ids_under_other_labels) {
    EXPECT_THAT(match({{1, 1}, {2, 1}, {3, 0}, {4, 0}}, 2, {{1, 70}, {2, 70}, {3, 80}, {4, 80}}), ElementsAre(80, 70));
}

TEST(ClusterMatching, exactly_half_is_not_enough) {
    //  old 70: 1 2 3       new 0: 2 3 4      shared 2 of 4
    EXPECT_THAT(match({{1, -1}, {2, 0}, {3, 0}, {4, 0}}, 1, {{1, 70}, {2, 70}, {3, 70}, {4, -1}}),
                ElementsAre(std::nullopt));
}

TEST(ClusterMatching, articles_of_one_run_only_do_not_count) {
    //  of old 70 = {1 .. 5} only 1 and 2 are still there; 6 .. 9 are new
    EXPECT_THAT(
        match({{1, 0}, {2, 0}, {6, 0}, {7, 0}, {8, 0}, {9, 0}}, 1, {{1, 70}, {2, 70}, {3, 70}, {4, 70}, {5, 70}}),
        ElementsAre(70));
}

TEST(ClusterMatching, rejected_rows_did_not_take_part) {
    const Grouping old{{1, 70}, {2, 70}, {3, 70}, {4, 70}};
    EXPECT_THAT(match({{1, 0}, {2, 0}, {3, -1}, {4, -1}}, 1, old), ElementsAre(std::nullopt));
    EXPECT_THAT(match({{1, 0}, {2, 0}, {3, -1}, {4, -1}}, 1, old, {3, 4}), ElementsAre(70));
}

TEST(ClusterMatching, a_cluster_split_into_halves_ends_and_both_are_new) {
    EXPECT_THAT(match({{1, 0}, {2, 0}, {3, 1}, {4, 1}}, 2, {{1, 70}, {2, 70}, {3, 70}, {4, 70}}),
                ElementsAre(std::nullopt, std::nullopt));
}

TEST(ClusterMatching, text_ids_are_matched_as_texts) {
    ArticleIds ids(IdType::text);
    for (const char* id : {"a", "b", "c"})
        ids.push_back(std::string_view(id));
    store::PublishedAssignments last{.run = 1,
                                     .ids = ArticleIds(IdType::text),
                                     .clusters = {9, 9, 9},
                                     .how = std::vector<How>(3, How::density),
                                     .stories = {},
                                     .themes = {},
                                     .living = {}};
    for (const char* id : {"c", "a", "b"})
        last.ids.push_back(std::string_view(id));
    const std::vector<std::int32_t> labels{0, 0, 0};
    const std::vector<How> how(3, How::density);
    EXPECT_THAT(match_by_overlap(ids, labels, how, 1)(last).kept, ElementsAre(9));
}

/// Articles 1 .. 6 in the last run; 2 and 3 in cluster 70, 4 to 6 in 80; 90 lives without a run.
struct LastRun {
    ArticleIds ids;
    std::vector<std::int32_t> labels{-1, 0, 0, 1, -1, -1};
    std::vector<How> how{How::noise, How::density, How::attached, How::density, How::noise, How::rejected};
    store::PublishedAssignments last;

    LastRun() {
        last.run = 1;
        last.clusters = {-1, 70, 70, 80, 80, 80};
        last.how = {How::noise, How::density, How::density, How::density, How::density, How::attached};
        last.living = {{70, 2}, {80, 3}, {90, 5}};
        for (std::int64_t id = 1; id <= 6; ++id) {
            ids.push_back(id);
            last.ids.push_back(id);
        }
    }
};

TEST(ClusterMatching, tells_what_is_born_what_continues_and_what_died_with_their_sizes) {
    const LastRun given;
    const store::Lineage lineage = match_by_overlap(given.ids, given.labels, given.how, 2)(given.last);
    EXPECT_THAT(lineage.kept, ElementsAre(70, std::nullopt));
    const auto died = [](ClusterId id, std::int64_t size) {
        return store::LineageEvent{store::Event::died, {-1, id}, std::nullopt, 0, size, 0};
    };
    EXPECT_THAT(lineage.events, ElementsAre(store::LineageEvent{store::Event::continued, {0, 0}, std::nullopt, 2, 2, 2},
                                            store::LineageEvent{store::Event::born, {1, 0}, std::nullopt, 0, 0, 1},
                                            died(80, 3), died(90, 5)));
}

TEST(ClusterMatching, counts_the_rows_it_is_told_to_of_both_runs) {
    const LastRun given;
    const auto dense = [](How how) { return how == How::density; };
    const store::Lineage lineage = match_by_overlap(given.ids, given.labels, given.how, 2, dense)(given.last);
    EXPECT_THAT(lineage.kept, ElementsAre(70, 80)) << "of 80 only article 4 is dense in both";
    EXPECT_EQ(lineage.events.at(0).shared, 1);
    EXPECT_EQ(lineage.events.at(1).size_before, 3);
}

TEST(ClusterMatching, equals_the_rule_over_sets_on_random_runs) {
    std::mt19937 random(11);
    int matched = 0;
    for (int round = 0; round < 400; ++round) {
        const auto labels = static_cast<std::int32_t>(1 + random() % 5);
        Grouping fresh;
        Grouping old;
        for (std::int64_t id = 0; id < 40; ++id) {
            const std::int64_t group = id * labels / 40;
            const bool moved = random() % 4 == 0;
            if (random() % 6 != 0) old[id] = moved ? static_cast<std::int64_t>(random() % 5) - 1 : 100 + group;
            if (random() % 6 != 0)
                fresh[id] = random() % 3 == 0 ? static_cast<std::int64_t>(random() % (labels + 1U)) - 1 : group;
        }
        const auto kept = match(fresh, labels, old);
        EXPECT_EQ(kept, match_slowly(fresh, labels, old)) << "round " << round;
        std::set<ClusterId> distinct;
        for (const auto& id : kept) {
            if (!id) continue;
            ++matched;
            EXPECT_TRUE(distinct.insert(*id).second) << "one cluster continued twice";
        }
    }
    EXPECT_GT(matched, 100) << "the random runs must overlap enough to test anything";
}

TEST(ClusterMatching, stories_and_themes_keep_their_ids_each_in_its_layer) {
    // Last run: cluster 1 with the stories 11 and 12, cluster 2, both in theme 21; article 9 was attached.
    store::PublishedAssignments last;
    last.run = 1;
    for (std::int64_t id = 1; id <= 9; ++id) {
        last.ids.push_back(id);
        last.clusters.push_back(id <= 6 ? 1 : 2);
        last.stories.push_back(id <= 3 ? 11 : id <= 6 ? 12 : -1);
        last.themes.push_back(21);
        last.how.push_back(id == 9 ? How::attached : How::density);
    }
    // Now: story 11 goes on without article 3, 12 without 4, which is a story of its own; each cluster has a theme.
    store::RunResult result;
    for (std::int64_t id = 1; id <= 9; ++id) {
        result.assignments.ids.push_back(id);
        result.assignments.add(id <= 6 ? 0 : 1, 1, 0, How::density, -1,
                               id <= 2              ? 1
                               : id == 4            ? 0
                               : id == 5 || id == 6 ? 2
                                                    : -1);
    }
    for (const std::int32_t label : {0, 1})
        result.clusters.push_back({.label = label, .centroid = {}, .parent = label});
    for (const std::int32_t label : {0, 1, 2})
        result.layers.push_back({.label = label, .centroid = {}, .layer = store::Layer::story, .parent = 0});
    for (const std::int32_t label : {0, 1})
        result.layers.push_back({.label = label, .centroid = {}, .layer = store::Layer::theme});
    const store::Lineage lineage = match_run(result)(last);
    const std::optional<ClusterId> none;
    EXPECT_THAT(lineage.kept, ElementsAre(1, 2));
    EXPECT_THAT(lineage.kept_layers, ElementsAre(none, 11, 12, 21, none))
        << "6 of the 8 articles that decide about theme 21 are in the first, and none but these keeps its id";
    EXPECT_THAT(lineage.events, testing::SizeIs(2)) << "of clusters alone";
    EXPECT_THAT(lineage.all_kept(), ElementsAre(1, 2, none, 11, 12, 21, none));
}

}  // namespace
}  // namespace asterism::pipeline
