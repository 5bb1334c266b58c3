#include "pipeline/run/schedule.hpp"

#include <gtest/gtest.h>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

std::optional<store::RunInfo> started(const char* time) {
    store::RunInfo run;
    run.started_at = time;
    return run;
}

TEST(Schedule, intervals_are_read_as_people_write_them) {
    EXPECT_EQ(parse_interval("30m"), seconds(1800));
    EXPECT_EQ(parse_interval("12h"), hours(12));
    EXPECT_EQ(parse_interval("1d"), hours(24));
    EXPECT_EQ(parse_interval("2w"), hours(336));
    EXPECT_EQ(parse_interval("hourly"), hours(1));
    EXPECT_EQ(parse_interval("daily"), hours(24));
    EXPECT_EQ(parse_interval("weekly"), hours(168));
}

TEST(Schedule, anything_else_is_a_usage_error_that_shows_the_forms) {
    for (const char* text :
         {"", "d", "0h", "-1d", "1.5d", "1 d", "1day", "12", "99999999999999999999h", "9999999w", "nightly"}) {
        try {
            (void)parse_interval(text);
            FAIL() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::usage);
            EXPECT_NE(std::string(error.what()).find("12h"), std::string::npos);
        }
    }
}

TEST(Schedule, the_first_run_is_due_at_once) {
    EXPECT_TRUE(is_due(std::nullopt, hours(24), TimePoint(seconds(0))));
    EXPECT_EQ(due_at(std::nullopt, hours(24)), std::nullopt);
}

TEST(Schedule, the_next_is_due_one_interval_after_the_start_of_the_last) {
    const auto last = started("2024-05-01T03:00:00Z");
    EXPECT_EQ(due_at(last, hours(24)), parse_time("2024-05-02T03:00:00Z"));
    EXPECT_FALSE(is_due(last, hours(24), *parse_time("2024-05-01T15:00:00Z")));
    EXPECT_TRUE(is_due(last, hours(24), *parse_time("2024-05-02T03:00:00Z")));
}

TEST(Schedule, a_timer_that_fires_a_moment_early_does_not_skip_a_night) {
    const auto last = started("2024-05-01T03:00:05Z");
    EXPECT_TRUE(is_due(last, hours(24), *parse_time("2024-05-02T03:00:00Z")));
    EXPECT_FALSE(is_due(last, hours(24), *parse_time("2024-05-02T02:00:00Z"))) << "an hour early is not a moment";
}

}  // namespace
}  // namespace asterism::pipeline
