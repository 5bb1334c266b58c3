#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "store/contract/reader_db_client_contract.hpp"

namespace asterism::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::int64_t operator""_id(unsigned long long id) {
    return static_cast<std::int64_t>(id);
}

/// Articles 1-3 in label 0, 4-5 in label 1, 6 noise, 7 rejected; 8 and above are not in the run.
ComputedRun two_clusters() {
    ComputedRun run;
    run.add(1_id, 0, 0.5).add(2_id, 0, 1.0).add(3_id, 0, 0.5).add(4_id, 1, 0.9).add(5_id, 1, 0.8);
    return run.add(6_id, -1).add_rejected(7_id);
}

}  // namespace

TEST_P(ReaderDBClientContract, PublishingWritesClustersArticlesAndTheRun) {
    add_articles(8);
    client().update_article_cluster(8_id, 77);
    const auto report = publish(two_clusters(), {std::nullopt, std::nullopt});
    EXPECT_THAT(report.cluster_ids, ElementsAre(1, 2));
    EXPECT_EQ(report.born, 2);
    EXPECT_EQ(report.continued, 0);
    EXPECT_EQ(report.retired, 0);
    EXPECT_EQ(report.articles_changed, 6) << "five clustered, and the one outside the run set to NULL";
    const std::optional<ClusterId> none;
    EXPECT_THAT(article_clusters(), ElementsAre(1, 1, 1, 2, 2, none, none, none));

    const auto status = client().status();
    EXPECT_EQ(status.articles, 8);
    EXPECT_EQ(status.clustered, 5);
    EXPECT_EQ(status.clusters, 2);
    ASSERT_TRUE(status.last_published.has_value());
    EXPECT_EQ(status.last_published->id, status.last_run->id);
    EXPECT_EQ(status.last_published->article_count, 7);
    EXPECT_EQ(status.last_published->cluster_count, 2);
    EXPECT_EQ(status.last_published->noise_count, 1);
    EXPECT_EQ(status.last_published->rejected_count, 1);
    EXPECT_EQ(status.last_published->input_fingerprint, "00ff");
    EXPECT_THAT(status.last_published->metrics, HasSubstr("stages"));
    EXPECT_THAT(status.last_published->finished_at, testing::MatchesRegex("....-..-..T..:..:..Z"));
}

TEST_P(ReaderDBClientContract, EveryRowOfARunIsRecorded) {
    add_articles(7);
    publish(two_clusters(), {std::nullopt, std::nullopt});
    std::map<std::string, int> how;
    for (const auto& row : store->query("SELECT how FROM " + table("cluster_assignments")))
        ++how[*row[0]];
    EXPECT_EQ(how, (std::map<std::string, int>{{"density", 5}, {"noise", 1}, {"rejected", 1}}));
    const auto labels =
        store->query("SELECT label, cluster_id, article_count FROM " + table("run_clusters") + " ORDER BY label");
    using Row = StoreUnderTest::SqlRow;
    EXPECT_THAT(labels, ElementsAre(Row{"0", "1", "3"}, Row{"1", "2", "2"}));
    EXPECT_EQ(store->query_vector("SELECT centroid FROM " + table("run_clusters") + " WHERE label = 1"),
              (std::vector<float>{1, 0, 1}));
}

TEST_P(ReaderDBClientContract, TheSameRunAgainChangesNoArticleAndNoId) {
    add_articles(7);
    publish(two_clusters(), {std::nullopt, std::nullopt});
    const auto before = article_clusters();
    const auto report = publish(two_clusters(), {1, 2});
    EXPECT_THAT(report.cluster_ids, ElementsAre(1, 2));
    EXPECT_EQ(report.continued, 2);
    EXPECT_EQ(report.born + report.retired + report.articles_changed, 0);
    EXPECT_EQ(article_clusters(), before);
    const auto runs = client().runs(0);
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(to_string(runs[0].status), "published");
    EXPECT_EQ(to_string(runs[1].status), "superseded");
    EXPECT_GT(runs[0].id, runs[1].id);
    EXPECT_EQ(client().runs(1).size(), 1U);
}

