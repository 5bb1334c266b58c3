#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <tuple>

#include "store/contract/reader_db_client_contract.hpp"

namespace asterism::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Kept = std::vector<std::optional<ClusterId>>;
using Row = StoreUnderTest::SqlRow;

constexpr std::optional<ClusterId> kNew;

///     theme 0            theme 1
///     cluster 0          cluster 1
///     story 0  story 1   5, and 6 which is attached
///     1 2      3 4
RunResult nested(const std::string& name = "a") {
    ComputedRun run;
    for (const std::int64_t id : {1, 2, 3, 4, 5, 6})
        run.add(id, id <= 4 ? 0 : 1);
    RunResult result = run.add(std::int64_t{7}, -1).result();
    result.assignments.how[5] = How::attached;
    result.assignments.stories = {0, 0, 1, 1, -1, -1, -1};
    const auto add = [&](Layer layer, std::int32_t label, std::int32_t parent, std::int64_t articles) {
        result.layers.push_back({.label = label,
                                 .centroid = {1, 2, static_cast<float>(result.layers.size())},
                                 .article_count = articles,
                                 .persistence = 0.25,
                                 .metadata = fmt::format(R"({{"label": "{} {} {}"}})", name, to_string(layer), label),
                                 .layer = layer,
                                 .parent = parent});
    };
    add(Layer::story, 0, 0, 2);
    add(Layer::story, 1, 0, 2);
    add(Layer::theme, 0, -1, 4);
    add(Layer::theme, 1, -1, 2);
    result.clusters[0].parent = 0;
    result.clusters[1].parent = 1;
    return result;
}

/// The first run without layers: one of version 1 has none.
RunResult without_layers() {
    RunResult result = nested();
    result.layers.clear();
    for (RunCluster& cluster : result.clusters)
        cluster.parent = -1;
    std::ranges::fill(result.assignments.stories, -1);
    return result;
}

ClusterMatcher answer(Kept clusters, Kept layers) {
    return [=](const PublishedAssignments&) {
        Lineage lineage = keeping(clusters);
        lineage.kept_layers = layers;
        return lineage;
    };
}

}  // namespace

TEST_P(ReaderDBClientContract, StoriesAndThemesTakeTheIdsBehindTheClusters) {
    add_articles(8);
    const auto report =
        client().publish(client().begin_run({}), nested(), answer({kNew, kNew}, {kNew, kNew, kNew, kNew}));
    EXPECT_THAT(report.cluster_ids, ElementsAre(1, 2));
    EXPECT_THAT(report.layer_ids, ElementsAre(3, 4, 5, 6));
    EXPECT_THAT(std::tuple(report.born, report.continued, report.retired), std::tuple(2, 0, 0)) << "clusters alone";
    const auto query = [&](const std::string& columns, std::string_view of, const std::string& order) {
        return store->query(fmt::format("SELECT {} FROM {} ORDER BY {}", columns, table(of), order));
    };
    const std::optional<std::string> null;
    EXPECT_THAT(query("cluster_id, layer, parent_id, article_count, retired_at", "layer_clusters", "cluster_id"),
                ElementsAre(Row{"3", "story", "1", "2", null}, Row{"4", "story", "1", "2", null},
                            Row{"5", "theme", null, "4", null}, Row{"6", "theme", null, "2", null}));
    EXPECT_THAT(query("label, cluster_id, parent, parent_id", "run_clusters", "label"),
                ElementsAre(Row{"0", "1", "0", "5"}, Row{"1", "2", "1", "6"}));
    EXPECT_THAT(query("layer, label, parent, cluster_id, parent_id", "run_layer_clusters", "layer, label"),
                ElementsAre(Row{"story", "0", "0", "3", "1"}, Row{"story", "1", "0", "4", "1"},
                            Row{"theme", "0", null, "5", null}, Row{"theme", "1", null, "6", null}));
    EXPECT_THAT(query("story, story_id", "cluster_assignments", "article_id"),
                ElementsAre(Row{"0", "3"}, Row{"0", "3"}, Row{"1", "4"}, Row{"1", "4"}, Row{null, null},
                            Row{null, null}, Row{null, null}));
    EXPECT_EQ(store->query_vector("SELECT centroid FROM " + table("layer_clusters") + " WHERE cluster_id = 5"),
              (std::vector<float>{1, 2, 2}));
    EXPECT_EQ(query("event", "cluster_events", "1").size(), 2U);
    EXPECT_EQ(client().upsert_cluster(std::vector<float>{1, 2, 3}, 1), 7) << "one counter for all";
}

