/// A reader that an earlier release made: refused until it is upgraded, and then all that it was.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>

#include "store/contract/reader_db_client_contract.hpp"

namespace asterism::store {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Row = StoreUnderTest::SqlRow;

/// What version 1 had, table by table, in columns both stores have.
const std::map<std::string, std::string> kVersion1{
    {"articles", "article_id, title, summary, content, url, published_at, cluster_id"},
    {"embeddings", "article_id, embedding, model"},
    {"clusters", "cluster_id, centroid, article_count, metadata, first_seen, last_seen, retired_at"},
    {"models", "name, bytes, saved_at"},
    {"cluster_runs",
     "run_id, status, started_at, finished_at, params, versions, metrics, input_fingerprint, article_count, "
     "cluster_count, noise_count, rejected_count, error"},
    {"run_clusters", "run_id, label, cluster_id, centroid, article_count, persistence, metadata"},
    {"cluster_assignments", "run_id, article_id, label, cluster_id, probability, outlier_score, how"},
    {"cluster_events", "run_id, cluster_id, event, other_cluster_id, shared, size_before, size_after"}};

std::map<std::string, std::vector<Row>> everything(StoreUnderTest& store, const TableNames& names) {
    std::map<std::string, std::vector<Row>> found;
    for (const auto& [table, columns] : kVersion1)
        found[table] = store.query(fmt::format("SELECT {} FROM {} ORDER BY 1, 2", columns, store.table(names, table)));
    return found;
}

Lineage kept(const ComputedRun& run, const PublishedAssignments& last) {
    std::map<std::int64_t, ClusterId> seen;
    for (std::size_t i = 0; i < last.ids.size(); ++i)
        seen[last.ids.integer(i)] = last.clusters[i];
    EXPECT_EQ(seen, (std::map<std::int64_t, ClusterId>{{1, 3}, {2, 3}, {3, -1}, {4, 2}, {5, 2}, {6, 3}}));
    return told({2, std::nullopt}, run, last);
}

}  // namespace

TEST_P(ReaderDBClientContract, AnOlderReaderIsRefusedWithTheCommandThatUpgradesIt) {
    store->restore_version_1();
    const auto before = everything(*store, names);
    const auto reader = store->open(names);
    for (const std::function<void()>& call : std::vector<std::function<void()>>{
             [&] { reader->status(); }, [&] { reader->begin_run({}); }, [&] { reader->runs(0); },
             [&] { reader->upsert_articles(std::vector<Article>{titled(std::int64_t{1}, "t")}); },
             [&] { reader->require_writable(Work::run); }, [&] { reader->load_run(2); },
             [&] { reader->for_each_article([](const ArticleText&) {}); }, [&] { reader->clusters(0); }})
        EXPECT_THAT(error_message(ErrorKind::schema, call),
                    AllOf(HasSubstr("older version 1"), HasSubstr("asterism init")));
    EXPECT_THAT(reader->inspect(), Contains(AllOf(Field(&Finding::severity, Finding::Severity::error),
                                                  Field(&Finding::what, HasSubstr("older version")),
                                                  Field(&Finding::mend, HasSubstr("asterism init")))));
    EXPECT_EQ(everything(*store, names), before);
}

TEST_P(ReaderDBClientContract, AnUpgradeKeepsEveryRowIdAndTheHistory) {
    store->restore_version_1();
    const auto before = everything(*store, names);
    const auto reader = store->open(names);
    EXPECT_THAT(reader->initialize_tables({.dimensions = kDimensions}).created, testing::Not(IsEmpty()));
    EXPECT_EQ(everything(*store, names), before);
    for (const auto& [table, rows] : before)
        EXPECT_THAT(rows, testing::Not(IsEmpty())) << table;
    EXPECT_THAT(store->query("SELECT value FROM " + table("counters") +
                             " WHERE name IN ('cluster_id', "
                             "'schema_version') ORDER BY value"),
                ElementsAre(Row{"2"}, Row{"3"}));
    EXPECT_THAT(reader->initialize_tables({.dimensions = kDimensions}).created, IsEmpty());
    EXPECT_EQ(everything(*store, names), before);
}

