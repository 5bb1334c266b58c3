#include "pipeline/run/step2_clustering.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "asterism/error.hpp"
#include "pipeline/reader_fixture.hpp"

namespace asterism::pipeline {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

/// Says stop as soon as a stage begins.
struct StopAt : Observer {
    explicit StopAt(std::string name) : wanted(std::move(name)) {}
    void stage(std::string_view name) override { stop |= name == wanted; }
    [[nodiscard]] bool cancelled() const override { return stop; }
    std::string wanted;
    bool stop = false;
};

class Step2Clustering : public ReaderTest {
 protected:
    ClusteringReport cluster_now(bool dry_run = false, bool strict = false) {
        return step2_clustering(*client, settings(dry_run, strict));
    }
    static ClusteringSettings settings(bool dry_run = false, bool strict = false) {
        ClusteringSettings made;
        made.engine.min_cluster_size = 5;
        made.dry_run = dry_run;
        made.strict = strict;
        return made;
    }
    void add_article_at(std::int64_t id, std::size_t group, double degrees) {
        const double angle = degrees * 3.14159265358979 / 180;
        add_article(id, group);
        add_vector(id, {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle)), 0, 0});
    }
    store::RunInfo last_run() { return client->status().last_run.value(); }
    ErrorKind failure(bool strict = false, Observer* observer = nullptr) {
        try {
            (void)step2_clustering(*client, settings(false, strict), observer);
        } catch (const Error& error) {
            message = error.what();
            return error.kind();
        }
        ADD_FAILURE() << "nothing was thrown";
        return ErrorKind::internal;
    }
    std::string message;
};

TEST_F(Step2Clustering, clear_groups_become_named_published_clusters) {
    add_groups(3, 20);
    const auto report = cluster_now();
    EXPECT_TRUE(report.published);
    EXPECT_EQ(report.articles, 60);
    EXPECT_EQ(report.noise, 0);
    ASSERT_EQ(report.clusters.size(), 3U);
    for (const auto& cluster : report.clusters) {
        EXPECT_TRUE(cluster.cluster_id.has_value());
        EXPECT_EQ(cluster.article_count, 20);
        EXPECT_FALSE(cluster.theme.empty());
    }
    EXPECT_EQ(client->status().clustered, 60);
    EXPECT_EQ(client->status().clusters, 3);
}

TEST_F(Step2Clustering, metadata_names_articles_of_the_cluster_and_their_dates) {
    add_groups(2, 20);
    (void)cluster_now();
    for (const auto& cluster : client->clusters(0)) {
        const auto metadata = json::parse(cluster.metadata);
        EXPECT_EQ(metadata["span"], json({"2024-05-01T00:00:00Z", "2024-05-09T00:00:00Z"}));
        EXPECT_EQ(metadata["representative_articles"].size(), 10U);
        std::vector<std::int64_t> members;
        for (const auto& article : client->cluster_articles(cluster.id, 0))
            members.push_back(std::get<std::int64_t>(article.id));
        for (const auto& id : metadata["representative_articles"])
            EXPECT_THAT(members, testing::Contains(id.get<std::int64_t>()));
    }
}

TEST_F(Step2Clustering, the_stages_are_timed_in_their_order) {
    add_groups(2, 10);
    const auto report = cluster_now();
    std::vector<std::string> names;
    for (const auto& stage : report.stages)
        names.push_back(stage.name);
    EXPECT_THAT(names, ElementsAre("read", "cluster", "centroids", "themes", "publish"));
    const auto metrics = json::parse(last_run().metrics);
    EXPECT_EQ(metrics["stages"].size(), 4U) << "publish is not over when the metrics are written";
    EXPECT_EQ(metrics["stages"][1]["name"], "cluster");
}

TEST_F(Step2Clustering, a_second_run_on_the_same_input_changes_nothing) {
    add_groups(3, 12);
    const auto first = cluster_now();
    const auto second = cluster_now();
    EXPECT_EQ(second.publish.continued, 3);
    EXPECT_EQ(second.publish.born, 0);
    EXPECT_EQ(second.publish.articles_changed, 0);
    EXPECT_EQ(second.publish.cluster_ids, first.publish.cluster_ids);
    EXPECT_EQ(second.input_fingerprint, first.input_fingerprint);
}

