#include "pipeline/run/warm_start.hpp"

#include <gtest/gtest.h>

#include "pipeline/run/run_records.hpp"

namespace asterism::pipeline {
namespace {

AlgorithmSettings about(int number) {
    AlgorithmSettings algorithm;
    algorithm.topics.emplace().about = number;
    return algorithm;
}

AlgorithmSettings at(std::optional<double> resolution) {
    AlgorithmSettings algorithm;
    algorithm.topics.emplace().resolution = resolution;
    return algorithm;
}

/// A published run that asked for `wanted` and found it at 1.375.
store::RunInfo published(const AlgorithmSettings& wanted) {
    store::RunInfo run;
    run.id = 7;
    run.params = run_params({}, false, false, wanted);
    run.metrics = R"({"topics":{"resolution":1.375}})";
    return run;
}

TEST(WarmStart, is_the_published_run_that_asked_for_the_same_topics) {
    for (const AlgorithmSettings& wanted : {about(40), at(std::nullopt), at(1.375)}) {
        const auto found = warm_start(wanted, Metric::cosine, published(wanted));
        ASSERT_TRUE(found.has_value());
        EXPECT_EQ(found->run, 7);
        EXPECT_EQ(found->resolution, 1.375) << "nothing is searched for any longer";
    }
    AlgorithmSettings stricter = about(40);
    stricter.topics->certainty = 0.9;
    EXPECT_TRUE(warm_start(stricter, Metric::cosine, published(about(40))).has_value()) << "the floor moves no topic";
}

TEST(WarmStart, is_none_for_anything_else) {
    EXPECT_FALSE(warm_start(about(41), Metric::cosine, published(about(40))).has_value());
    EXPECT_FALSE(warm_start(at(1.4), Metric::cosine, published(at(1.375))).has_value());
    EXPECT_FALSE(warm_start(at(1.375), Metric::cosine, published(at(std::nullopt))).has_value());
    EXPECT_FALSE(warm_start(about(40), Metric::euclidean, published(about(40))).has_value());
    EXPECT_FALSE(warm_start(about(40), Metric::cosine, std::nullopt).has_value());
    EXPECT_FALSE(warm_start({}, Metric::cosine, published(about(40))).has_value()) << "HDBSCAN has no start";
    AlgorithmSettings cold = about(40);
    cold.cold = true;
    EXPECT_FALSE(warm_start(cold, Metric::cosine, published(about(40))).has_value());
    store::RunInfo other;
    other.params = run_params({}, false, false);
    other.metrics = "{}";
    EXPECT_FALSE(warm_start(about(40), Metric::cosine, other).has_value()) << "a run of HDBSCAN";
    other.params = "no JSON";
    EXPECT_FALSE(warm_start(about(40), Metric::cosine, other).has_value());
}

TEST(WarmStart, takes_labels_by_id_and_leaves_new_and_gone_articles_out) {
    store::Assignments earlier(IdType::int8);
    for (const std::int64_t id : {2, 3, 5, 8}) {
        earlier.ids.push_back(ArticleId(id));
        earlier.add(-1, 0, 1, store::How::noise, static_cast<std::int32_t>(id * 10));
    }
    ArticleIds ids(IdType::int8);
    for (const std::int64_t id : {1, 3, 4, 5, 9})
        ids.push_back(ArticleId(id));
    EXPECT_EQ(start_labels(ids, earlier), (std::vector<std::int32_t>{-1, 30, -1, 50, -1}));
    earlier.how[1] = store::How::incremental;
    EXPECT_EQ(start_labels(ids, earlier), (std::vector<std::int32_t>{-1, -1, -1, 50, -1})) << "placed after the run";
    EXPECT_EQ(start_labels(ids, store::Assignments(IdType::int8)), std::vector<std::int32_t>(5, -1));
}

TEST(WarmStart, stands_in_the_options_in_place_of_a_number) {
    TopicOptions options;
    options.about = 40;
    const std::vector<std::int32_t> start{0, 1};
    begin_at(options, {.run = 7, .resolution = 1.375}, start);
    EXPECT_FALSE(options.about.has_value());
    EXPECT_EQ(options.resolution, 1.375);
    EXPECT_EQ(options.start.data(), start.data());
}

}  // namespace
}  // namespace asterism::pipeline
