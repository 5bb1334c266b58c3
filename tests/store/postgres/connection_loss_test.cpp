/// The server goes away at the worst moments: nothing is half written, nothing is done twice.
#include <fmt/format.h>

#include <cstdlib>

#include "store/postgres/lossy_proxy.hpp"
#include "store/postgres/postgres_fixture.hpp"

namespace asterism::store {
namespace {

using testing::HasSubstr;

class ConnectionLoss : public PostgresTest {
 protected:
    /// Everything a publish writes, as one text.
    std::string written() {
        return database.sql().value(
            "SELECT concat_ws('; ', (SELECT string_agg(r::text, ' ') FROM (SELECT run_id, status FROM "
            "reader.cluster_runs ORDER BY 1) r), (SELECT count(*) FROM reader.clusters), (SELECT count(*) FROM "
            "reader.run_clusters), (SELECT count(*) FROM reader.cluster_assignments), (SELECT count(*) FROM "
            "reader.cluster_events), (SELECT count(cluster_id) FROM reader.articles), (SELECT value FROM "
            "reader.counters "
            "WHERE name = 'cluster_id'))");
    }
};

}  // namespace

TEST_F(ConnectionLoss, InTheMiddleOfAReadIsAnErrorAndTheNextReadWorks) {
    create_die();
    open_reader();
    database.sql().execute(
        "DROP INDEX reader.idx_embeddings_hnsw; "
        "INSERT INTO reader.articles (article_id) SELECT generate_series(1, 20000); INSERT INTO reader.embeddings "
        "(article_id, embedding) SELECT i, '[1,2,3]' FROM generate_series(1, 20000) i; "
        "CREATE TABLE public.deadly AS SELECT true AS on; "
        "CREATE FUNCTION public.maybe_die(bigint) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$ BEGIN "
        "IF $1 = 15000 AND (SELECT deadly.on FROM public.deadly) THEN PERFORM public.die(); END IF; RETURN $1; END $$; "
        "CREATE VIEW reader.vectors AS SELECT public.maybe_die(article_id) AS article_id, embedding "
        "FROM reader.embeddings");
    names.embeddings = "vectors";
    const auto client = open();
    const auto message = error_message(ErrorKind::connection, [&] { client->get_all_embeddings({}); });
    EXPECT_THAT(message, HasSubstr("lost the connection"));
    database.sql().execute("UPDATE public.deadly SET \"on\" = false");
    EXPECT_EQ(client->get_all_embeddings({}).ids.size(), 20000U);
}

TEST_F(ConnectionLoss, AtAnyStepOfAPublishWritesNothingAndItCanSimplyBeRunAgain) {
    create_die();
    const auto client = open_reader(6);
    database.sql().execute(
        "CREATE FUNCTION public.die_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "PERFORM public.die(); RETURN NEW; END $$");
    const RunId run = client->begin_run({});
    const std::string before = written();
    for (const char* table : {"clusters", "run_clusters", "cluster_assignments", "cluster_events", "articles"}) {
        database.sql().execute(
            fmt::format("CREATE TRIGGER die BEFORE INSERT OR UPDATE ON reader.{} FOR EACH ROW EXECUTE "
                        "FUNCTION public.die_row()",
                        table));
        error_message(ErrorKind::connection, [&] { client->publish(run, small_run().result(), all_new(2)); });
        database.sql().execute(fmt::format("DROP TRIGGER die ON reader.{}", table));
        EXPECT_EQ(written(), before) << table;
    }
    EXPECT_THAT(client->publish(run, small_run().result(), all_new(2)).cluster_ids, testing::ElementsAre(1, 2));
    EXPECT_EQ(article_clusters(), "1 1 1 2 2 -");
}

TEST_F(ConnectionLoss, BeforeCommitTakesEffectSaysThatNothingWasWritten) {
    create_die();
    const auto client = open_reader(6);
    database.sql().execute(
        "CREATE FUNCTION public.die_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM public.die(); RETURN "
        "NULL; "
        "END $$; CREATE CONSTRAINT TRIGGER die AFTER INSERT ON reader.cluster_events DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION public.die_row()");
    const RunId run = client->begin_run({});
    const std::string before = written();
    const auto message =
        error_message(ErrorKind::connection, [&] { client->publish(run, small_run().result(), all_new(2)); });
    EXPECT_THAT(message, HasSubstr("nothing was written"));
    EXPECT_EQ(written(), before);
}

TEST_F(ConnectionLoss, AfterCommitTookEffectIsNoErrorAndNothingIsDoneTwice) {
    RunId run = 0;
    {
        const auto direct = open_reader(6);
        run = direct->begin_run({});
    }
    LossyProxy proxy;
    const auto client = open(proxy.url(std::getenv("PGUSER"), database.name()));
    const auto report = client->publish(run, small_run().result(), all_new(2));
    EXPECT_TRUE(proxy.has_lost_an_answer());
    EXPECT_THAT(report.cluster_ids, testing::ElementsAre(1, 2));
    EXPECT_EQ(report.articles_changed, 5);
    EXPECT_EQ(written(), "(1,published); 2; 2; 6; 2; 5; 2");
}

TEST_F(ConnectionLoss, BetweenTwoCallsGoesUnnoticed) {
    const auto client = open_reader(2);
    database.terminate("asterism");
    EXPECT_EQ(client->status().articles, 2);
    database.terminate("asterism");
    EXPECT_EQ(client->upsert_cluster(std::vector<float>{1, 2, 3}, 1), 1);
}

TEST_F(ConnectionLoss, ACallThatNeverReturnsIsCutOffByTheStatementTimeout) {
    open_reader();
    database.sql().execute(
        "CREATE VIEW reader.slow AS SELECT article_id, embedding FROM reader.embeddings, "
        "LATERAL (SELECT pg_sleep(60)) s; INSERT INTO reader.articles VALUES (1); "
        "INSERT INTO reader.embeddings VALUES (1, '[1,2,3]')");
    PostgresOptions options;
    options.conninfo = database.url();
    options.names.embeddings = "slow";
    options.statement_timeout_ms = 100;
    const auto client = open_postgres(options);
    EXPECT_THAT(error_message(ErrorKind::timeout, [&] { client->get_all_embeddings({}); }), HasSubstr("timeout"));
}

TEST_F(ConnectionLoss, WaitingForALockEndsWithTheLockTimeout) {
    open_reader(1);
    SqlConnection other(database.url());
    other.execute("BEGIN; LOCK TABLE reader.clusters");
    PostgresOptions options;
    options.conninfo = database.url();
    options.lock_timeout_ms = 100;
    const auto client = open_postgres(options);
    error_message(ErrorKind::timeout, [&] { client->upsert_cluster(std::vector<float>{1, 2, 3}, 1); });
    other.execute("ROLLBACK");
    EXPECT_EQ(client->upsert_cluster(std::vector<float>{1, 2, 3}, 1), 1);
}

TEST_F(ConnectionLoss, ACallInsideAnotherOneIsRefusedAndDoesNoHarm) {
    const auto client = open_reader(3);
    error_message(ErrorKind::internal,
                  [&] { client->for_each_article([&](const ArticleText&) { client->status(); }); });
    EXPECT_EQ(client->status().articles, 3);
}

}  // namespace asterism::store
