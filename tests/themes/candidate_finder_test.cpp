#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "themes/candidate_finder.hpp"

namespace asterism::themes {
namespace {

using Candidates = std::vector<Candidate>;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

Candidates candidates_of(std::string_view title, std::string_view summary = {}) {
    Candidates out;
    CandidateFinder().find(title, summary, out);
    return out;
}

std::vector<std::string> surfaces(const Candidates& candidates) {
    std::vector<std::string> out;
    for (const auto& candidate : candidates)
        out.push_back(candidate.surface);
    return out;
}

}  // namespace

TEST(CandidateFinder, OffersWordsAndRunsOfWordsWithoutFunctionWordsAtTheirEnds) {
    EXPECT_THAT(surfaces(candidates_of("the price of crude oil, and gas")),
                ElementsAre("price", "price of crude", "crude", "crude oil", "oil", "gas"));
}

TEST(CandidateFinder, GivesAllFormsOfATermOneKey) {
    const Candidates one = candidates_of("oil prices");
    const Candidates two = candidates_of("Oil\nPrice");
    ASSERT_EQ(one.size(), 3U);
    ASSERT_EQ(two.size(), 3U);
    EXPECT_EQ(one[1].key, two[1].key);
    EXPECT_EQ(one[1].words, 2);
    EXPECT_EQ(two[1].surface, "Oil Price");
}

TEST(CandidateFinder, KeepsNamesOfFourWordsWhole) {
    EXPECT_THAT(surfaces(candidates_of("", "It was the Herald of Free Enterprise that sank")),
                Contains("Herald of Free Enterprise"));
    EXPECT_THAT(surfaces(candidates_of("", "it was the herald of free enterprise that sank")),
                Not(Contains("herald of free enterprise")));
}

TEST(CandidateFinder, OffersNoNumbersNoSingleLettersAndNothingAcrossPunctuation) {
    EXPECT_THAT(surfaces(candidates_of("7 x 1987; tin: copper", "ore")), ElementsAre("tin", "copper", "ore"));
}

TEST(CandidateFinder, OffersNoWordOfCommonStopListsAndNoPhraseThatBeginsOrEndsWithOne) {
    EXPECT_THAT(surfaces(candidates_of("", "they found the strip of nine miners")), ElementsAre("strip", "miners"));
    const Candidates names = candidates_of("", "they met at Six Nations");  // for entities, not for keywords
    EXPECT_THAT(surfaces(names), Contains("Six Nations"));
    for (const Candidate& candidate : names)
        EXPECT_EQ(candidate.weak, candidate.surface.starts_with("Six")) << candidate.surface;
}

TEST(CandidateFinder, OffersPhrasesOfStopWordsThatSubjectsAreMadeOf) {
    EXPECT_THAT(
        surfaces(candidates_of("", "a coal mine fire near the steel mill")),
        ElementsAre("coal", "coal mine", "coal mine fire", "mine", "mine fire", "fire", "steel", "steel mill", "mill"));
    EXPECT_THAT(surfaces(candidates_of("", "conflict of interest and a line of credit")),
                testing::IsSupersetOf({"conflict of interest", "line of credit"}));
    for (const Candidate& candidate : candidates_of("", "the fire department lit a fire"))
        EXPECT_EQ(candidate.part, candidate.surface == "fire") << candidate.surface;
}

TEST(CandidateFinder, TakesNoCompanyForAPlace) {
    const auto type_of = [](std::string_view text) {
        for (const Candidate& candidate : candidates_of("", text))
            if (candidate.surface == "Pennzoil") return candidate.name_type;
        return NameType::organisation;
    };
    EXPECT_EQ(type_of("they met again in Pennzoil"), NameType::place);
    EXPECT_EQ(type_of("they raised their stake in Pennzoil"), NameType::unknown);
    EXPECT_EQ(type_of("they bought shares in Pennzoil"), NameType::unknown);
}

TEST(CandidateFinder, KeepsParticlesOfNamesInsideThem) {
    const auto found = surfaces(candidates_of("", "we heard that Ludwig van Beethoven met Maria de Keersmaeker"));
    EXPECT_THAT(found, Contains("Ludwig van Beethoven"));
    EXPECT_THAT(found, Not(Contains("de Keersmaeker")));
    EXPECT_THAT(found, Not(Contains("van Beethoven")));
}

TEST(CandidateFinder, MarksWeakWordsButLetsThemIntoPhrases) {
    const Candidates candidates = candidates_of("", "crowds on Black Friday");
    const auto friday =
        std::find_if(candidates.begin(), candidates.end(), [](const auto& c) { return c.surface == "Friday"; });
    ASSERT_NE(friday, candidates.end());
    EXPECT_TRUE(friday->weak);
    EXPECT_THAT(surfaces(candidates), Contains("Black Friday"));
}

TEST(CandidateFinder, SegmentsScriptsWithoutSpaces) {
    EXPECT_THAT(surfaces(candidates_of("中国经济增长")), Contains("经济增长"));
    EXPECT_THAT(surfaces(candidates_of("東京の首都")), ElementsAre("東京", "首都"));
    EXPECT_THAT(surfaces(candidates_of("เศรษฐกิจไทย")), Contains("เศรษฐกิจ"));
}

TEST(CandidateFinder, TellsTheLanguageOfTheLastArticle) {
    CandidateFinder finder;
    Candidates out;
    finder.find("Der Rat hat die Brücke gesperrt", "weil sie nicht sicher ist", out);
    EXPECT_EQ(finder.language(), "de");
    finder.find("x", "", out);
    EXPECT_EQ(finder.language(), "");
}

}  // namespace asterism::themes