TEST_F(Step2Clustering, clusters_keep_their_ids_while_articles_come_and_a_new_one_is_born) {
    add_groups(2, 12);
    const auto first = cluster_now();
    for (std::int64_t id = 1000; id < 1012; ++id)
        add_article(id, 3);
    add_article(2000, 0);
    const auto second = cluster_now();
    EXPECT_EQ(second.publish.continued, 2);
    EXPECT_EQ(second.publish.born, 1);
    EXPECT_NE(second.input_fingerprint, first.input_fingerprint);
}

TEST_F(Step2Clustering, rejected_rows_are_recorded_and_change_nothing_else) {
    add_groups(2, 12);
    const auto clean = cluster_now();
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    add_article(-5, 0);
    add_vector(-5, {0, 0, 0, 0});
    add_article(7000, 0);
    add_vector(7000, {nan, 0, 0, 1});
    add_article(7001, 0);
    add_vector(7001, {infinity, 0, 0, 1});
    const auto report = cluster_now();
    EXPECT_EQ(report.rejected, 3);
    EXPECT_EQ(report.articles, 27);
    EXPECT_EQ(report.publish.articles_changed, 0);
    EXPECT_EQ(report.publish.cluster_ids, clean.publish.cluster_ids);
    EXPECT_EQ(report.input_fingerprint, clean.input_fingerprint);
    EXPECT_EQ(json::parse(last_run().metrics)["rejected"], json::parse(R"({"count":3,
        "by_reason":{"zero_norm":1,"not_finite":2},"rows":[{"id":-5,"reason":"zero_norm"},
        {"id":7000,"reason":"not_finite"},{"id":7001,"reason":"not_finite"}]})"));
}

TEST_F(Step2Clustering, strict_refuses_rejected_rows_and_the_old_result_stays) {
    add_groups(2, 12);
    (void)cluster_now();
    add_article(7000, 0);
    add_vector(7000, {0, 0, 0, 0});
    EXPECT_EQ(failure(true), ErrorKind::data);
    EXPECT_THAT(message, HasSubstr("7000 (zero_norm)"));
    EXPECT_EQ(last_run().status, store::RunStatus::failed);
    EXPECT_EQ(last_run().error, message);
    EXPECT_EQ(client->status().clustered, 24);
}

TEST_F(Step2Clustering, vectors_of_no_article_are_left_out_of_clusters_and_counts) {
    add_groups(2, 12);
    const auto clean = cluster_now();
    execute(
        "PRAGMA foreign_keys = OFF; WITH RECURSIVE n (i) AS (SELECT 5000 UNION ALL SELECT i + 1 FROM n WHERE i < 5029) "
        "INSERT INTO embeddings (article_id, embedding) SELECT i, x'00000000000000000000803f00000000' FROM n");
    const auto report = cluster_now();
    EXPECT_EQ(report.orphans, 30);
    EXPECT_EQ(report.articles, 24);
    EXPECT_EQ(report.clusters.size(), 2U);
    EXPECT_EQ(report.publish.cluster_ids, clean.publish.cluster_ids);
    EXPECT_EQ(report.input_fingerprint, clean.input_fingerprint);
    std::int64_t clustered = report.noise + report.rejected;
    for (const auto& cluster : report.clusters)
        clustered += cluster.article_count;
    EXPECT_EQ(clustered, report.articles) << "the sums add up";
    EXPECT_EQ(json::parse(last_run().metrics)["orphans"], 30);
    EXPECT_EQ(last_run().article_count, 24);
    EXPECT_EQ(client->status().clustered, 24);
    EXPECT_EQ(client->status().orphans, 30);
}

TEST_F(Step2Clustering, vectors_that_embed_made_are_not_clustered_with_others) {
    add_groups(2, 12);
    for (std::int64_t id = 1; id <= 4; ++id)
        execute("DELETE FROM embeddings WHERE article_id = " + std::to_string(id));
    ArticleIds ids;
    for (std::int64_t id = 1; id <= 4; ++id)
        ids.push_back(id);
    const std::vector<float> rows{1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8};
    client->upsert_embeddings(ids, {rows.data(), 4, 4}, "lsa-1", std::vector<std::string>(4, "hash"));
    EXPECT_EQ(failure(), ErrorKind::data);
    EXPECT_THAT(message, HasSubstr("4 vectors were made here"));
    EXPECT_THAT(message, HasSubstr("20 came from elsewhere (20 of \"external\")"));
    EXPECT_EQ(last_run().status, store::RunStatus::failed);
    EXPECT_FALSE(client->status().last_published.has_value());
    EXPECT_EQ(client->remove_made_vectors(), 4);
    EXPECT_EQ(cluster_now().articles, 20);
}