TEST_P(ReaderDBClientContract, TheMatcherSeesTheLastPublishedRunOnce) {
    add_articles(7);
    const RunId first = client().begin_run({});
    int calls = 0;
    client().publish(first, two_clusters().result(), [&](const PublishedAssignments& last) {
        ++calls;
        EXPECT_FALSE(last.run.has_value());
        EXPECT_TRUE(last.ids.empty());
        return keeping(std::vector<std::optional<ClusterId>>(2));
    });
    client().store_dry_run(client().begin_run({}), ComputedRun().add(1_id, -1).result());
    client().publish(client().begin_run({}), two_clusters().result(), [&](const PublishedAssignments& last) {
        ++calls;
        EXPECT_EQ(last.run, first);
        std::map<std::int64_t, ClusterId> seen;
        for (std::size_t i = 0; i < last.ids.size(); ++i)
            seen[last.ids.integer(i)] = last.clusters[i];
        EXPECT_EQ(seen, (std::map<std::int64_t, ClusterId>{{1, 1}, {2, 1}, {3, 1}, {4, 2}, {5, 2}, {6, -1}, {7, -1}}));
        return keeping(std::vector<std::optional<ClusterId>>{1, 2});
    });
    EXPECT_EQ(calls, 2);
}

TEST_P(ReaderDBClientContract, WhatIsGoneRetiresAndWhatIsNewTakesTheNextId) {
    add_articles(8);
    publish(two_clusters(), {std::nullopt, std::nullopt});
    ComputedRun next;  // cluster 2 lives on in label 1 with one article less; 1 is gone; label 0 is new
    next.add(6_id, 0).add(8_id, 0).add(4_id, 1).add(5_id, -1);
    const auto report = publish(next, {std::nullopt, 2});
    EXPECT_THAT(report.cluster_ids, ElementsAre(3, 2));
    EXPECT_EQ(report.born, 1);
    EXPECT_EQ(report.continued, 1);
    EXPECT_EQ(report.retired, 1);
    const std::optional<ClusterId> none;
    EXPECT_THAT(article_clusters(), ElementsAre(none, none, none, 2, none, 3, none, 3));
    EXPECT_EQ(report.articles_changed, 6);
    EXPECT_NE(client().find_cluster(1)->retired_at, "");
    EXPECT_EQ(client().clusters(0).size(), 2U);

    const auto events = store->query(fmt::format(
        "SELECT event, cluster_id, shared, size_before, size_after FROM {} WHERE run_id = {} ORDER BY cluster_id",
        table("cluster_events"), client().runs(1)[0].id));
    using Row = StoreUnderTest::SqlRow;
    EXPECT_THAT(events, ElementsAre(Row{"died", "1", "0", "3", "0"}, Row{"continued", "2", "1", "2", "1"},
                                    Row{"born", "3", "0", "0", "2"}));
}

TEST_P(ReaderDBClientContract, AClusterThatComesBackLivesAgain) {
    add_articles(7);
    publish(two_clusters(), {std::nullopt, std::nullopt});
    publish(ComputedRun().add(1_id, -1), {});
    EXPECT_TRUE(client().clusters(0).empty());
    client().upsert_cluster(std::vector<float>{1, 2, 3}, 4, 2);
    ASSERT_EQ(client().clusters(0).size(), 1U);
    EXPECT_EQ(client().find_cluster(2)->retired_at, "");
}

TEST_P(ReaderDBClientContract, ADryRunLeavesArticlesAndClustersAlone) {
    add_articles(7);
    const RunId run = client().begin_run({});
    client().store_dry_run(run, two_clusters().result());
    EXPECT_EQ(client().status().clustered, 0);
    EXPECT_TRUE(client().clusters(0).empty());
    EXPECT_EQ(to_string(client().runs(1)[0].status), "dry");
    EXPECT_EQ(client().runs(1)[0].cluster_count, 2);
    EXPECT_EQ(store->query("SELECT 1 FROM " + table("cluster_assignments")).size(), 7U);
    EXPECT_EQ(store->query("SELECT 1 FROM " + table("run_clusters") + " WHERE cluster_id IS NULL").size(), 2U);
    EXPECT_FALSE(client().status().last_published.has_value());

    EXPECT_THAT(client()
                    .publish(run, two_clusters().result(),
                             [](const auto&) { return keeping(std::vector<std::optional<ClusterId>>(2)); })
                    .cluster_ids,
                ElementsAre(1, 2))
        << "a dry run may be published later";
    EXPECT_EQ(store->query("SELECT 1 FROM " + table("cluster_assignments")).size(), 7U);
}

