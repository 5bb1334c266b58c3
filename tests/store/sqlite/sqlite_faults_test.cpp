/// Bad days: the power goes while a run is published, the disk is full.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <random>
#include <thread>

#include "store/sqlite/articles.hpp"
#include "store/sqlite/publish.hpp"
#include "store/sqlite/runs.hpp"
#include "store/sqlite/sqlite_under_test.hpp"

namespace asterism::store {
namespace {

constexpr std::int64_t kArticles = 2000;
constexpr std::int32_t kClusters = 40;

/// Every article is in another cluster in odd turns than in even ones.
ComputedRun turn(int number) {
    ComputedRun run;
    for (std::int64_t id = 1; id <= kArticles; ++id)
        run.add(id, static_cast<std::int32_t>((id + number % 2) % kClusters), 0.5);
    return run;
}

Lineage keep_nothing(const PublishedAssignments&) {
    return keeping(std::vector<std::optional<ClusterId>>(kClusters));
}

class SqliteFaults : public testing::Test {
 protected:
    SqliteFaults() {
        const auto client = store.open({});
        client->initialize_tables({.dimensions = 3});
        std::vector<Article> articles;
        for (std::int64_t id = 1; id <= kArticles; ++id)
            articles.push_back(titled(id, "t"));
        client->upsert_articles(articles);
        client->publish(client->begin_run({}), turn(0).result(), keep_nothing);
    }
    /// Articles, clusters, assignments and counter tell of one and the same published run, as one snapshot sees them.
    void expect_one_whole_run() {
        const auto row = store.query(
            "WITH run AS (SELECT run_id FROM cluster_runs WHERE status = 'published') SELECT (SELECT count(*) FROM "
            "run), "
            "(SELECT count(*) FROM articles AS a WHERE a.cluster_id IS NOT (SELECT cluster_id FROM cluster_assignments "
            "AS s "
            " WHERE s.run_id = (SELECT run_id FROM run) AND s.article_id = +a.article_id)), "
            "(SELECT count(*) FROM cluster_assignments WHERE run_id = (SELECT run_id FROM run)), "
            "(SELECT count(*) FROM clusters WHERE retired_at IS NULL AND cluster_id IN "
            " (SELECT cluster_id FROM run_clusters WHERE run_id = (SELECT run_id FROM run))), "
            "(SELECT count(*) FROM clusters WHERE retired_at IS NULL), "
            "(SELECT max(cluster_id) FROM clusters) = (SELECT value FROM counters WHERE name = 'cluster_id'), "
            "(SELECT count(*) FROM cluster_assignments WHERE run_id IN (SELECT run_id FROM cluster_runs WHERE status = "
            " 'running'))")[0];
        EXPECT_THAT(row, testing::ElementsAre("1", "0", fmt::to_string(kArticles), fmt::to_string(kClusters),
                                              fmt::to_string(kClusters), "1", "0"));
    }
    /// Publishes one run after the other until it is killed.
    [[noreturn]] void publish_for_ever() {
        try {
            const auto client = store.open({});
            for (int number = 1;; ++number)
                client->publish(client->begin_run({}), turn(number).result(), keep_nothing);
        } catch (...) {
            _exit(1);
        }
    }
    SqliteUnderTest store;
};

}  // namespace

TEST_F(SqliteFaults, AProcessKilledWhilePublishingLeavesTheOldRunOrTheNewOne) {
    std::mt19937 random(5);
    std::size_t cut_off = 0;
    for (int round = 0; round < 25; ++round) {
        const pid_t child = fork();
        if (child == 0) publish_for_ever();
        for (auto looks = 1 + random() % 3; looks > 0; --looks) {
            expect_one_whole_run();  // a reader beside the writer
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
        }
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "publishing failed by itself";
        expect_one_whole_run();
        const auto running = store.query("SELECT 1 FROM cluster_runs WHERE status = 'running'").size();
        cut_off = std::max(cut_off, running);
    }
    EXPECT_GT(cut_off, 0U) << "no kill came between the start of a run and its end";
    EXPECT_EQ(store.query("PRAGMA integrity_check")[0][0], "ok");
    const auto client = store.open({});
    client->publish(client->begin_run({}), turn(0).result(), keep_nothing);
    expect_one_whole_run();
}

TEST_F(SqliteFaults, AFullDiskAnywhereInAPublishLeavesTheOldRun) {
    sqlite::Session session({.path = store.path()});
    auto& db = session.connection();
    const auto pages = query_integer(db, "PRAGMA page_count").value();
    const RunId run = sqlite::begin_run(session, {});
    const auto before = store.query("SELECT * FROM articles");
    int refused = 0;
    for (std::int64_t extra = 0;; extra += 3) {
        db.execute(fmt::format("PRAGMA max_page_count = {}", pages + extra));
        try {
            static_cast<void>(sqlite::publish(session, run, turn(1).result(), keep_nothing, {}));
            break;
        } catch (const Error& error) {
            ASSERT_EQ(static_cast<int>(error.kind()), static_cast<int>(ErrorKind::resources)) << error.what();
            ++refused;
        }
        expect_one_whole_run();
        ASSERT_EQ(store.query("SELECT * FROM articles"), before);
        ASSERT_LT(extra, 10'000);
    }
    EXPECT_GT(refused, 3);
    expect_one_whole_run();
    EXPECT_NE(store.query("SELECT * FROM articles"), before);
}

TEST_F(SqliteFaults, AFullDiskWhileArticlesComeLeavesThemAsTheyWere) {
    sqlite::Session session({.path = store.path()});
    auto& db = session.connection();
    db.execute(fmt::format("PRAGMA max_page_count = {}", query_integer(db, "PRAGMA page_count").value() + 5));
    std::vector<Article> articles;
    for (std::int64_t id = 1; id <= 2 * kArticles; ++id)
        articles.push_back(titled(id, std::string(200, 'x')));
    EXPECT_THAT(
        error_message(ErrorKind::resources, [&] { static_cast<void>(sqlite::upsert_articles(session, articles)); }),
        testing::HasSubstr("full"));
    EXPECT_EQ(sqlite::status(session).articles, kArticles);
    expect_one_whole_run();
}

TEST_F(SqliteFaults, ADamagedFileIsToldByEveryCallThatMeetsIt) {
    store.execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
    std::fstream file(store.path(), std::ios::in | std::ios::out | std::ios::binary);
    for (int page = 2; page < 40; ++page) {
        file.seekp(page * 4096);
        file << std::string(64, '\xee');
    }
    file.close();
    const auto client = store.open({});
    error_message(ErrorKind::data, [&] { client->for_each_article([](const ArticleText&) {}); });
    bool found = false;
    for (const auto& finding : client->inspect())
        found |= finding.severity == Finding::Severity::error;
    EXPECT_TRUE(found);
}

}  // namespace asterism::store
