/// Publishing among others: leases, collisions, readers that look on, many rows.
#include <fmt/format.h>

#include <atomic>
#include <random>
#include <set>
#include <thread>

#include "store/postgres/postgres_fixture.hpp"

namespace asterism::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Publish : public PostgresTest {
 protected:
    /// From now on the first `times` publishes that reach their events fail with `sqlstate`; a sequence counts them,
    /// because it forgets nothing in a rollback.
    void fail_first(int times, const std::string& sqlstate) {
        database.sql().execute(
            fmt::format("CREATE SEQUENCE public.attempts; CREATE FUNCTION public.collide() RETURNS trigger LANGUAGE "
                        "plpgsql AS $$ BEGIN "
                        "IF nextval('public.attempts') <= {} THEN RAISE EXCEPTION 'in the way' USING ERRCODE = '{}'; "
                        "END IF; RETURN "
                        "NULL; END $$; CREATE TRIGGER collide AFTER INSERT ON reader.run_clusters FOR EACH STATEMENT "
                        "EXECUTE FUNCTION "
                        "public.collide()",
                        times, sqlstate));
    }
    std::string attempts() { return database.sql().value("SELECT last_value FROM public.attempts"); }
};

}  // namespace

TEST_F(Publish, WhileAnotherPublishIsUnderWayIsALeaseError) {
    const auto first = open_reader(6), second = open();
    const RunId run = first->begin_run({}), other = second->begin_run({});
    const auto report = first->publish(run, small_run().result(), [&](const PublishedAssignments& last) {
        const auto message =
            error_message(ErrorKind::lease, [&] { second->publish(other, small_run().result(), all_new(2)); });
        EXPECT_THAT(message, HasSubstr("another run is being published"));
        return all_new(2)(last);
    });
    EXPECT_THAT(report.cluster_ids, ElementsAre(1, 2));
    EXPECT_THAT(second->publish(other, small_run().result(), same_as_before(2)).cluster_ids, ElementsAre(1, 2))
        << "the lease ends with the transaction";
}

TEST_F(Publish, InAnotherSchemaOfTheDatabaseIsNoRival) {
    const auto first = open_reader(6);
    names.schema = "other";
    const auto second = open_reader(6);
    const RunId run = first->begin_run({}), other = second->begin_run({});
    first->publish(run, small_run().result(), [&](const PublishedAssignments& last) {
        second->publish(other, small_run().result(), all_new(2));
        return all_new(2)(last);
    });
    EXPECT_EQ(first->status().clustered + second->status().clustered, 10);
}

TEST_F(Publish, ThatCollidesIsRunAgainAsAWholeAndBurnsNoId) {
    const auto client = open_reader(6);
    fail_first(3, "40001");
    const auto report = client->publish(client->begin_run({}), small_run().result(), all_new(2));
    EXPECT_EQ(attempts(), "4");
    EXPECT_THAT(report.cluster_ids, ElementsAre(1, 2));
    EXPECT_EQ(article_clusters(), "1 1 1 2 2 -");
    EXPECT_EQ(database.sql().value("SELECT count(*) FROM reader.cluster_assignments"), "6");
}

TEST_F(Publish, ThatAlwaysCollidesGivesUp) {
    const auto client = open_reader(6);
    fail_first(1000, "40P01");
    error_message(ErrorKind::timeout,
                  [&] { client->publish(client->begin_run({}), small_run().result(), all_new(2)); });
    EXPECT_EQ(attempts(), "5");
    EXPECT_EQ(client->status().clustered, 0);
}

TEST_F(Publish, ThatFailsOtherwiseIsNotRepeated) {
    const auto client = open_reader(6);
    fail_first(1000, "53100");
    const auto message = error_message(
        ErrorKind::resources, [&] { client->publish(client->begin_run({}), small_run().result(), all_new(2)); });
    EXPECT_THAT(message, HasSubstr("53100"));
    EXPECT_EQ(attempts(), "1");
}

