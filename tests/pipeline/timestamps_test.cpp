#include "pipeline/timestamps.hpp"

#include <gtest/gtest.h>

namespace asterism::pipeline {
namespace {

std::string utc(std::string_view text) {
    const auto time = parse_time(text);
    return time ? format_utc(*time) : "none";
}

TEST(Timestamps, iso_dates_and_times_become_utc) {
    EXPECT_EQ(utc("2024-05-01"), "2024-05-01T00:00:00Z");
    EXPECT_EQ(utc("2024-05-01T10:20:30Z"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("2024-05-01 10:20:30"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("2024-05-01T10:20"), "2024-05-01T10:20:00Z");
    EXPECT_EQ(utc("2024-05-01T10:20:30.987654Z"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("  2024-05-01T10:20:30Z\n"), "2024-05-01T10:20:30Z");
}

TEST(Timestamps, offsets_of_every_usual_spelling_count) {
    EXPECT_EQ(utc("2024-05-01T01:20:30+02:00"), "2024-04-30T23:20:30Z");
    EXPECT_EQ(utc("2024-05-01T01:20:30+0200"), "2024-04-30T23:20:30Z");
    EXPECT_EQ(utc("2024-05-01T01:20:30+02"), "2024-04-30T23:20:30Z");
    EXPECT_EQ(utc("2024-05-01 01:20:30.5 -05:30"), "2024-05-01T06:50:30Z");
    EXPECT_EQ(utc("2024-05-01T01:20-0800"), "2024-05-01T09:20:00Z");
}

TEST(Timestamps, dates_of_feeds_and_mail_are_understood) {
    EXPECT_EQ(utc("Wed, 01 May 2024 10:20:30 +0200"), "2024-05-01T08:20:30Z");
    EXPECT_EQ(utc("Wed, 01 May 2024 10:20:30 GMT"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("1 May 2024 10:20:30 UTC"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("26-FEB-1987 15:01:01.79"), "1987-02-26T15:01:01Z");
    EXPECT_EQ(utc("1-Mar-1987 15:01:01 +0100"), "1987-03-01T14:01:01Z");
    EXPECT_EQ(utc("31-FEB-1987 15:01:01"), "none");
}

TEST(Timestamps, what_no_calendar_has_is_refused) {
    for (const char* text : {"", "yesterday", "2024-02-30", "2024-13-01", "2024-05-01T25:00:00Z",
                             "2024-05-01T10:20:30Zebra", "2024-05-01T10:20:30+02:00 or so", "01.05.2024 10:20"}) {
        EXPECT_EQ(utc(text), "none") << text;
    }
}

TEST(Timestamps, times_before_1970_and_far_ahead_survive) {
    EXPECT_EQ(utc("1815-06-18T11:00:00Z"), "1815-06-18T11:00:00Z");
    EXPECT_EQ(utc("2900-02-28T23:59:59Z"), "2900-02-28T23:59:59Z");
}

}  // namespace
}  // namespace asterism::pipeline