TEST_P(ReaderDBClientContract, EventsAreRecordedAsTheMatcherTellsThem) {
    add_articles(7);
    publish(two_clusters(), {std::nullopt, std::nullopt});
    const RunId run = client().begin_run({});
    client().publish(run, two_clusters().result(), [](const PublishedAssignments& last) {
        EXPECT_THAT(last.how, testing::SizeIs(last.ids.size()));
        EXPECT_EQ(std::ranges::count(last.how, How::rejected), 1);
        EXPECT_EQ(std::ranges::count(last.how, How::density), 5);
        EXPECT_EQ(last.living.size(), 2U);
        EXPECT_EQ(last.living.at(1).id, 2);
        EXPECT_EQ(last.living.at(1).articles, 2);
        const ClusterRef fresh{.label = 1}, old{.label = -1, .cluster_id = 2};
        return Lineage{.kept = {1, std::nullopt},
                       .events = {{.event = Event::grown, .cluster = {.label = 0}, .shared = 7, .size_before = 8},
                                  {.event = Event::split, .cluster = old, .other = fresh, .shared = 1, .size_after = 9},
                                  {.event = Event::merged, .cluster = fresh, .other = old}}};
    });
    const auto events =
        store->query(fmt::format("SELECT event, cluster_id, other_cluster_id, shared, size_before, "
                                 "size_after FROM {} WHERE run_id = {} ORDER BY event",
                                 table("cluster_events"), run));
    using Row = StoreUnderTest::SqlRow;
    EXPECT_THAT(events, ElementsAre(Row{"grown", "1", std::nullopt, "7", "8", "0"},
                                    Row{"merged", "3", "2", "0", "0", "0"}, Row{"split", "2", "3", "1", "0", "9"}));
    EXPECT_NE(client().find_cluster(2)->retired_at, "");
}

TEST_P(ReaderDBClientContract, AStoredRunIsLoadedAsItWasComputed) {
    add_articles(7);
    RunResult computed = two_clusters().result();
    computed.clusters[0].persistence = 0.125;
    computed.assignments.start_labels = {0, 0, 0, 2, 2, 1, -1};
    computed.clusters[1].metadata = R"({"label": "ships"})";
    const RunId dry = client().begin_run({}), published = client().begin_run({});
    client().store_dry_run(dry, computed);
    client().publish(published, computed,
                     [](const auto&) { return keeping(std::vector<std::optional<ClusterId>>(2)); });
    client().publish(client().begin_run({}), computed, [](const auto&) {
        return keeping(std::vector<std::optional<ClusterId>>{2, 1});
    });
    const StoredRun unpublished = client().load_run(dry), superseded = client().load_run(published);
    EXPECT_TRUE(unpublished.result == computed);
    EXPECT_EQ(unpublished.status, RunStatus::dry);
    EXPECT_THAT(unpublished.cluster_ids, IsEmpty());
    EXPECT_TRUE(superseded.result == computed);
    EXPECT_EQ(superseded.status, RunStatus::superseded);
    EXPECT_THAT(superseded.cluster_ids, ElementsAre(1, 2));
    EXPECT_THAT(client().load_run(client().runs(1)[0].id).cluster_ids, ElementsAre(2, 1));
}

TEST_P(ReaderDBClientContract, RowsAddedToThePublishedRunAreCountedIn) {
    add_articles(10);
    publish(two_clusters(), {7, std::nullopt});
    const RunId run = client().status().last_published.value().id;
    const std::vector<ClusterId> clusters = client().load_run(run).cluster_ids;
    ComputedRun further;
    further.add(3_id, 1).add(8_id, 1, 0.7).add(9_id, -1).add_rejected(10_id).add(11_id, 0);
    further.rows.how[1] = further.rows.how[2] = How::incremental;
    further.rows.start_labels[1] = 4;
    EXPECT_EQ(client().count_new_vectors(run), 0);
    ArticleIds with_vector;
    for (const std::int64_t id : {1, 3, 8, 9, 10})
        with_vector.push_back(id);
    const std::vector<float> values(5 * kDimensions, 1.0F);
    client().upsert_embeddings(with_vector, {values.data(), 5, kDimensions}, "m", {});
    EXPECT_EQ(client().count_new_vectors(run), 3);
    const auto report = client().add_to_published(run, further.rows, clusters);
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(client().count_new_vectors(run), 0);
    EXPECT_EQ(report->added, 3);
    EXPECT_EQ(report->left_out, 2) << "3 has its place, and of 11 there is no article";
    EXPECT_EQ(report->articles_changed, 1);
    const std::optional<ClusterId> none;
    EXPECT_THAT(article_clusters(), ElementsAre(7, 7, 7, 8, 8, none, none, 8, none, none));
    EXPECT_EQ(client().find_cluster(8).value().article_count, 3);
    EXPECT_EQ(client().find_cluster(7).value().article_count, 3);
    const auto info = client().status().last_published.value();
    EXPECT_EQ(std::tuple(info.article_count, info.noise_count, info.rejected_count), std::tuple(10, 2, 2));
    const StoredRun stored = client().load_run(run);
    EXPECT_EQ(stored.result.clusters[1].article_count, 3);
    EXPECT_EQ(stored.result.assignments.how[7], How::incremental);
    EXPECT_EQ(stored.result.assignments.start_labels[7], 4);
    EXPECT_EQ(client().add_to_published(run, further.rows, clusters).value().added, 0) << "all are there by now";

    publish(two_clusters(), {7, 8});
    EXPECT_FALSE(client().add_to_published(run, further.rows, clusters).has_value()) << "another run is published";
    EXPECT_THAT(article_clusters(), ElementsAre(7, 7, 7, 8, 8, none, none, none, none, none));
}