TEST_P(ReaderDBClientContract, AnUpgradedReaderGoesOnWhereItWas) {
    store->restore_version_1();
    const auto reader = store->open(names);
    reader->initialize_tables({.dimensions = kDimensions});
    EXPECT_EQ(reader->status().last_published->id, 2);
    EXPECT_EQ(reader->load_run(1).cluster_ids, (std::vector<ClusterId>{1, 2}));
    EXPECT_EQ(reader->load_run(4).result.assignments.labels, (std::vector<std::int32_t>{0, 0, -1, -1, -1, 0}));

    ComputedRun next;
    next.add(std::int64_t{1}, 1).add(std::int64_t{2}, 1).add(std::int64_t{4}, 0).add(std::int64_t{5}, 0);
    const RunId run = reader->begin_run({});
    EXPECT_EQ(run, 5);
    const auto matcher = [&](const PublishedAssignments& last) { return kept(next, last); };
    EXPECT_THAT(reader->publish(run, next.result(), matcher).cluster_ids, ElementsAre(2, 4));
    const auto events = store->query(
        fmt::format("SELECT event, cluster_id FROM {} WHERE run_id = 5 ORDER BY 2", table("cluster_events")));
    EXPECT_THAT(events, ElementsAre(Row{"continued", "2"}, Row{"died", "3"}, Row{"born", "4"}));
    EXPECT_THAT(reader->runs(0), SizeIs(5));
}

TEST_P(ReaderDBClientContract, AnUpgradedReaderTakesEveryHowAndEventLikeAFreshOne) {
    for (const bool upgraded : {true, false}) {
        store = GetParam().create();
        if (upgraded) store->restore_version_1();
        const auto reader = store->open(names);
        reader->initialize_tables({.dimensions = kDimensions});
        const RunId run = reader->begin_run({});
        const auto assign = [&](int article, std::string_view how) {
            store->execute(
                fmt::format("INSERT INTO {} (run_id, article_id, label, probability, outlier_score, how, story) "
                            "VALUES ({}, {}, 0, 1, 0, '{}', 0)",
                            table("cluster_assignments"), run, article, how));
        };
        const auto tell = [&](std::string_view event) {
            store->execute(
                fmt::format("INSERT INTO {} (run_id, event, cluster_id, shared, size_before, size_after) "
                            "VALUES ({}, '{}', 1, 0, 0, 0)",
                            table("cluster_events"), run, event));
        };
        for (int how = 0; how <= static_cast<int>(How::archived); ++how)
            assign(how, to_string(static_cast<How>(how)));
        for (const auto* event : {"born", "continued", "died", "grown", "shrunk", "split", "merged", "revived"})
            tell(event);
        EXPECT_ANY_THROW(assign(100, "guessed"));
        EXPECT_ANY_THROW(tell("vanished"));
        for (const auto* layer : {"layer_clusters", "run_layer_clusters"})
            EXPECT_THAT(store->query("SELECT layer, parent_id, metadata FROM " + table(layer)), IsEmpty());
    }
}

TEST_P(ReaderDBClientContract, WhatAReaderPutOnTheHistorySurvivesAnUpgrade) {
    store->restore_version_1();
    const std::string index = "CREATE INDEX by_article ON " + table("cluster_assignments") + " (article_id)";
    store->execute(index);
    store->execute(
        fmt::format("CREATE VIEW {} AS SELECT article_id, how FROM {}", table("hows"), table("cluster_assignments")));
    store->open(names)->initialize_tables({.dimensions = kDimensions});
    EXPECT_ANY_THROW(store->execute(index)) << "it is there";
    EXPECT_THAT(store->query("SELECT how FROM " + table("hows")), SizeIs(18));
}

}  // namespace asterism::store