TEST_F(Step2Clustering, a_write_that_does_not_take_place_fails_the_run_with_its_cause) {
    add_groups(2, 12);
    execute("CREATE TRIGGER freeze BEFORE UPDATE ON articles BEGIN SELECT RAISE(IGNORE); END");
    EXPECT_EQ(failure(), ErrorKind::privilege);
    EXPECT_THAT(message, HasSubstr("24 articles did not take their cluster"));
    EXPECT_THAT(last_run().error, HasSubstr("the trigger \"freeze\""));
    EXPECT_EQ(client->status().clusters, 0);
}

TEST_F(Step2Clustering, without_a_usable_row_nothing_is_published) {
    EXPECT_EQ(failure(), ErrorKind::data);
    EXPECT_THAT(message, HasSubstr("no usable embedding"));
    add_article(1, 0);
    add_vector(1, {0, 0, 0, 0});
    EXPECT_EQ(failure(), ErrorKind::data);
    EXPECT_THAT(message, HasSubstr("all 1 were rejected"));
    EXPECT_FALSE(client->status().last_published.has_value());
}

TEST_F(Step2Clustering, one_row_and_fewer_rows_than_min_cluster_size_are_all_noise) {
    for (const std::int64_t rows : {1, 4}) {
        for (std::int64_t id = 1; id <= rows; ++id)
            add_article(id, 0);
        const auto report = cluster_now();
        EXPECT_TRUE(report.published);
        EXPECT_EQ(report.noise, rows);
        EXPECT_TRUE(report.clusters.empty());
    }
}

TEST_F(Step2Clustering, equal_rows_give_a_documented_result) {
    for (std::int64_t id = 1; id <= 30; ++id) {
        add_article(id, 0);
        add_vector(id, {1, 0, 0, 0});
    }
    const auto report = cluster_now();
    EXPECT_EQ(report.noise, 30) << "one group alone is no cluster unless allow_single_cluster is set";
    ClusteringSettings single = settings();
    single.engine.allow_single_cluster = true;
    const auto one = step2_clustering(*client, single);
    ASSERT_EQ(one.clusters.size(), 1U);
    EXPECT_EQ(one.clusters[0].article_count, 30);
}

TEST_F(Step2Clustering, a_dry_run_is_complete_and_publishes_nothing) {
    add_groups(2, 12);
    const auto report = cluster_now(true);
    EXPECT_FALSE(report.published);
    ASSERT_EQ(report.clusters.size(), 2U);
    EXPECT_FALSE(report.clusters[0].cluster_id.has_value());
    EXPECT_EQ(last_run().status, store::RunStatus::dry);
    EXPECT_EQ(last_run().cluster_count, 2);
    EXPECT_EQ(client->status().clusters, 0);
    EXPECT_EQ(client->status().clustered, 0);
}

TEST_F(Step2Clustering, an_interruption_in_any_stage_leaves_the_old_result_and_a_failed_run) {
    add_groups(2, 12);
    (void)cluster_now();
    const auto before = client->status().last_published->id;
    add_article(9000, 0);
    for (const char* stage : {"read", "cluster", "centroids", "themes"}) {
        StopAt observer(stage);
        EXPECT_EQ(failure(false, &observer), ErrorKind::interrupted) << stage;
        EXPECT_EQ(last_run().status, store::RunStatus::failed);
        EXPECT_EQ(client->status().last_published->id, before);
    }
    EXPECT_EQ(cluster_now().publish.continued, 2) << "and the next run simply works";
}

/// Two groups, 20 degrees apart, and articles that are farther from the first than that, so that density has no place
/// for them.
class Step2Algorithms : public Step2Clustering {
 protected:
    Step2Algorithms() {
        for (std::int64_t k = 0; k < 20; ++k) {
            add_article_at(1 + k, 0, 0.05 * static_cast<double>(k));
            add_article_at(21 + k, 1, 20 + 0.05 * static_cast<double>(k));
        }
        for (std::int64_t k = 0; k < 4; ++k)  // with the texts of another group: a theme would tell
            add_article_at(100 + k, 2, -40 - 5 * static_cast<double>(k));
    }
    static ClusteringSettings attaching() {
        ClusteringSettings made = settings();
        made.algorithm.attach = AttachOptions{};
        return made;
    }
    static ClusteringSettings topics() {
        ClusteringSettings made = settings();
        made.algorithm.topics.emplace().resolution = 0.1;
        made.verified = true;
        return made;
    }
    std::vector<store::How> how_of_published() { return client->published_assignments().how; }
};