TEST_P(ReaderDBClientContract, TheMatcherSeesTheLayersOfTheLastRun) {
    add_articles(8);
    client().publish(client().begin_run({}), without_layers(), answer({kNew, kNew}, {}));
    const auto look = [&](std::vector<ClusterId> stories, std::vector<ClusterId> themes) {
        return [=](const PublishedAssignments& last) {
            std::vector<ClusterId> story(last.ids.size()), theme(last.ids.size());
            for (std::size_t i = 0; i < last.ids.size(); ++i) {
                story.at(static_cast<std::size_t>(last.ids.integer(i)) - 1) = last.stories.at(i);
                theme.at(static_cast<std::size_t>(last.ids.integer(i)) - 1) = last.themes.at(i);
            }
            EXPECT_EQ(story, stories);
            EXPECT_EQ(theme, themes);
            Lineage lineage = keeping({1, 2});
            lineage.kept_layers.resize(4);
            return lineage;
        };
    };
    const std::vector<ClusterId> none(7, -1);
    client().publish(client().begin_run({}), nested(), look(none, none));
    client().publish(client().begin_run({}), nested(), look({3, 3, 4, 4, -1, -1, -1}, {5, 5, 5, 5, 6, 6, -1}));
}

TEST_P(ReaderDBClientContract, LayersStayRetireAndComeBack) {
    add_articles(8);
    client().publish(client().begin_run({}), nested(), answer({kNew, kNew}, {kNew, kNew, kNew, kNew}));
    store->execute("UPDATE " + table("layer_clusters") + " SET first_seen = '2001-02-03T04:05:06Z'");
    const auto report = client().publish(client().begin_run({}), nested("b"), answer({1, 2}, {kNew, 4, 5, kNew}));
    EXPECT_THAT(report.layer_ids, ElementsAre(7, 4, 5, 8));
    EXPECT_EQ(client().find_cluster(4)->first_seen, "2001-02-03T04:05:06Z");
    EXPECT_THAT(client().find_cluster(4)->metadata, HasSubstr("b story 1"));
    EXPECT_EQ(client().find_cluster(4)->retired_at, "");
    EXPECT_NE(client().find_cluster(3)->retired_at, "");
    EXPECT_NE(client().find_cluster(6)->retired_at, "");
    EXPECT_EQ(client().clusters_in_layers().size(), 6U);
    client().publish(client().begin_run({}), nested("c"), answer({1, 2}, {3, 4, 5, 6}));
    EXPECT_EQ(client().find_cluster(3)->retired_at, "");
    EXPECT_EQ(client().find_cluster(3)->first_seen, "2001-02-03T04:05:06Z");
    EXPECT_NE(client().find_cluster(7)->retired_at, "");
    client().publish(client().begin_run({}), without_layers(), answer({1, 2}, {}));
    EXPECT_EQ(client().clusters_in_layers().size(), 2U);
}

TEST_P(ReaderDBClientContract, ARunWithLayersIsLoadedAsItWasComputedAndPublishedLater) {
    add_articles(8);
    const RunId run = client().begin_run({});
    client().store_dry_run(run, nested());
    const StoredRun dry = client().load_run(run);
    EXPECT_TRUE(dry.result == nested());
    EXPECT_THAT(dry.layer_ids, IsEmpty());
    EXPECT_EQ(client().clusters_in_layers().size(), 0U);
    const auto report = client().publish(run, dry.result, answer({kNew, kNew}, {kNew, kNew, kNew, kNew}));
    const StoredRun published = client().load_run(run);
    EXPECT_TRUE(published.result == nested());
    EXPECT_EQ(published.layer_ids, report.layer_ids);
    EXPECT_EQ(published.cluster_ids, report.cluster_ids);
}

