#include "store/utc_time.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <random>

namespace asterism::store {

TEST(UtcTime, KnowsTheFormsOfIso8601) {
    EXPECT_EQ(to_utc("2024-05-01"), "2024-05-01T00:00:00Z");
    EXPECT_EQ(to_utc("2024-05-01T10:30"), "2024-05-01T10:30:00Z");
    EXPECT_EQ(to_utc("2024-05-01 10:30:15.987654"), "2024-05-01T10:30:15Z");
    EXPECT_EQ(to_utc("2024-05-01t10:30:15z"), "2024-05-01T10:30:15Z");
    EXPECT_EQ(to_utc("2024-05-01T00:30:00+02:00"), "2024-04-30T22:30:00Z");
    EXPECT_EQ(to_utc("2024-05-01T10:30:00 -0330"), "2024-05-01T14:00:00Z");
    EXPECT_EQ(to_utc("2024-05-01T10:30:00+02"), "2024-05-01T08:30:00Z");
    EXPECT_EQ(to_utc("2024-02-29"), "2024-02-29T00:00:00Z");
    EXPECT_EQ(to_utc("2016-12-31T23:59:60Z"), "2017-01-01T00:00:00Z");
}

TEST(UtcTime, RefusesWhatIsNoTime) {
    for (const char* text : {"",
                             "now",
                             "2024",
                             "2024-05",
                             "2023-02-29",
                             "2024-13-01",
                             "2024-00-01",
                             "2024-04-31",
                             "2024-05-01T",
                             "2024-05-01T10",
                             "2024-05-01T24:00",
                             "2024-05-01T10:60",
                             "2024-05-01T10:30:",
                             "2024-05-01T10:30:00.",
                             "2024-05-01T10:30:00+2",
                             "2024-05-01T10:30:00+02:0",
                             "2024-05-01x",
                             "1. Mai 2024",
                             "Wed, 01 May 2024 10:30:00 GMT",
                             "-2024-05-01",
                             "0000-01-01T00:00:00+01:00"})
        EXPECT_EQ(to_utc(text), std::nullopt) << text;
}

TEST(UtcTime, AgreesWithTheCLibraryOnSeconds) {
    std::mt19937_64 random(11);
    for (int i = 0; i < 1000; ++i) {
        const auto seconds = static_cast<std::time_t>(random() % 8'000'000'000U) - 4'000'000'000;
        std::tm parts{};
        gmtime_r(&seconds, &parts);
        char text[32];
        std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
        EXPECT_EQ(to_utc(static_cast<std::int64_t>(seconds)), text);
        EXPECT_EQ(to_utc(std::string_view(text)), text);
    }
    EXPECT_EQ(to_utc(std::int64_t{253402300800}), std::nullopt);
}

}  // namespace asterism::store