TEST_F(Publish, OfManyArticlesWritesEachOfThemRight) {
    constexpr std::int64_t kArticles = 100000;
    const auto client = open_reader();
    database.sql().execute(
        fmt::format("INSERT INTO reader.articles (article_id, cluster_id) SELECT i, 5 FROM "
                    "generate_series(1, {}) i",
                    kArticles + 1000));
    std::mt19937 random(3);
    ComputedRun run;
    std::vector<std::int64_t> order;
    for (std::int64_t id = 1; id <= kArticles; ++id)
        order.push_back(id);
    std::shuffle(order.begin(), order.end(), random);
    const auto label_of = [](std::int64_t id) { return id % 7 == 0 ? -1 : static_cast<std::int32_t>(id % 11); };
    for (const std::int64_t id : order)
        run.add(id, label_of(id), 0.5);
    const auto report = client->publish(client->begin_run({}), run.result(), all_new(11));
    const std::string wrong =
        "SELECT count(*) FROM reader.articles WHERE cluster_id IS DISTINCT FROM CASE WHEN article_id > {} OR "
        "article_id % "
        "7 = 0 THEN NULL ELSE article_id % 11 + 1 END";
    EXPECT_EQ(database.sql().value(fmt::format(fmt::runtime(wrong), kArticles)), "0");
    EXPECT_EQ(database.sql().value("SELECT count(*) FROM reader.cluster_assignments a JOIN reader.articles USING "
                                   "(article_id) WHERE a.cluster_id IS NOT DISTINCT FROM articles.cluster_id"),
              std::to_string(kArticles));
    std::int64_t same = 0;  // those that were in cluster 5 before and are again
    for (const std::int64_t id : order)
        same += label_of(id) == 4 ? 1 : 0;
    EXPECT_EQ(report.articles_changed, kArticles + 1000 - same);
}

TEST_F(Publish, IsSeenWholeOrNotAtAllByWhoeverLooksOn) {
    constexpr std::int64_t kArticles = 500;
    constexpr int kPublishes = 12;
    const auto client = open_reader(kArticles);
    ComputedRun lower, upper;  // all articles in one cluster, or all in the other
    for (std::int64_t id = 1; id <= kArticles; ++id) {
        lower.add(id, 0);
        upper.add(id, 0);
    }
    client->publish(client->begin_run({}), lower.result(), all_new(1));
    std::atomic<bool> done{false};
    std::set<std::string> seen;
    std::jthread onlooker([&] {
        SqlConnection sql(database.url());
        while (!done)
            seen.insert(sql.value(
                "SELECT concat_ws(' ', count(*) FILTER (WHERE a.cluster_id = 1), count(*) FILTER (WHERE a.cluster_id = "
                "2), "
                "(SELECT string_agg(cluster_id::text, ',') FROM reader.clusters WHERE retired_at IS NULL), "
                "(SELECT count(*) FROM reader.cluster_runs WHERE status = 'published')) FROM reader.articles a"));
    });
    for (int i = 0; i < kPublishes; ++i) {
        const auto& run = i % 2 == 0 ? upper : lower;
        const ClusterId id = i % 2 == 0 ? 2 : 1;
        client->publish(client->begin_run({}), run.result(), [&](const PublishedAssignments&) {
            return keeping(std::vector<std::optional<ClusterId>>{id});
        });
    }
    done = true;
    onlooker.join();
    for (const auto& state : seen)
        EXPECT_THAT(state, testing::AnyOf("500 0 1 1", "0 500 2 1"));
    EXPECT_FALSE(seen.empty());
}

TEST_F(Publish, LeavesUnchangedArticlesWhereTheyAre) {
    const auto client = open_reader(6);
    client->publish(client->begin_run({}), small_run().result(), all_new(2));
    const std::string places = "SELECT string_agg(ctid::text, ' ' ORDER BY article_id) FROM reader.articles";
    const std::string before = database.sql().value(places);
    client->publish(client->begin_run({}), small_run().result(), same_as_before(2));
    EXPECT_EQ(database.sql().value(places), before);
}

TEST_F(Publish, ChangesArticlesWithoutTouchingAnyIndex) {
    auto client = open_reader(6);
    client->publish(client->begin_run({}), small_run().result(), all_new(2));
    client.reset();  // a server process hands in its counts at the latest when it ends
    database.terminate("asterism");
    EXPECT_EQ(database.sql().value("SELECT n_tup_upd || ' ' || n_tup_hot_upd FROM pg_stat_user_tables WHERE relid = "
                                   "'reader.articles'::regclass"),
              "5 5");
}

}  // namespace asterism::store
