#include "store/sqlite/sqlite_client.hpp"

#include <gmock/gmock.h>

#include "store/sqlite/sqlite_under_test.hpp"
#include "store/sqlite/statements.hpp"

namespace asterism::store {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class SqliteClientTest : public testing::Test {
 protected:
    std::unique_ptr<ReaderDBClient> open_initialised() {
        auto client = store.open({});
        client->initialize_tables({.dimensions = 3});
        return client;
    }
    std::string plan(const sqlite::Statements& texts, std::string_view statement) {
        auto filled = texts;
        std::string steps;
        for (const auto& row : store.query("EXPLAIN QUERY PLAN " + filled.text(statement)))
            steps += *row[3] + "\n";
        return steps;
    }
    SqliteUnderTest store;
};

Finding::Severity worst(const std::vector<Finding>& findings) {
    auto severity = Finding::Severity::ok;
    for (const auto& finding : findings)
        severity = std::max(severity, finding.severity);
    return severity;
}

}  // namespace

TEST_F(SqliteClientTest, OnlyInitialisingMakesTheFile) {
    const auto client = store.open({});
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { client->status(); }), HasSubstr("asterism init"));
    EXPECT_FALSE(std::filesystem::exists(store.path()));
    EXPECT_EQ(worst(client->inspect()), Finding::Severity::error);
    client->initialize_tables({});
    EXPECT_TRUE(std::filesystem::exists(store.path()));
    EXPECT_EQ(client->status().dimensions, 256);
    EXPECT_EQ(client->status().location, store.path().string());
}

TEST_F(SqliteClientTest, TheFileKeepsAWriteAheadLogAndStrictTables) {
    open_initialised();
    EXPECT_EQ(store.query("PRAGMA journal_mode")[0][0], "wal");
    EXPECT_EQ(
        store
            .query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND "
                   "name NOT LIKE 'sqlite%'")
            .size(),
        0U);
    error_message(ErrorKind::data,
                  [&] { store.execute("INSERT INTO clusters VALUES (1, 1, '', '', NULL, 'no json', x'')"); });
    error_message(ErrorKind::data, [&] { store.execute("INSERT INTO articles (article_id) VALUES ('text')"); });
}

TEST_F(SqliteClientTest, ADatabaseInMemoryWorksToo) {
    const auto client = open_sqlite({.path = ":memory:"});
    EXPECT_TRUE(client->initialize_tables({.dimensions = 2}).warnings.empty());
    EXPECT_EQ(client->upsert_cluster(std::vector<float>{1, 2}, 3), 1);
}

TEST_F(SqliteClientTest, AFileThatIsNoDatabaseIsToldByName) {
    std::ofstream(store.path()) << std::string(5000, 'x');
    const auto client = store.open({});
    EXPECT_THAT(error_message(ErrorKind::data, [&] { client->status(); }), HasSubstr("not a database"));
    EXPECT_THAT(error_message(ErrorKind::data, [&] { client->initialize_tables({}); }),
                HasSubstr(store.path().string()));
    EXPECT_EQ(worst(client->inspect()), Finding::Severity::error);
    error_message(ErrorKind::usage, [&] { open_sqlite({.path = store.path().parent_path()})->status(); });
    error_message(ErrorKind::usage, [] { (void)open_sqlite({.path = ""}); });
}

TEST_F(SqliteClientTest, ReadOnlyReadsAndWritesNothing) {
    open_initialised()->upsert_cluster(std::vector<float>{1, 2, 3}, 3);
    const auto client = open_sqlite({.path = store.path(), .read_only = true});
    EXPECT_EQ(client->clusters(0).size(), 1U);
    EXPECT_EQ(worst(client->inspect()), Finding::Severity::ok);
    error_message(ErrorKind::resources, [&] { client->begin_run({}); });
    error_message(ErrorKind::usage, [&] { client->initialize_tables({.dimensions = 3}); });
    EXPECT_TRUE(open_initialised()->runs(0).empty());
}

TEST_F(SqliteClientTest, TablesOfANewerProgramAreLeftAlone) {
    open_initialised();
    store.execute("UPDATE counters SET value = 99 WHERE name = 'schema_version'");
    const auto client = store.open({});
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { client->status(); }), HasSubstr("version 99"));
    error_message(ErrorKind::schema, [&] { client->initialize_tables({.dimensions = 3}); });
}

TEST_F(SqliteClientTest, ATableOfAnotherProgramInTheWayIsNamed) {
    store.execute("CREATE TABLE models (x)");
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { store.open({})->initialize_tables({}); }), HasSubstr("models"));
    EXPECT_EQ(store.query("SELECT name FROM sqlite_schema").size(), 1U) << "nothing half-made is left";
}

