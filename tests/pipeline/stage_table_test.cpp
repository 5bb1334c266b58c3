#include "pipeline/stage_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

struct Listening : Observer {
    void stage(std::string_view name) override { stages.emplace_back(name); }
    [[nodiscard]] bool cancelled() const override { return cancel; }
    std::vector<std::string> stages;
    bool cancel = false;
};

TEST(StageTable, stages_are_announced_timed_and_kept_in_order) {
    Listening observer;
    StageTable table(&observer);
    const auto moved = table.run("read", [] { return std::make_unique<int>(7); });
    table.run("publish", [] {});
    EXPECT_EQ(*moved, 7);
    EXPECT_THAT(observer.stages, testing::ElementsAre("read", "publish"));
    ASSERT_EQ(table.stages().size(), 2U);
    EXPECT_EQ(table.stages()[1].name, "publish");
    EXPECT_GE(table.stages()[0].use.wall_s, 0);
    EXPECT_GT(table.stages()[0].use.peak_bytes, 0);
}

TEST(StageTable, a_stage_that_throws_leaves_no_entry) {
    StageTable table(nullptr);
    EXPECT_THROW(table.run("read", [] { throw std::runtime_error("gone"); }), std::runtime_error);
    EXPECT_TRUE(table.stages().empty());
}

TEST(StageTable, after_a_cancellation_no_stage_begins) {
    Listening observer;
    observer.cancel = true;
    StageTable table(&observer);
    bool ran = false;
    EXPECT_THROW(table.run("publish", [&] { ran = true; }), Error);
    EXPECT_FALSE(ran);
}

}  // namespace
}  // namespace asterism::pipeline
