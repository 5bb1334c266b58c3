#include "text/prefixes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace asterism::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Certainty = PrefixReading::Certainty;

std::vector<std::string> rests(std::string_view word) {
    std::vector<std::string> out;
    for (const PrefixReading& reading : prefix_readings(word))
        out.emplace_back(reading.rest);
    return out;
}

TEST(Prefixes, TakeArabicArticlesConjunctionsAndPrepositionsOff) {
    EXPECT_THAT(rests("والبنك"), ElementsAre("بنك", "البنك"));
    EXPECT_THAT(rests("للبنك"), ElementsAre("بنك", "لبنك"));
    EXPECT_THAT(rests("وبالبنك"), ElementsAre("بنك", "البنك", "بالبنك"));
    EXPECT_THAT(rests("فبنك"), ElementsAre("بنك"));
    EXPECT_EQ(prefix_readings("والبنك")[0].certainty, Certainty::sure);
    EXPECT_EQ(prefix_readings("وبنك")[0].certainty, Certainty::likely);
    EXPECT_EQ(prefix_readings("كبنك")[0].certainty, Certainty::possible);
}

TEST(Prefixes, TakeHebrewArticlesConjunctionsAndPrepositionsOff) {
    EXPECT_THAT(rests("והבנק"), ElementsAre("בנק", "הבנק"));
    EXPECT_THAT(rests("שבבנק"), ElementsAre("בנק", "בבנק"));
    EXPECT_THAT(rests("מהבנק"), ElementsAre("בנק", "הבנק"));
    EXPECT_EQ(prefix_readings("לבנק")[0].certainty, Certainty::likely);
    EXPECT_EQ(prefix_readings("מבנק")[0].certainty, Certainty::possible);
}

TEST(Prefixes, LeaveAWordToReadAndOtherScriptsAlone) {
    EXPECT_THAT(rests("של"), IsEmpty());
    EXPECT_THAT(rests("ولد"), IsEmpty());
    for (const char* word : {"", "bank", "банк", "銀行", "12"})
        EXPECT_THAT(rests(word), IsEmpty()) << word;
}

}  // namespace

TEST(Prefixes, AConjunctionStandsBeforeTwoLettersAtLeast) {
    EXPECT_EQ(without_conjunction("والبنك"), "البنك");
    EXPECT_EQ(without_conjunction("והבנק"), "הבנק");
    for (const std::string_view word : {"וו", "وب", "البنك", "bank", ""})
        EXPECT_EQ(without_conjunction(word), word);
}

}  // namespace asterism::text
