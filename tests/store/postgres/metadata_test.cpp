/// Labels that people give while a run is published: whoever comes second waits, and nothing is lost.
#include <chrono>
#include <thread>

#include "store/postgres/postgres_fixture.hpp"

namespace asterism::store {
namespace {

const std::string kMine = R"({"label": "mine"})";

class Metadata : public PostgresTest {
 protected:
    static std::vector<MetadataChange> to_mine(const LivingClusters&) { return {{1, kMine}}; }
    std::string label() { return database.sql().value("SELECT metadata FROM reader.clusters WHERE cluster_id = 1"); }
    /// Returns when a connection of this database waits for a lock; fails when none does for a minute.
    void await_waiter() {
        for (int look = 0; look < 6000; ++look) {
            if (database.sql().value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                                     "wait_event_type = 'Lock'") != "0")
                return;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ADD_FAILURE() << "nobody waits";
    }
    /// Keeps what is there.
    static std::vector<std::string> keep(std::span<const std::optional<std::string>> before) {
        std::vector<std::string> kept;
        for (const auto& text : before)
            kept.push_back(text.value_or("{}"));
        return kept;
    }
};

}  // namespace

TEST_F(Metadata, GivenAfterAPublishBeganIsSeenByIt) {
    const auto first = open_reader(6), second = open();
    first->publish(first->begin_run({}), small_run().result(), all_new(2));
    first->publish(
        first->begin_run({}), small_run().result(),
        [&](const PublishedAssignments& last) {
            second->edit_metadata(to_mine);
            return same_as_before(2)(last);
        },
        keep);
    EXPECT_EQ(label(), kMine);
}

TEST_F(Metadata, GivenWhileAPublishSettlesLabelsWaitsForItsCommit) {
    const auto first = open_reader(6), second = open();
    first->publish(first->begin_run({}), small_run().result(), all_new(2));
    std::jthread person;
    std::string seen;
    first->publish(first->begin_run({}), small_run().result(), same_as_before(2), [&](const auto&) {
        person = std::jthread([&] {
            second->edit_metadata([&](const LivingClusters& living) {
                seen = living.clusters.at(0).metadata;
                return to_mine(living);
            });
        });
        await_waiter();
        return std::vector<std::string>{R"({"label": "settled"})", "{}"};
    });
    person.join();
    EXPECT_EQ(seen, R"({"label": "settled"})");
    EXPECT_EQ(label(), kMine);
}

TEST_F(Metadata, TypedInAsSqlWhileAPublishIsUnderWayIsSeenByIt) {
    const auto client = open_reader(6);
    client->publish(client->begin_run({}), small_run().result(), all_new(2));
    SqlConnection person(database.url());
    person.execute("BEGIN; UPDATE reader.clusters SET metadata = '" + kMine + "' WHERE cluster_id = 1");
    std::jthread publisher(
        [&] { client->publish(client->begin_run({}), small_run().result(), same_as_before(2), keep); });
    await_waiter();
    person.execute("COMMIT");
    publisher.join();
    EXPECT_EQ(label(), kMine);
}

TEST_F(Metadata, AMomentsEditTurnsNoPublishAway) {
    const auto first = open_reader(6), second = open();
    first->publish(first->begin_run({}), small_run().result(), all_new(2));
    const RunId run = first->begin_run({});
    std::jthread publisher;
    second->edit_metadata([&](const LivingClusters& living) {
        publisher = std::jthread([&] { first->publish(run, small_run().result(), same_as_before(2), keep); });
        await_waiter();
        return to_mine(living);
    });
    publisher.join();
    EXPECT_EQ(label(), kMine);
    EXPECT_EQ(to_string(second->runs(1)[0].status), "published");
}

}  // namespace asterism::store
