#include "pipeline/run/assign.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <tuple>

#include "asterism/error.hpp"
#include "pipeline/reader_fixture.hpp"
#include "pipeline/run/step2_clustering.hpp"

namespace asterism::pipeline {
namespace {

using store::How;

/// Two groups of twenty on an arc, and what comes later.
class AssignNew : public ReaderTest {
 protected:
    void SetUp() override {
        ReaderTest::SetUp();
        for (std::int64_t k = 0; k < 20; ++k) {
            add_at(1 + k, 0.05 * static_cast<double>(k));
            add_at(21 + k, 60 + 0.05 * static_cast<double>(k));
        }
    }
    void add_at(std::int64_t id, double degrees) {
        const double angle = degrees * 3.14159265358979 / 180;
        add_article(id, degrees < 30 ? 0 : 1);
        add_vector(id, {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle)), 0, 0});
    }
    static store::RunId cluster(store::ReaderDBClient& reader, bool topics = false) {
        ClusteringSettings settings;
        settings.engine.min_cluster_size = 5;
        if (topics) settings.algorithm.topics.emplace().resolution = 0.1;
        return step2_clustering(reader, settings).run;
    }
    /// The same reader once more.
    std::unique_ptr<store::ReaderDBClient> copy(const std::string& name) {
        execute("VACUUM INTO '" + std::string(folder / name) + "'");
        return open_store(folder / name, {}, Access::write);
    }
    static store::Assignments rows(store::ReaderDBClient& reader, store::RunId run) {
        return reader.load_run(run).result.assignments;
    }
};

TEST_F(AssignNew, each_article_goes_where_its_nearest_are) {
    for (const bool topics : {false, true}) {
        const store::RunId run = cluster(*client, topics);
        const std::int64_t first = topics ? 200 : 100;
        add_at(first, 0.333);
        add_at(first + 1, 60.333);
        add_article(first + 2, 0);
        add_vector(first + 2, {0, 0, 0, 0});
        const auto clustered = client->status().clustered;
        const AssignReport report = assign_new(*client, 0);
        EXPECT_EQ(report.run, run);
        EXPECT_EQ(std::tuple(report.articles, report.placed, report.unsure, report.rejected), std::tuple(3, 2, 0, 1));
        const store::Assignments found = rows(*client, run);
        const std::size_t at = found.size() - 3;
        EXPECT_EQ(found.labels[at], found.labels[0]);
        EXPECT_EQ(found.labels[at + 1], found.labels[20]);
        EXPECT_EQ(found.how[at], How::incremental);
        EXPECT_EQ(found.how[at + 2], How::rejected);
        EXPECT_EQ(client->status().clustered, clustered + 2);
        EXPECT_EQ(assign_new(*client, 0).articles, 0) << "none is tried twice";
    }
}

TEST_F(AssignNew, batches_do_not_show) {
    const store::RunId run = cluster(*client);
    for (const double place : {0.4, 25.0, 30.0, 31.0, 32.0, 60.2}) {  // between the groups nobody is sure
        add_at(100 + static_cast<std::int64_t>(place), place);
        EXPECT_EQ(assign_new(*client, 0).articles, 1);
    }
    const auto one_by_one = rows(*client, run);
    execute("DELETE FROM cluster_assignments WHERE how = 'incremental'");
    EXPECT_EQ(assign_new(*client, 0).articles, 6);
    EXPECT_TRUE(rows(*client, run) == one_by_one);
    EXPECT_EQ(std::ranges::count(one_by_one.how, How::incremental), 6);
}

TEST_F(AssignNew, the_next_run_is_the_same_whether_they_were_placed_or_not) {
    for (const bool topics : {false, true}) {
        cluster(*client, topics);
        add_at(topics ? 200 : 100, 0.333);
        add_at(topics ? 201 : 101, 31);
        const auto without = copy(topics ? "topics.db" : "density.db");
        EXPECT_EQ(assign_new(*client, 0).articles, 2);
        EXPECT_TRUE(rows(*client, cluster(*client, topics)) == rows(*without, cluster(*without, topics)));
    }
}

TEST_F(AssignNew, needs_a_published_run) {
    try {
        static_cast<void>(assign_new(*client, 0));
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data);
        EXPECT_THAT(error.what(), testing::HasSubstr("cluster"));
    }
}

}  // namespace
}  // namespace asterism::pipeline