TEST_F(Step2Algorithms, attached_articles_are_members_that_nothing_rests_on) {
    const auto plain = cluster_now();
    ASSERT_EQ(plain.noise, 4);
    const auto before = client->clusters(0);
    const auto plain_run = client->load_run(plain.run).result;
    const auto report = step2_clustering(*client, attaching());
    EXPECT_EQ(report.attached, 4);
    EXPECT_EQ(report.noise, 0);
    EXPECT_EQ(report.publish.cluster_ids, plain.publish.cluster_ids);
    EXPECT_EQ(report.publish.articles_changed, 4);
    EXPECT_EQ(client->status().clustered, 44);
    EXPECT_EQ(std::ranges::count(how_of_published(), store::How::attached), 4);
    const auto run = client->load_run(report.run).result;
    for (std::size_t label = 0; label < 2; ++label) {
        EXPECT_EQ(run.clusters[label].centroid, plain_run.clusters[label].centroid);
        EXPECT_EQ(run.clusters[label].metadata, plain_run.clusters[label].metadata);
    }
    EXPECT_EQ(run.clusters[0].article_count + run.clusters[1].article_count, 44);
    EXPECT_EQ(client->clusters(0).front().article_count, before.front().article_count + 4);
    const auto metrics = json::parse(last_run().metrics);
    EXPECT_EQ(metrics["attached"], 4);
    EXPECT_EQ(metrics["noise"], 0);
    EXPECT_EQ(json::parse(last_run().params)["attach"], 0.5);
}

TEST_F(Step2Algorithms, topics_are_named_published_and_continue_what_density_found) {
    const auto plain = cluster_now();
    const auto report = step2_clustering(*client, topics());
    EXPECT_EQ(report.publish.continued, 2);
    EXPECT_EQ(report.publish.cluster_ids, plain.publish.cluster_ids);
    EXPECT_EQ(report.noise, 0);
    EXPECT_EQ(std::ranges::count(how_of_published(), store::How::topic), 44);
    for (const auto& cluster : report.clusters)
        EXPECT_FALSE(cluster.theme.empty());
    const auto metrics = json::parse(last_run().metrics);
    EXPECT_EQ(metrics["topics"]["resolution"], 0.1);
    EXPECT_EQ(metrics["verified"]["complete"], true);
    EXPECT_EQ(json::parse(last_run().params)["algorithm"], "topics");
    const auto again = step2_clustering(*client, topics());
    EXPECT_EQ(again.publish.articles_changed, 0);
    EXPECT_EQ(again.publish.cluster_ids, report.publish.cluster_ids);
}

TEST_F(Step2Algorithms, an_interrupt_in_any_stage_of_theirs_publishes_nothing) {
    for (const char* stage : {"neighbors", "graph", "topics", "certainty"}) {
        StopAt observer(stage);
        EXPECT_THROW((void)step2_clustering(*client, topics(), &observer), Error) << stage;
    }
    for (const char* stage : {"graph", "attach"}) {
        StopAt observer(stage);
        EXPECT_THROW((void)step2_clustering(*client, attaching(), &observer), Error) << stage;
    }
    EXPECT_FALSE(client->status().last_published.has_value());
    EXPECT_EQ(client->status().clustered, 0);
}

TEST_F(Step2Clustering, a_run_that_is_mostly_noise_says_what_else_to_try) {
    for (std::int64_t k = 0; k < 6; ++k) {
        add_article_at(1 + k, 0, 0.05 * static_cast<double>(k));
        add_article_at(11 + k, 1, 20 + 0.05 * static_cast<double>(k));
    }
    double degrees = -40;  // ever farther from each other
    for (std::int64_t k = 0; k < 13; ++k) {
        add_article_at(100 + k, 2, degrees);
        degrees -= 12 + static_cast<double>(k);
    }
    const auto report = cluster_now();
    ASSERT_GT(2 * report.noise, report.articles);
    EXPECT_THAT(report.engine.advice, testing::Contains(HasSubstr("--attach 0.5")));
    EXPECT_EQ(json::parse(last_run().metrics)["advice"].size(), report.engine.advice.size());
}

}  // namespace
}  // namespace asterism::pipeline
