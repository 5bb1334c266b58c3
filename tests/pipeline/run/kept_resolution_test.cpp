#include "pipeline/run/kept_resolution.hpp"

#include <gtest/gtest.h>

#include "pipeline/run/run_records.hpp"

namespace asterism::pipeline {
namespace {

AlgorithmSettings about(int number) {
    AlgorithmSettings algorithm;
    algorithm.topics.emplace().about = number;
    return algorithm;
}

/// A published run about 40 topics, found at 1.375.
store::RunInfo published() {
    store::RunInfo run;
    run.params = run_params({}, false, false, about(40));
    run.metrics = R"({"topics":{"resolution":1.375}})";
    return run;
}

TEST(KeptResolution, the_same_number_keeps_what_was_found_for_it) {
    const auto kept = with_kept_resolution(about(40), Metric::cosine, published());
    EXPECT_EQ(kept.topics.value().resolution, 1.375);
    EXPECT_FALSE(kept.topics.value().about.has_value()) << "nothing is searched for any longer";
}

TEST(KeptResolution, anything_else_is_searched_for) {
    const auto searched = [](const AlgorithmSettings& wanted, Metric metric, const std::optional<store::RunInfo>& run) {
        return !with_kept_resolution(wanted, metric, run).topics.value().resolution;
    };
    EXPECT_TRUE(searched(about(41), Metric::cosine, published()));
    EXPECT_TRUE(searched(about(40), Metric::euclidean, published()));
    EXPECT_TRUE(searched(about(40), Metric::cosine, std::nullopt));
    AlgorithmSettings cold = about(40);
    cold.cold = true;
    EXPECT_TRUE(searched(cold, Metric::cosine, published()));
    store::RunInfo other = published();
    other.params = run_params({}, false, false);
    other.metrics = "{}";
    EXPECT_TRUE(searched(about(40), Metric::cosine, other)) << "a run of HDBSCAN";
    other.params = "no JSON";
    EXPECT_TRUE(searched(about(40), Metric::cosine, other));
}

}  // namespace
}  // namespace asterism::pipeline
