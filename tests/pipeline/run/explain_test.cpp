#include "pipeline/run/explain.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "pipeline/reader_fixture.hpp"

namespace asterism::pipeline {
namespace {

using testing::ElementsAre;

/// Two dense groups, twenty degrees apart, in the plane of the first two axes; some articles stand alone on one side.
class Explain : public ReaderTest {
 protected:
    Explain() {
        settings.engine.min_cluster_size = 5;
        settings.themes.threads = 1;
        for (std::int64_t k = 0; k < 20; ++k) {
            add_at(1 + k, 0.05 * static_cast<double>(k));
            add_at(21 + k, 20 + 0.05 * static_cast<double>(k));
        }
        for (std::int64_t k = 0; k < 4; ++k)
            add_at(100 + k, -40 - 5 * static_cast<double>(k));
    }
    void add_at(std::int64_t id, double degrees) {
        const double angle = degrees * 3.14159265358979 / 180;
        add_article(id, 0);
        add_vector(id, {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle)), 0, 0});
    }
    /// What a run says of itself.
    Way run(const std::string& options, ClusteringSettings wanted) {
        wanted.dry_run = true;
        const auto report = step2_clustering(*client, wanted);
        Way way{.options = options, .clusters = std::ssize(report.clusters), .noise = report.noise};
        for (const auto& cluster : report.clusters)
            way.largest = std::max(way.largest, cluster.article_count);
        return way;
    }
    ClusteringSettings settings;
};

void expect_same(const Way& found, const Way& expected) {
    EXPECT_EQ(found.options, expected.options);
    EXPECT_EQ(found.clusters, expected.clusters) << found.options;
    EXPECT_EQ(found.noise, expected.noise) << found.options;
    EXPECT_EQ(found.largest, expected.largest) << found.options;
}

TEST_F(Explain, says_of_every_way_what_a_run_gives) {
    const Explanation found = explain(*client, settings);
    EXPECT_EQ(found.rows, 44);
    ClusteringSettings attaching = settings;
    attaching.algorithm.attach.emplace();
    ClusteringSettings leaf = settings;
    leaf.engine.method = SelectionMethod::leaf;
    ClusteringSettings topics = settings;
    topics.algorithm.topics.emplace().layers = false;
    ASSERT_EQ(found.ways.size(), 4U);
    expect_same(found.ways[0], run("--method eom", settings));
    expect_same(found.ways[1], run("--method eom --attach 0.5", attaching));
    expect_same(found.ways[2], run("--method leaf", leaf));
    expect_same(found.ways[3], run("--algorithm topics", topics));
    EXPECT_EQ(found.ways[0].noise, 4) << "else attaching shows nothing";
    EXPECT_EQ(found.ways[1].noise, 0);
}

TEST_F(Explain, goes_by_the_options_that_are_given) {
    settings.engine.method = SelectionMethod::leaf;
    settings.algorithm.attach.emplace().max_noise = 0.05;
    const Explanation found = explain(*client, settings);
    std::vector<std::string> options;
    for (const Way& way : found.ways)
        options.push_back(way.options);
    EXPECT_THAT(options,
                ElementsAre("--method leaf", "--method leaf --max-noise 0.05", "--method eom", "--algorithm topics"));
    expect_same(found.ways[1], run("--method leaf --max-noise 0.05", settings));
}

TEST_F(Explain, leaves_no_trace) {
    (void)explain(*client, settings);
    EXPECT_TRUE(client->runs(0).empty());
    EXPECT_EQ(client->status().clustered, 0);
}

}  // namespace
}  // namespace asterism::pipeline
