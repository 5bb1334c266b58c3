/// Triggers that hold writes back: what a run believes written must be there.
#include <gmock/gmock.h>

#include "store/sqlite/sqlite_client.hpp"
#include "store/sqlite/sqlite_under_test.hpp"

namespace asterism::store {
namespace {

using testing::HasSubstr;

class SqliteTriggers : public testing::Test {
 protected:
    SqliteTriggers() : client(store.open({})) {
        client->initialize_tables({.dimensions = 3});
        client->upsert_articles(std::vector<Article>{titled(std::int64_t{1}, "one"), titled(std::int64_t{2}, "two")});
    }
    void ignore(const std::string& event, const std::string& table, const std::string& when = "true") {
        store.execute("CREATE TRIGGER freeze BEFORE " + event + " ON " + table + " WHEN " + when +
                      " BEGIN SELECT RAISE(IGNORE); END");
    }
    PublishReport publish() {
        ComputedRun run;
        run.add(std::int64_t{1}, 0).add(std::int64_t{2}, 0);
        return client->publish(client->begin_run({}), run.result(),
                               [](const auto&) { return keeping(std::vector<std::optional<ClusterId>>(1)); });
    }
    void embed() {
        ArticleIds ids;
        ids.push_back(std::int64_t{1});
        const float vector[] = {1, 2, 3};
        client->upsert_embeddings(ids, {vector, 1, 3}, "lsa-1", std::vector<std::string>{"hash"});
    }
    SqliteUnderTest store;
    std::unique_ptr<ReaderDBClient> client;
};

}  // namespace

TEST_F(SqliteTriggers, ThatHoldAnArticleBackFailThePublishAndAreNamed) {
    ignore("UPDATE", "articles", "NEW.article_id = 2");
    const auto message = error_message(ErrorKind::privilege, [&] { publish(); });
    EXPECT_THAT(message, HasSubstr("1 articles did not take their cluster"));
    EXPECT_THAT(message, HasSubstr("the trigger \"freeze\""));
    EXPECT_EQ(client->status().clustered, 0);
    EXPECT_TRUE(client->clusters(0).empty());
}

TEST_F(SqliteTriggers, ThatTakeAChangeBackFailThePublishToo) {
    store.execute(
        "CREATE TRIGGER undo AFTER UPDATE OF cluster_id ON articles WHEN NEW.cluster_id IS NOT NULL BEGIN "
        "UPDATE articles SET cluster_id = NULL WHERE article_id = NEW.article_id; END");
    EXPECT_THAT(error_message(ErrorKind::privilege, [&] { publish(); }), HasSubstr("2 articles"));
}

TEST_F(SqliteTriggers, ThatHoldAClusterBackFailThePublish) {
    ignore("INSERT", "clusters");
    EXPECT_THAT(error_message(ErrorKind::privilege, [&] { publish(); }), HasSubstr("\"clusters\""));
    EXPECT_EQ(client->status().clustered, 0);
}

TEST_F(SqliteTriggers, ThatHoldArticlesBackFailTheIngest) {
    ignore("INSERT", "articles", "NEW.article_id = 3");
    std::vector<Article> articles{titled(std::int64_t{3}, "three"), titled(std::int64_t{4}, "four")};
    error_message(ErrorKind::privilege, [&] { client->upsert_articles(articles); });
    EXPECT_EQ(client->status().articles, 2);
    store.execute("DROP TRIGGER freeze");
    EXPECT_EQ(client->upsert_articles(articles).inserted, 2);
    ignore("UPDATE", "articles");
    EXPECT_EQ(client->upsert_articles(articles).unchanged, 2) << "nothing had to be written";
    articles[0].title = "changed";
    error_message(ErrorKind::privilege, [&] { client->upsert_articles(articles); });
}

TEST_F(SqliteTriggers, ThatHoldVectorsBackFailTheEmbedding) {
    ignore("INSERT", "embeddings");
    EXPECT_THAT(error_message(ErrorKind::privilege, [&] { embed(); }), HasSubstr("vectors were not written"));
    EXPECT_TRUE(store.query("SELECT 1 FROM vector_origins").empty());
    store.execute("DROP TRIGGER freeze");
    embed();
    ignore("UPDATE", "embeddings");
    error_message(ErrorKind::privilege, [&] { embed(); });
}

TEST_F(SqliteTriggers, ThatHoldAnyRowOfARunsRecordBackFailIt) {
    for (const auto* table : {"run_clusters", "cluster_assignments", "cluster_events", "cluster_runs"}) {
        ignore("INSERT", table);
        EXPECT_THAT(error_message(ErrorKind::privilege, [&] { publish(); }), HasSubstr(table));
        EXPECT_EQ(client->status().clustered, 0);
        store.execute("DROP TRIGGER freeze");
    }
    ignore("INSERT", "models");
    error_message(ErrorKind::privilege, [&] { client->save_model("m", "bytes"); });
}

TEST_F(SqliteTriggers, ThatHoldChangesOfOurOwnTablesBackAreNamed) {
    publish();
    const auto hold = [&](const std::string& event, const std::string& table, const std::function<void()>& call) {
        ignore(event, table);
        EXPECT_THAT(error_message(ErrorKind::privilege, call),
                    testing::AllOf(HasSubstr(table), HasSubstr("the trigger \"freeze\"")));
        store.execute("DROP TRIGGER freeze");
    };
    hold("UPDATE", "cluster_runs", [&] { publish(); });
    hold("UPDATE", "counters", [&] { publish(); });
    hold("INSERT", "vector_origins", [&] { embed(); });
    hold("UPDATE", "clusters", [&] {
        client->edit_metadata([](const LivingClusters& living) {
            return std::vector<MetadataChange>{{living.clusters[0].id, "{}"}};
        });
    });
    embed();
    hold("DELETE", "vector_origins", [&] { client->remove_made_vectors(); });
    EXPECT_EQ(client->remove_made_vectors(), 1);
}

TEST_F(SqliteTriggers, ThatHoldABatchOfClusterIdsBackFailIt) {
    ignore("UPDATE", "articles");
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    ids.push_back(std::int64_t{99});
    error_message(ErrorKind::privilege, [&] {
        client->batch_update_article_clusters(ids, std::vector<std::optional<ClusterId>>{5, 5});
    });
    error_message(ErrorKind::privilege, [&] { client->update_article_cluster(std::int64_t{1}, 5); });
    client->update_article_cluster(std::int64_t{99}, 5);
}

TEST_F(SqliteTriggers, ArticlesDeletedMeanwhileAreCountedAndNoError) {
    const RunId run = client->begin_run({});
    store.execute("DELETE FROM articles WHERE article_id = 2");
    ComputedRun computed;
    computed.add(std::int64_t{1}, 0).add(std::int64_t{2}, 0);
    const auto report = client->publish(run, computed.result(),
                                        [](const auto&) { return keeping(std::vector<std::optional<ClusterId>>(1)); });
    EXPECT_EQ(report.articles_changed, 1);
    EXPECT_EQ(report.articles_gone, 1);
}

TEST_F(SqliteTriggers, VectorsOfArticlesDeletedWithoutTheirKeysAreOrphans) {
    embed();
    store.execute("PRAGMA foreign_keys = OFF; DELETE FROM articles WHERE article_id = 1");
    EXPECT_EQ(client->status().orphans, 1);
    EXPECT_EQ(client->get_all_embeddings({}).ids.size(), 0U);
    int told = 0;
    for (const auto& finding : client->inspect())
        told += finding.what.find("article") != std::string::npos && finding.severity == Finding::Severity::warning;
    EXPECT_EQ(told, 2) << "the orphan once, and the article without a vector";
}

}  // namespace asterism::store
