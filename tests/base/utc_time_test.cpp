#include "base/utc_time.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <string>

namespace asterism {
namespace {

std::string utc(std::string_view text) {
    const auto time = parse_time(text);
    return time ? format_utc(*time) : "none";
}

TEST(UtcTime, agrees_with_the_c_library_on_seconds) {
    std::mt19937_64 random(11);
    for (int i = 0; i < 1000; ++i) {
        const auto seconds = static_cast<std::time_t>(random() % 8'000'000'000U) - 4'000'000'000;
        std::tm parts{};
        gmtime_r(&seconds, &parts);
        char text[32];
        std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
        EXPECT_EQ(format_utc(TimePoint(std::chrono::seconds(seconds))), text);
        EXPECT_EQ(utc(text), text);
    }
}

TEST(UtcTime, numbers_count_from_1970_and_their_size_says_the_unit) {
    EXPECT_EQ(utc("1714558830"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("1714558830000"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("1714558830999999"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("1714558830000000000"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("1714558830.75"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("1714558830000.0"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("1.71455883e+18"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("541000000000"), "1987-02-22T13:46:40Z") << "milliseconds of twelve digits";
    EXPECT_EQ(utc("-14182940"), "1969-07-20T20:17:40Z");
    EXPECT_EQ(utc("-86400.5"), "1969-12-30T23:59:59Z");
    EXPECT_EQ(utc("100000000"), "1973-03-03T09:46:40Z");
}

TEST(UtcTime, small_numbers_could_be_anything_and_are_not_taken) {
    for (const char* text : {"0", "1", "-1", "-44", "-0.5", "45413", "45413.43", "99999999", "-99999999999", "1e300",
                             "-1e300", "nan", "inf", "1e19", "17145588300000000000000", "0x66320b2e", "1714558830 s"})
        EXPECT_EQ(utc(text), "none") << text;
}

TEST(UtcTime, four_eight_and_fourteen_digits_are_dates_or_nothing) {
    EXPECT_EQ(utc("2024"), "2024-01-01T00:00:00Z");
    EXPECT_EQ(utc("20240501"), "2024-05-01T00:00:00Z");
    EXPECT_EQ(utc("20240501102030"), "2024-05-01T10:20:30Z");
    EXPECT_EQ(utc("20249901"), "none");
    EXPECT_EQ(utc("20249901102030"), "none");
}

TEST(UtcTime, what_lies_outside_of_the_years_1_to_9999_in_utc_is_no_time) {
    EXPECT_EQ(utc("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00Z");
    EXPECT_EQ(utc("9999-12-31T23:59:59Z"), "9999-12-31T23:59:59Z");
    for (const char* text : {"9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+00:01", "0000-12-31", "-0044-03-15",
                             "+12024-05-01", "12024-05-01", "9999-12-31T23:59:60Z", "-62135596801"})
        EXPECT_EQ(utc(text), "none") << text;
}

TEST(UtcTime, blanks_around_it_do_no_harm_and_nothing_is_no_time) {
    EXPECT_EQ(utc("  2024-05-01T10:20:30Z\r\n"), "2024-05-01T10:20:30Z");
    for (const char* text : {"", " ", "\n", "now", "yesterday", "n/a", "NaT", "None", "-", "+", "Z", "T", "()"})
        EXPECT_EQ(utc(text), "none") << text;
}

TEST(UtcTime, no_bytes_break_it) {
    std::mt19937 random(5);
    const std::string letters = "0123456789-+:.,TZWztw/ ()[]\\eEMayGMT\xC2\xA0\xFF";
    for (int round = 0; round < 100000; ++round) {
        std::string text(random() % 24, ' ');
        for (char& c : text)
            c = letters[random() % letters.size()];
        const auto time = parse_time(text);
        EXPECT_TRUE(!time || parse_time(format_utc(*time)) == time) << text;
    }
}

}  // namespace
}  // namespace asterism