TEST_F(SqliteClientTest, AMissingColumnIsNamedAndNotReadAsAText) {
    open_initialised();
    store.execute("ALTER TABLE embeddings RENAME COLUMN embedding TO vector");
    const auto client = store.open({});
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { (void)client->get_all_embeddings({}); }),
                HasSubstr("embedding"));
    EXPECT_EQ(worst(client->inspect()), Finding::Severity::error);
}

TEST_F(SqliteClientTest, AnotherWriterIsWaitedForAndThenTold) {
    const auto holder = open_initialised();
    const auto client = open_sqlite({.path = store.path(), .busy_timeout_ms = 20});
    const RunId run = client->begin_run({});
    auto other = store.raw();
    const sqlite::Transaction lock(other, sqlite::Transaction::Kind::write);
    const auto result = ComputedRun().add(std::int64_t{1}, -1);
    error_message(ErrorKind::lease, [&] {
        client->publish(run, result.result(),
                        [](const auto&) { return keeping(std::vector<std::optional<ClusterId>>()); });
    });
    error_message(ErrorKind::timeout, [&] { client->begin_run({}); });
    EXPECT_EQ(client->runs(0).size(), 1U) << "readers are not held up";
}

TEST_F(SqliteClientTest, AssignmentsAreFoundThroughTheirPrimaryKey) {
    open_initialised();
    const sqlite::Statements texts{TableNames{}};
    for (const auto* statement : {"publish_articles", "cluster_articles"})
        EXPECT_THAT(plan(texts, statement), HasSubstr("PRIMARY KEY (run_id=? AND article_id=?)")) << statement;
    EXPECT_THAT(plan(texts, "all_embeddings"), Not(HasSubstr("TEMP B-TREE"))) << "vectors are not sorted again";
    EXPECT_THAT(plan(texts, "all_articles"), Not(HasSubstr("TEMP B-TREE")));
    EXPECT_THAT(plan(texts, "cluster_articles"), HasSubstr("idx_articles_cluster_id"));
}

TEST_F(SqliteClientTest, HistoryGoesWithItsRunAndAVectorWithItsArticle) {
    const auto client = open_initialised();
    client->upsert_articles(std::vector<Article>{titled(std::int64_t{1}, "t")});
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    const float vector[] = {1, 2, 3};
    client->upsert_embeddings(ids, {vector, 1, 3}, "m", {});
    const RunId run = client->begin_run({});
    client->publish(run, ComputedRun().add(std::int64_t{1}, 0).result(),
                    [](const auto&) { return keeping(std::vector<std::optional<ClusterId>>(1)); });
    auto db = store.raw();
    db.execute("DELETE FROM articles; DELETE FROM cluster_runs");
    for (const auto* table : {"embeddings", "run_clusters", "cluster_assignments", "cluster_events"})
        EXPECT_EQ(store.query(std::string("SELECT 1 FROM ") + table).size(), 0U) << table;
    EXPECT_GT(client->begin_run({}), run) << "the id of a run that was removed is not given again";
}

TEST_F(SqliteClientTest, InspectingFindsARunThatWasCutOff) {
    const auto client = open_initialised();
    EXPECT_EQ(worst(client->inspect()), Finding::Severity::ok);
    client->begin_run({});
    const auto findings = client->inspect();
    EXPECT_EQ(worst(findings), Finding::Severity::warning);
    EXPECT_THAT(findings, Contains(testing::Field(&Finding::what, HasSubstr("run 1 has been running"))));
}

TEST_F(SqliteClientTest, InspectingFindsArticlesWithoutAVector) {
    const auto client = open_initialised();
    client->upsert_articles(std::vector<Article>{titled(std::int64_t{1}, "t")});
    EXPECT_THAT(client->inspect(), Contains(testing::Field(&Finding::mend, HasSubstr("asterism embed"))));
}

TEST_F(SqliteClientTest, AFolderThatIsNoneAndAFolderInPlaceOfAFileAreCalledSo) {
    const auto message = [&](const std::filesystem::path& path) {
        const auto client = open_sqlite({.path = path});
        const std::string told = error_message(ErrorKind::usage, [&] { (void)client->status(); });
        EXPECT_EQ(error_message(ErrorKind::usage, [&] { client->initialize_tables({}); }), told);
        EXPECT_EQ(client->inspect()[0].what, told);
        return told;
    };
    EXPECT_THAT(message(store.path().parent_path()), HasSubstr("is a folder"));
    EXPECT_THAT(message(store.path().parent_path() / "no" / "x.db"), HasSubstr("there is no folder"));
}

}  // namespace asterism::store