TEST_P(ReaderDBClientContract, ARunWithoutAResultIsNotLoaded) {
    const RunId run = client().begin_run({});
    EXPECT_THAT(error_message(ErrorKind::usage, [&] { client().load_run(run); }), HasSubstr("is running"));
    client().fail_run(run, "over");
    EXPECT_THAT(error_message(ErrorKind::usage, [&] { client().load_run(run); }), HasSubstr("is failed"));
    EXPECT_THAT(error_message(ErrorKind::usage, [&] { client().load_run(run + 1); }), HasSubstr("there is no run"));
}

TEST_P(ReaderDBClientContract, ARunKeepsWhatItWasStartedWith) {
    const RunId run = client().begin_run({.params = R"({"min_cluster_size": 10})", .versions = R"({"asterism": "x"})"});
    auto info = client().runs(1)[0];
    EXPECT_EQ(info.id, run);
    EXPECT_EQ(to_string(info.status), "running");
    EXPECT_THAT(info.params, HasSubstr("min_cluster_size"));
    EXPECT_THAT(info.versions, HasSubstr("asterism"));
    EXPECT_EQ(info.finished_at, "");
    client().fail_run(run, "it's \"broken\"");
    info = client().runs(1)[0];
    EXPECT_EQ(to_string(info.status), "failed");
    EXPECT_EQ(info.error, "it's \"broken\"");
    EXPECT_NE(info.finished_at, "");
    error_message(ErrorKind::data, [&] { client().begin_run({.params = "no json", .versions = "{}"}); });
}

TEST_P(ReaderDBClientContract, ARunIsPublishedOnceAndOnlyIfItExists) {
    add_articles(7);
    const auto none = [](const auto&) { return keeping(std::vector<std::optional<ClusterId>>(2)); };
    const RunId run = client().begin_run({});
    client().publish(run, two_clusters().result(), none);
    client().fail_run(run, "too late");
    EXPECT_EQ(to_string(client().runs(1)[0].status), "published");
    error_message(ErrorKind::usage, [&] { client().publish(run, two_clusters().result(), none); });
    error_message(ErrorKind::usage, [&] { client().publish(run + 100, two_clusters().result(), none); });
    error_message(ErrorKind::usage, [&] { client().store_dry_run(run, two_clusters().result()); });
    EXPECT_EQ(store->query("SELECT 1 FROM " + table("cluster_assignments")).size(), 7U);
}

TEST_P(ReaderDBClientContract, ARunWithoutAUsableRowIsNotPublished) {
    add_articles(7);
    publish(two_clusters(), {std::nullopt, std::nullopt});
    const auto before = article_clusters();
    error_message(ErrorKind::data, [&] { publish(ComputedRun(), {}); });
    error_message(ErrorKind::data, [&] { publish(ComputedRun().add_rejected(1_id), {}); });
    EXPECT_EQ(article_clusters(), before);
    EXPECT_EQ(client().clusters(0).size(), 2U);
}

TEST_P(ReaderDBClientContract, AMatcherThatThrowsLeavesEverythingAsItWas) {
    add_articles(7);
    const RunId run = client().begin_run({});
    const auto thrower = [](const PublishedAssignments&) -> Lineage { throw Error(ErrorKind::held, "held back"); };
    error_message(ErrorKind::held, [&] { client().publish(run, two_clusters().result(), thrower); });
    EXPECT_EQ(to_string(client().runs(1)[0].status), "running");
    EXPECT_THAT(store->query("SELECT 1 FROM " + table("cluster_assignments")), IsEmpty());
    EXPECT_THAT(publish(two_clusters(), {std::nullopt, std::nullopt}).cluster_ids, ElementsAre(1, 2));
}