TEST_P(ReaderDBClientContract, AnIdIsFoundInWhateverLayerItIs) {
    add_articles(8);
    client().publish(client().begin_run({}), nested(), answer({kNew, kNew}, {kNew, kNew, kNew, kNew}));
    const auto found = [&](ClusterId id) {
        const ClusterInfo info = client().find_cluster(id).value();
        std::vector<std::int64_t> articles;
        for (const auto& article : client().cluster_articles(id, 0))
            articles.push_back(std::get<std::int64_t>(article.id));
        return std::tuple(to_string(info.layer), info.parent, articles);
    };
    using Ids = std::vector<std::int64_t>;
    EXPECT_EQ(found(1), std::tuple("main", std::optional<ClusterId>(5), Ids{1, 2, 3, 4}));
    EXPECT_EQ(found(4), std::tuple("story", std::optional<ClusterId>(1), Ids{3, 4}));
    EXPECT_EQ(found(6), std::tuple("theme", std::optional<ClusterId>(), Ids{5, 6}));
    EXPECT_FALSE(client().find_cluster(9).has_value());
    std::vector<ClusterId> order;
    for (const ClusterInfo& info : client().clusters_in_layers())
        order.push_back(info.id);
    EXPECT_THAT(order, ElementsAre(1, 2, 5, 3, 4, 6));
}

TEST_P(ReaderDBClientContract, ASettlerDecidesTheMetadataOfLayersToo) {
    add_articles(8);
    client().publish(client().begin_run({}), nested(), answer({kNew, kNew}, {kNew, kNew, kNew, kNew}));
    client().edit_metadata([](const LivingClusters& living) {
        EXPECT_EQ(living.clusters.size(), 6U);
        EXPECT_EQ(living.clusters[2].layer, Layer::story);
        return std::vector<MetadataChange>{{3, R"({"label": "edited"})"}};
    });
    std::vector<std::optional<std::string>> seen;
    const auto report = client().publish(client().begin_run({}), nested("b"), answer({kNew, 2}, {kNew, 3, 5, kNew}),
                                         [&](std::span<const std::optional<std::string>> before) {
                                             seen.assign(before.begin(), before.end());
                                             std::vector<std::string> settled;
                                             for (std::size_t i = 0; i < before.size(); ++i)
                                                 settled.push_back(fmt::format(R"({{"label": "settled {}"}})", i));
                                             return settled;
                                         });
    ASSERT_EQ(seen.size(), 6U);
    EXPECT_EQ(seen[3], R"({"label": "edited"})");
    EXPECT_THAT(seen[4].value(), HasSubstr("a theme 0"));
    EXPECT_FALSE(seen[2].has_value());
    EXPECT_THAT(client().find_cluster(3)->metadata, HasSubstr("settled 3"));
    EXPECT_THAT(client().load_run(2).result.layers[3].metadata, HasSubstr("settled 5"));
}

TEST_P(ReaderDBClientContract, ArticlesThatArePlacedCountInTheThemeOfTheirCluster) {
    add_articles(10);
    const RunId run = client().begin_run({});
    const auto report = client().publish(run, nested(), answer({kNew, kNew}, {kNew, kNew, kNew, kNew}));
    ComputedRun further;
    further.add(std::int64_t{8}, 0).add(std::int64_t{9}, 0).add(std::int64_t{10}, -1);
    std::ranges::fill(further.rows.how, How::incremental);
    ASSERT_EQ(client().add_to_published(run, further.rows, report.cluster_ids).value().added, 3);
    const auto count = [&](ClusterId id) { return client().find_cluster(id).value().article_count; };
    EXPECT_EQ(count(1), 6);
    EXPECT_EQ(count(5), 6) << "its theme";
    EXPECT_EQ(count(6), 2) << "the other theme";
    EXPECT_EQ(count(3) + count(4), 4) << "what is placed is in no story";
    const StoredRun stored = client().load_run(run);
    EXPECT_EQ(stored.result.layers[2].article_count, 6);
    EXPECT_EQ(stored.result.assignments.stories.back(), -1);
}

}  // namespace asterism::store
