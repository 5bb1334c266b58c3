#include "base/calendar_text.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/utc_time.hpp"

namespace asterism {
namespace {

std::string utc(std::string_view text) {
    const auto time = parse_calendar_text(text);
    return time ? format_utc(*time) : "none";
}

void expect_each(const std::vector<const char*>& texts, const char* time) {
    for (const char* text : texts)
        EXPECT_EQ(utc(text), time) << text;
}

TEST(CalendarText, dates_of_iso_8601_begin_at_midnight) {
    expect_each({"2024-05-01", "2024-5-1", "2024/05/01", "2024.05.01", "20240501", "2024-05", "2024-122", "2024-W18-3",
                 "2024W183", "2024-05-01Z", "2024-w18-3"},
                "2024-05-01T00:00:00Z");
    EXPECT_EQ(utc("2020-W53-7"), "2021-01-03T00:00:00Z");
    EXPECT_EQ(utc("2024-W18"), "2024-04-29T00:00:00Z");
    EXPECT_EQ(utc("2024-366"), "2024-12-31T00:00:00Z");
    EXPECT_EQ(utc("2024-02-29"), "2024-02-29T00:00:00Z");
    EXPECT_EQ(utc("1815-06-18"), "1815-06-18T00:00:00Z");
}

TEST(CalendarText, times_of_iso_8601_as_feeds_and_databases_write_them) {
    expect_each(
        {"2024-05-01T10:20:30Z", "2024-05-01t10:20:30z", "2024-05-01 10:20:30", "2024-05-01  10:20:30Z",
         "2024-05-01T10:20:30.987654321987654321Z", "2024-05-01T10:20:30,5Z", "20240501T102030Z", "20240501T102030.5Z",
         "20240501 102030", "2024-05-01T10:20:30 UTC", "2024-05-01 10:20:30 +0000 UTC", "2024-05-01T10:20:30-00:00",
         "2024-05-01 10:20:30.5+00", "Wed 2024-05-01 10:20:30 UTC", "2024/05/01 10:20:30", "2024-05-01 10:20:30 AM"},
        "2024-05-01T10:20:30Z");
    expect_each({"2024-05-01T10:20", "20240501T1020", "2024-05-01 10:20 +0000"}, "2024-05-01T10:20:00Z");
    EXPECT_EQ(utc("2016-12-31T23:59:60Z"), "2017-01-01T00:00:00Z");
    EXPECT_EQ(utc("2024-05-01T24:00:00Z"), "2024-05-02T00:00:00Z");
}

TEST(CalendarText, offsets_of_every_spelling_count) {
    expect_each(
        {"2024-05-01T01:20:30+02:00", "2024-05-01T01:20:30+0200", "2024-05-01T01:20:30+02",
         "2024-05-01 01:20:30 +02:00", "2024-05-01T01:20:30+02:00[Europe/Berlin]", "2024-05-01 01:20:30 +0200 CEST",
         "2024-05-01 01:20:30 CEST", "2024-05-01 01:20:30 GMT+2", "2024-05-01T01:20:30 UTC+02:00"},
        "2024-04-30T23:20:30Z");
    expect_each({"2024-05-01 01:20:30.5 -05:30", "2024-05-01T01:20:30\u221205:30"}, "2024-05-01T06:50:30Z");
    EXPECT_EQ(utc("2024-05-01+02:00"), "2024-04-30T22:00:00Z");
}

TEST(CalendarText, dates_of_rfc_822_and_its_successors) {
    expect_each(
        {"Wed, 01 May 2024 10:20:30 +0200", "Wed, 01 May 24 10:20:30 +0200", "1 May 24 10:20:30 +0200",
         "wed, 1 may 2024 10:20:30 +0200", "WED, 01 MAY 2024 10:20:30 +0200", "Wed, 01 May 124 10:20:30 +0200",
         "Wednesday, 1 May 2024 10:20:30 +0200", "Wed 01 May 2024 10:20:30 +02:00", "Wed,01 May 2024 10:20:30 +0200",
         "Wed (day), 01 May 2024 10:20:30 +0200 (a \\) comment (in another))", "Wed,\r\n 01 May\t2024 10:20:30 +0200",
         "Fri, 01 May 2024 10:20:30 +0200", "mer., 01 May 2024 10:20:30 +0200", "\xC5\x9Ar, 1 May 2024 10:20:30 CEST",
         "Wed, 01 May 2024 10:20:30.123 +0200", "Wed, 1st May 2024 10:20:30 +0200"},
        "2024-05-01T08:20:30Z");
    EXPECT_EQ(utc("Wed, 01 May 2024 10:20 GMT"), "2024-05-01T10:20:00Z");
    EXPECT_EQ(utc("Wed, 01 May 2024 9:05:00 GMT"), "2024-05-01T09:05:00Z");
    EXPECT_EQ(utc("Sun, 1 Sept 2024 00:00:00 GMT"), "2024-09-01T00:00:00Z");
    EXPECT_EQ(utc("Sun, 1 September 2024 00:00:00 GMT"), "2024-09-01T00:00:00Z");
    EXPECT_EQ(utc("1 May 2024"), "2024-05-01T00:00:00Z");
}

TEST(CalendarText, years_of_two_digits_follow_rfc_2822) {
    EXPECT_EQ(utc("1 Jan 00 00:00:00 GMT"), "2000-01-01T00:00:00Z");
    EXPECT_EQ(utc("1 Jan 49 00:00:00 GMT"), "2049-01-01T00:00:00Z");
    EXPECT_EQ(utc("1 Jan 50 00:00:00 GMT"), "1950-01-01T00:00:00Z");
    EXPECT_EQ(utc("1 Jan 99 00:00:00 GMT"), "1999-01-01T00:00:00Z");
    EXPECT_EQ(utc("1 Jan 100 00:00:00 GMT"), "2000-01-01T00:00:00Z");
}

TEST(CalendarText, zones_of_rfc_822_and_a_few_more) {
    const auto at_ten = [](const std::string& zone) { return utc("Wed, 01 May 2024 10:00:00 " + zone).substr(8, 8); };
    for (const char* zone : {"UT", "GMT", "UTC", "Z", "z", "A", "k", "Y"})
        EXPECT_EQ(at_ten(zone), "01T10:00") << zone;
    EXPECT_EQ(at_ten("EST"), "01T15:00");
    EXPECT_EQ(at_ten("edt"), "01T14:00");
    EXPECT_EQ(at_ten("CST"), "01T16:00");
    EXPECT_EQ(at_ten("CDT"), "01T15:00");
    EXPECT_EQ(at_ten("MST"), "01T17:00");
    EXPECT_EQ(at_ten("MDT"), "01T16:00");
    EXPECT_EQ(at_ten("PST"), "01T18:00");
    EXPECT_EQ(at_ten("PDT"), "01T17:00");
    EXPECT_EQ(at_ten("JST"), "01T01:00");
    for (const char* zone : {"J", "IST", "Zebra", "+2", "+200", "+9900", "+0260", "+02:00 or so", "GMT GMT"})
        EXPECT_EQ(utc(std::string("Wed, 01 May 2024 10:00:00 ") + zone), "none") << zone;
}

TEST(CalendarText, dates_of_rfc_850_asctime_and_programs) {
    expect_each({"Wednesday, 01-May-24 10:20:30 GMT", "Wed May  1 10:20:30 2024", "Wed May 01 10:20:30 +0000 2024",
                 "Wed May  1 12:20:30 CEST 2024", "Wed May 01 2024 12:20:30 GMT+0200 (Central European Summer Time)",
                 "1-MAY-2024 10:20:30.55", "01-May-2024 10:20:30", "2024-May-01 10:20:30", "May 1, 2024 10:20:30 AM",
                 "Wednesday, May 1st, 2024, 10:20:30", "May. 1 2024 10:20:30\u202Fam"},
                "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("May 1, 2024 3:20 PM"), "2024-05-01T15:20:00Z");
    EXPECT_EQ(utc("May 1, 2024 12:20 AM"), "2024-05-01T00:20:00Z");
    EXPECT_EQ(utc("May 1, 2024 12:20 PM"), "2024-05-01T12:20:00Z");
    EXPECT_EQ(utc("26-FEB-1987 15:01:01.79"), "1987-02-26T15:01:01Z");
    EXPECT_EQ(utc("May 2024"), "2024-05-01T00:00:00Z");
}

TEST(CalendarText, the_year_may_come_last_where_only_one_day_can_be_meant) {
    using std::chrono::sys_days;
    const auto last = sys_days(std::chrono::year(2025) / 1 / 1);
    for (auto at = sys_days(std::chrono::year(2023) / 1 / 1); at < last; at += std::chrono::days(1)) {
        const std::chrono::year_month_day date(at);
        const auto day = static_cast<unsigned>(date.day()), month = static_cast<unsigned>(date.month());
        const std::string whole = format_utc(at);
        const std::string meant = day > 12 || day == month ? whole.substr(0, 10) : "none";
        for (const char* form : {"{:02}/{:02}/{}", "{}/{}/{}", "{:02}.{:02}.{}", "{}-{}-{}"})
            for (const auto& [first, second] : {std::pair(day, month), std::pair(month, day)}) {
                const std::string text = fmt::format(fmt::runtime(form), first, second, static_cast<int>(date.year()));
                EXPECT_EQ(utc(text).substr(0, 10), meant) << text;
            }
    }
    expect_each({"12/31/2024 11:59:59 PM", "31/12/2024 23:59:59", "Tuesday, 31.12.2024, 23:59:59 UTC",
                 "12-31-2024 6:59:59 PM EST", "31/12/2024T23:59:59Z"},
                "2024-12-31T23:59:59Z");
}

TEST(CalendarText, clocks_without_leading_zeros_or_minutes) {
    std::mt19937_64 random(7);
    for (int i = 0; i < 2000; ++i) {
        const auto hour = random() % 24, minute = random() % 60, second = random() % 60;
        EXPECT_EQ(utc(fmt::format("2024-05-01 {}:{}:{}", hour, minute, second)),
                  fmt::format("2024-05-01T{:02}:{:02}:{:02}Z", hour, minute, second));
        EXPECT_EQ(utc(fmt::format("2024-05-01T{:02}Z", hour)), fmt::format("2024-05-01T{:02}:00:00Z", hour));
    }
    EXPECT_EQ(utc("Wed, 01 May 2024 1:2:3 EST"), "2024-05-01T06:02:03Z");
    expect_each({"2024-05-01T10", "20240501T10", "2024-05-01T12+02", "2024-05-01T10 UTC"}, "2024-05-01T10:00:00Z");
}

TEST(CalendarText, what_no_calendar_has_or_could_be_two_days_is_refused) {
    for (const char* text : {"2024-02-30",
                             "2023-02-29",
                             "2024-13-01",
                             "2024-00-01",
                             "2024-05-00",
                             "2023-366",
                             "2024-W54",
                             "2024-W18-8",
                             "31-FEB-1987 15:01:01",
                             "2024-05-01T25:00:00Z",
                             "2024-05-01T24:00:01Z",
                             "2024-05-01T10:60",
                             "2024-05-01T10:30:61",
                             "2024-05-01T",
                             "2024-05-01T10:30:",
                             "2024-05-01T10:30:00.",
                             "2024-05-01T10:30:00+2",
                             "2024-05-01T10:30:00+02:0",
                             "2024-05-01x",
                             "2024-05-01T10:20:30Zebra",
                             "2024-05-01T10:20:30+02:00 or so",
                             "01.05.2024 10:20",
                             "01/05/2024",
                             "01-05-2024",
                             "13/05/24",
                             "13/13/2024",
                             "31/02/2024",
                             "12/31.2024",
                             "13/05",
                             "13/05/2024/1",
                             "0/5/2024",
                             "2024-05-01T1",
                             "2024-05-01T10.5",
                             "2024-05-01T25",
                             "20240501 10",
                             "2024-05-01 10",
                             "2024-05-01 1:2:",
                             "2024-05-01 1:2:003",
                             "05/01/24",
                             "1. Mai 2024",
                             "-2024-05-01",
                             "May",
                             "1 May",
                             "1 May 4",
                             "Mai, 2024",
                             "10:20:30",
                             "1 May 2024 13:20 PM",
                             "1 May June 2024",
                             "1 2 May 2024",
                             "2024-05-01 10:20 11:20",
                             "2024-05-01 2024",
                             "2024-05-01 (open",
                             "2024-W99999999999999999999",
                             "99999999999999999999-01-01"})
        EXPECT_EQ(utc(text), "none") << text;
}

}  // namespace
}  // namespace asterism
