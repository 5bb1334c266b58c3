#include "pipeline/run/engine_record.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <random>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

using testing::HasSubstr;

struct EngineRecordTest : testing::Test {
    EngineRecordTest() {
        std::mt19937 random(5);
        for (int i = 0; i < 60; ++i) {
            float* row = matrix.add_row();
            for (int k = 0; k < 3; ++k)
                row[k] = static_cast<float>(random() % 1000) - 500.5F;
        }
        clustering = cluster(matrix.view(), {});
    }
    EngineRecord record(bool verified) {
        return record_engine(prepare(matrix.view(), Metric::cosine), clustering, {}, verified,
                             {.bytes = 7, .seconds = 0.5, .stages = {{"index", 0.5}}}, stages, nullptr);
    }
    Matrix matrix{3};
    Clustering clustering;
    StageTable stages{nullptr};
};

TEST_F(EngineRecordTest, says_how_the_engine_worked_and_what_was_proved) {
    const auto plain = engine_json(record(false));
    EXPECT_EQ(plain["tree_digest"].get<std::string>().size(), 32U);
    EXPECT_EQ(plain["engine"]["distinct_rows"], 60);
    EXPECT_EQ(plain["engine"]["neighbors"]["pairs"], 60 * 59 / 2);
    EXPECT_EQ(plain["engine"]["forecast"],
              nlohmann::ordered_json::parse(R"({"bytes":7,"seconds":0.5,"stages":{"index":0.5}})"));
    EXPECT_EQ(plain["engine"]["stages"][2]["name"], "neighbors");
    EXPECT_FALSE(plain.contains("verified"));
    EXPECT_TRUE(stages.stages().empty());
    const auto verified = engine_json(record(true));
    EXPECT_EQ(verified["verified"],
              nlohmann::ordered_json::parse(R"({"complete":true,"rows":60,"pairs":1770,"edges":59})"));
    EXPECT_EQ(stages.stages().front().name, "verify");
}

TEST_F(EngineRecordTest, a_wrong_result_is_an_internal_error_that_says_what_is_wrong) {
    clustering.prediction.core_distances[7] *= 1.5;
    EXPECT_NO_THROW((void)record(false));
    try {
        (void)record(true);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::internal);
        EXPECT_THAT(error.what(), HasSubstr("row 7:"));
    }
}

TEST_F(EngineRecordTest, a_sample_is_described_as_one) {
    const Verification sample{.rows_checked = 500,
                              .pairs_checked = 199'999'500,
                              .edges_checked = 98,
                              .complete = false,
                              .violations = 0,
                              .findings = {}};
    EXPECT_EQ(describe(sample, 400'000),
              "500 of 400000 rows were held against all others (199999500 pairs) and 98 tree edges proved");
}

}  // namespace
}  // namespace asterism::pipeline
