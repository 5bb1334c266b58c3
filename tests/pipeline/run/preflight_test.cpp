#include "pipeline/run/preflight.hpp"

#include <gtest/gtest.h>

#include <string>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

std::uint64_t bytes(std::uint64_t rows, std::uint64_t dimensions, const ClusterOptions& options = {}) {
    return forecast(rows, dimensions, options, false).bytes;
}

ClusterOptions with_samples(int min_samples) {
    ClusterOptions options;
    options.min_samples = min_samples;
    return options;
}

TEST(Preflight, keeps_the_promise_of_twice_the_vectors_and_a_little) {
    for (const std::uint64_t rows : {11109U, 23850U, 50000U, 100000U, 400000U}) {
        for (const std::uint64_t dimensions : {384U, 768U, 1536U}) {
            const std::uint64_t vectors = rows * dimensions * 4;
            EXPECT_GT(bytes(rows, dimensions), vectors);
            EXPECT_LT(bytes(rows, dimensions), 2 * vectors + (64U << 20U)) << rows << " x " << dimensions;
        }
    }
}

TEST(Preflight, more_neighbours_need_more_memory_but_never_more_than_there_are_rows) {
    EXPECT_GT(bytes(10000, 8, with_samples(1000)), bytes(10000, 8));
    EXPECT_EQ(bytes(10, 8, with_samples(2'000'000'000)), bytes(10, 8, with_samples(10)));
}

TEST(Preflight, time_grows_with_the_pairs_and_names_every_stage_of_the_engine) {
    const auto small = forecast(20000, 384, {}, false);
    const auto large = forecast(200000, 384, {}, true);
    EXPECT_GT(small.seconds, 0);
    EXPECT_GT(large.seconds, small.seconds);  // a hundred times; each measures the machine as busy as it is then
    ASSERT_EQ(small.stages.size(), 5U);
    ASSERT_EQ(large.stages.size(), 6U);
    EXPECT_EQ(small.stages[2].name, "neighbors");
    EXPECT_EQ(large.stages[5].name, "verify");
    for (const auto& stage : small.stages)
        EXPECT_GT(stage.seconds, 0) << stage.name;
}

TEST(Preflight, the_paths_without_the_filter_have_their_own_times) {
    ClusterOptions hdbscan;
    hdbscan.ties = Ties::hdbscan;
    EXPECT_GT(forecast(50000, 384, hdbscan, false).seconds, forecast(50000, 384, {}, false).seconds);
    EXPECT_GT(forecast(2000, 1024, {}, false).seconds, forecast(500, 1024, {}, false).seconds);
    EXPECT_GE(forecast(1, 3, {}, false).seconds, 0);
    EXPECT_GE(forecast(0, 0, {}, true).seconds, 0);
}

std::string stage_names(const AlgorithmSettings& algorithm, bool verified, bool warm) {
    std::string names;
    for (const auto& stage : forecast(20000, 384, {}, verified, algorithm, warm).stages) {
        EXPECT_GT(stage.seconds, 0) << stage.name;
        names += std::string(stage.name) + ' ';
    }
    return names;
}

TEST(Preflight, topics_and_their_proofs_are_foreseen_cold_and_warm) {
    AlgorithmSettings topics;
    topics.topics.emplace();
    EXPECT_EQ(stage_names(topics, false, false), "prepare index neighbors graph resolution topics certainty layers ");
    EXPECT_EQ(stage_names(topics, true, true),
              "prepare index neighbors graph topics certainty layers verify_graph verify ");
    topics.topics->resolution = 1;
    EXPECT_EQ(stage_names(topics, false, false), "prepare index neighbors graph topics certainty layers ");
    AlgorithmSettings attach;
    attach.attach.emplace();
    EXPECT_EQ(stage_names(attach, true, false),
              "prepare index neighbors graph spanning_tree hierarchy verify verify_graph ");
}

TEST(Preflight, what_can_never_fit_is_refused_with_both_numbers) {
    try {
        preflight(1ULL << 40U, 1024, {}, false, nullptr);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::preflight);
        EXPECT_NE(std::string(error.what()).find("MiB are available"), std::string::npos);
    }
    EXPECT_NO_THROW(preflight(10, 4, {}, false, nullptr));
}

TEST(Preflight, tells_the_observer_what_lies_ahead) {
    struct Planned : Observer {
        void plan(std::span<const PlannedStage> stages) override { count = stages.size(); }
        std::size_t count = 0;
    } observer;
    preflight(1000, 16, {}, false, &observer);
    EXPECT_EQ(observer.count, 5U);
}

TEST(Preflight, durations_are_as_rough_as_they_are_known) {
    EXPECT_EQ(rough_duration(0.2), "less than 1 s");
    EXPECT_EQ(rough_duration(77.6), "78 s");
    EXPECT_EQ(rough_duration(600), "10 min");
    EXPECT_EQ(rough_duration(7300), "2 h");
}

}  // namespace
}  // namespace asterism::pipeline
