#include "cli/time_left.hpp"

#include <gtest/gtest.h>

#include <array>

namespace asterism::cli {
namespace {

constexpr std::array kPlan{PlannedStage{"index", 10}, PlannedStage{"search", 80}, PlannedStage{"tree", 10}};

TimeLeft planned() {
    TimeLeft left;
    left.plan(kPlan);
    return left;
}

TEST(TimeLeft, says_nothing_without_a_plan_or_outside_of_it) {
    TimeLeft left;
    left.stage("search", 0);
    left.progress(0.5, 100);
    EXPECT_FALSE(left.seconds());
    left.plan(kPlan);
    left.stage("read", 100);
    left.progress(0.5, 200);
    EXPECT_FALSE(left.seconds());
}

TEST(TimeLeft, says_nothing_before_there_is_evidence) {
    TimeLeft left = planned();
    left.stage("index", 0);
    EXPECT_FALSE(left.seconds());
    left.progress(0.3, 3);  // 3 of 100 expected seconds are done
    EXPECT_FALSE(left.seconds());
    left.progress(0.6, 0.9);  // enough is done, but in no time
    EXPECT_FALSE(left.seconds());
    left.progress(0.6, 6);
    EXPECT_TRUE(left.seconds());
}

TEST(TimeLeft, follows_the_plan_while_it_holds) {
    TimeLeft left = planned();
    left.stage("index", 0);
    left.stage("search", 10);
    left.progress(0.5, 50);
    EXPECT_DOUBLE_EQ(left.seconds().value(), 50);
    left.stage("tree", 90);
    left.progress(1, 100);
    EXPECT_DOUBLE_EQ(left.seconds().value(), 0);
}

TEST(TimeLeft, a_stage_that_is_named_again_goes_on) {
    TimeLeft left = planned();
    left.stage("search", 0);
    left.progress(0.5, 40);
    left.stage("search", 40);
    EXPECT_DOUBLE_EQ(left.seconds().value(), 40 + 10);
}

TEST(TimeLeft, a_machine_of_half_the_speed_takes_twice_as_long) {
    TimeLeft left = planned();
    left.stage("index", 1000);
    left.stage("search", 1020);
    left.progress(0.25, 1060);
    EXPECT_DOUBLE_EQ(left.seconds().value(), 120 + 20);
}

TEST(TimeLeft, a_stage_that_is_slower_than_planned_is_judged_by_itself) {
    TimeLeft left = planned();
    left.stage("index", 0);
    left.stage("search", 10);
    left.progress(0.5, 90);  // 80 s for its first half; so far 90 s for 50 expected
    EXPECT_DOUBLE_EQ(left.seconds().value(), 80 + 18);
}

TEST(TimeLeft, is_never_negative_whatever_the_clock_and_the_counts_say) {
    TimeLeft left = planned();
    left.stage("index", 50);
    left.stage("search", 40);
    left.progress(7, 10);
    EXPECT_GE(left.seconds().value_or(0), 0);
    left.progress(-1, 90);
    EXPECT_GE(left.seconds().value_or(0), 0);
    const std::array nothing{PlannedStage{"index", 0}};
    left.plan(nothing);
    left.stage("index", 0);
    left.progress(0.5, 10);
    EXPECT_GE(left.seconds().value_or(0), 0);
}

TEST(TimeLeft, is_shown_rounded_up) {
    EXPECT_EQ(time_left_text({}), "");
    EXPECT_EQ(time_left_text(0.0), "about 1 s left");
    EXPECT_EQ(time_left_text(7.2), "about 8 s left");
    EXPECT_EQ(time_left_text(31.0), "about 35 s left");
    EXPECT_EQ(time_left_text(600.0), "about 10 min left");
}

}  // namespace
}  // namespace asterism::cli