TEST_P(ReaderDBClientContract, ACancelledPublishLeavesEverythingAsItWasAndItsRunCanBeClosed) {
    struct Stop : Observer {
        [[nodiscard]] bool cancelled() const override { return now; }
        bool now = false;
    } stop;
    constexpr std::int64_t kArticles = 4000;  // enough for a look at the observer meanwhile
    add_articles(kArticles);
    ComputedRun computed;
    for (std::int64_t id = 1; id <= kArticles; ++id)
        computed.add(id, id % 2 == 0 ? 0 : 1, 0.5);
    const RunId run = client().begin_run({});
    const auto stopper = [&](const PublishedAssignments&) -> Lineage {
        stop.now = true;
        return keeping({std::nullopt, std::nullopt});
    };
    client().watch(&stop);
    error_message(ErrorKind::interrupted, [&] { client().publish(run, computed.result(), stopper); });
    client().fail_run(run, "interrupted");
    EXPECT_EQ(to_string(client().runs(1)[0].status), "failed");
    EXPECT_THAT(store->query("SELECT 1 FROM " + table("cluster_assignments")), IsEmpty());
    EXPECT_EQ(client().status().clustered, 0);
    EXPECT_THAT(publish(computed, {std::nullopt, std::nullopt}).cluster_ids, ElementsAre(1, 2));
}

TEST_P(ReaderDBClientContract, ACancelledReadEndsAndTheNextOneIsWhole) {
    struct Stop : Observer {
        [[nodiscard]] bool cancelled() const override { return true; }
    } stop;
    add_articles(4000);
    client().watch(&stop);
    error_message(ErrorKind::interrupted, [&] { client().for_each_article([](const ArticleText&) {}); });
    client().watch(nullptr);
    std::int64_t seen = 0;
    client().for_each_article([&](const ArticleText&) { ++seen; });
    EXPECT_EQ(seen, 4000);
}

TEST_P(ReaderDBClientContract, AnArticleTwiceInARunIsRefused) {
    add_articles(2);
    error_message(ErrorKind::data, [&] { publish(ComputedRun().add(1_id, -1).add(1_id, -1), {}); });
    EXPECT_THAT(store->query("SELECT 1 FROM " + table("cluster_assignments")), IsEmpty());
}

TEST_P(ReaderDBClientContract, AnArticleDeletedMeanwhileStaysInTheRecordOnly) {
    add_articles(7);
    const RunId run = client().begin_run({});
    store->execute(fmt::format("DELETE FROM {} WHERE article_id = 1", table(names.articles)));
    const auto report = client().publish(run, two_clusters().result(),
                                         [](const auto&) { return keeping(std::vector<std::optional<ClusterId>>(2)); });
    EXPECT_EQ(report.articles_changed, 4);
    EXPECT_EQ(client().cluster_articles(1, 0).size(), 2U);
    EXPECT_EQ(store->query("SELECT 1 FROM " + table("cluster_assignments")).size(), 7U);
}

TEST_P(ReaderDBClientContract, ArticlesOfAClusterComeBestFirstThenById) {
    add_articles(7);
    publish(two_clusters(), {std::nullopt, std::nullopt});
    std::vector<std::string> seen;
    for (const auto& article : client().cluster_articles(1, 0))
        seen.push_back(fmt::format("{} {} {}", std::get<std::int64_t>(article.id), article.title, article.probability));
    EXPECT_THAT(seen, ElementsAre("2 article 2 1", "1 article 1 0.5", "3 article 3 0.5"));
    EXPECT_EQ(client().cluster_articles(1, 2).size(), 2U);
    EXPECT_THAT(client().cluster_articles(99, 0), IsEmpty());
}

TEST_P(ReaderDBClientContract, TwoClientsSeeOneReader) {
    add_articles(7);
    const auto other = store->open(names);
    EXPECT_EQ(other->status().clustered, 0);
    publish(two_clusters(), {std::nullopt, std::nullopt});
    EXPECT_EQ(other->status().clustered, 5);
    EXPECT_EQ(other->find_cluster(2)->article_count, 2);
}

}  // namespace asterism::store
