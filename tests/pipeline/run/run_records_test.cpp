#include "pipeline/run/run_records.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace asterism::pipeline {
namespace {

using nlohmann::json;

TEST(RunRecords, params_hold_every_option_as_used) {
    ClusterOptions options;
    options.min_cluster_size = 25;
    options.method = SelectionMethod::leaf;
    const auto read = json::parse(run_params(options, true, false));
    EXPECT_EQ(read["min_cluster_size"], 25);
    EXPECT_EQ(read["min_samples"], 25) << "the default is min_cluster_size";
    EXPECT_EQ(read["method"], "leaf");
    EXPECT_EQ(read["metric"], "cosine");
    EXPECT_EQ(read["ties"], "canonical");
    EXPECT_EQ(read["strict"], true);
    EXPECT_EQ(read["algorithm"], "hdbscan");
    EXPECT_EQ(read["attach"], nullptr);
    EXPECT_EQ(read.size(), 16U);
}

TEST(RunRecords, params_of_attachment_hold_the_floor_or_the_share_that_decided) {
    AlgorithmSettings algorithm;
    algorithm.attach = AttachOptions{};
    const auto floor = json::parse(run_params({}, false, false, algorithm));
    EXPECT_EQ(floor["attach"], 0.5);
    EXPECT_EQ(floor["max_noise"], nullptr);
    algorithm.attach->max_noise = 0.25;
    const auto share = json::parse(run_params({}, false, false, algorithm));
    EXPECT_EQ(share["attach"], nullptr) << "it is not looked at";
    EXPECT_EQ(share["max_noise"], 0.25);
}

TEST(RunRecords, params_of_topics_are_theirs_alone) {
    AlgorithmSettings algorithm;
    algorithm.topics = TopicOptions{};
    algorithm.topics->certainty = 0.25;
    const auto read = json::parse(run_params({}, false, false, algorithm));
    EXPECT_EQ(read["algorithm"], "topics");
    EXPECT_EQ(read["certainty"], 0.25);
    EXPECT_EQ(read["resolution"], nullptr) << "found by the run";
    EXPECT_EQ(read["min_cluster_size"], 10);
    EXPECT_FALSE(read.contains("min_samples"));
}

TEST(RunRecords, every_metric_has_its_own_name) {
    EXPECT_EQ(to_string(Metric::cosine), "cosine");
    EXPECT_EQ(to_string(Metric::euclidean), "euclidean");
    EXPECT_EQ(to_string(Metric::precomputed), "precomputed");
}

TEST(RunRecords, metrics_count_all_rejections_and_list_the_first) {
    std::vector<store::RejectedRow> rejected;
    for (std::int64_t id = 0; id < 1500; ++id) {
        rejected.push_back({id, id % 3 == 0 ? store::Rejection::zero_norm : store::Rejection::null_vector});
    }
    const std::vector<StageUse> stages{{"read", {1.5, 2.5, 1024}}};
    const std::vector<store::RunCluster> clusters{{0, {}, 10, 0.5, "{}"}, {1, {}, 30, 0.25, "{}"}};
    EngineRecord engine;  // GCC 12 sees values not set in a temporary of this type
    engine.tree_digest = "d";
    ThemeRecord themes;
    themes.source = "spacy";
    themes.sampled = 7;
    const auto read = json::parse(run_metrics(stages, rejected, 3, clusters, 100, 60, engine, themes));
    EXPECT_EQ(read["rejected"]["count"], 1500);
    EXPECT_EQ(read["rejected"]["by_reason"]["zero_norm"], 500);
    EXPECT_EQ(read["rejected"]["rows"].size(), kListedRejections);
    EXPECT_EQ(read["rejected"]["rows"][1], json::parse(R"({"id":1,"reason":"null_vector"})"));
    EXPECT_EQ(read["stages"][0], json::parse(R"({"name":"read","wall_s":1.5,"cpu_s":2.5,"peak_bytes":1024})"));
    EXPECT_EQ(read["orphans"], 3);
    EXPECT_EQ(read["noise_share"], 0.6);
    EXPECT_EQ(read["largest_cluster"], 30);
    EXPECT_EQ(read["mean_persistence"], 0.375);
    EXPECT_EQ(read["tree_digest"], "d");
    EXPECT_EQ(read["themes"]["source"], "spacy");
    EXPECT_EQ(read["themes"]["sampled"], 7);
    EXPECT_FALSE(read.contains("label_endpoint"));
    EXPECT_TRUE(read.contains("engine"));
    EXPECT_FALSE(read.contains("verified"));
}

}  // namespace
}  // namespace asterism::pipeline
