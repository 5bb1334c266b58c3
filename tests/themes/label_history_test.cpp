#include "themes/label_history.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <set>

#include "themes/label_set.hpp"

namespace asterism::themes {
namespace {

using testing::ElementsAre;

const std::vector<Keyword> kSolar{{"solar", 4}, {"wind", 3}, {"turbine", 2}, {"grid", 1}};

LabelCase fresh(std::string label, std::vector<Keyword> keywords = {}) {
    return {std::move(label), std::move(keywords), std::nullopt};
}

LabelCase continued(std::string label, std::vector<Keyword> keywords, LabelBefore before) {
    return {std::move(label), std::move(keywords), std::move(before)};
}

std::vector<std::string> labels(const std::vector<LabelCase>& cases) {
    std::vector<std::string> texts;
    for (const auto& one : settle_labels(cases))
        texts.push_back(one.label);
    return texts;
}

}  // namespace

TEST(LabelHistory, ALabelStandsWhileHalfTheWeightOfItsKeywordsIsLeft) {
    const LabelBefore before{"solar, wind", kSolar};
    EXPECT_FALSE(theme_moved(before, kSolar));
    EXPECT_FALSE(theme_moved(before, std::vector<Keyword>{{"solar", 1}, {"grid", 1}, {"panel", 9}})) << "5 of 10";
    EXPECT_TRUE(theme_moved(before, std::vector<Keyword>{{"solar", 1}, {"panel", 9}})) << "4 of 10";
    EXPECT_FALSE(theme_moved(before, std::vector<Keyword>{{"wind", 1}, {"turbine", 1}}))
        << "their new weight is no matter";
    EXPECT_TRUE(theme_moved(before, {}));
}

TEST(LabelHistory, TermsAreTheSameInAnyCase) {
    EXPECT_FALSE(theme_moved({"ÉTÉ, plage", {{"ÉTÉ", 2}, {"plage", 1}}}, std::vector<Keyword>{{"été", 1}}));
    EXPECT_FALSE(theme_moved({"Solar", {{"Solar", 2}, {"grid", 1}}}, std::vector<Keyword>{{"SOLAR", 1}}));
}

TEST(LabelHistory, ALabelGoesWithTheLastOfItsOwnWords) {
    const LabelBefore before{"Solar, wind", {{"solar", 3}, {"wind", 2}, {"grid", 5}, {"battery", 4}}};
    EXPECT_FALSE(theme_moved(before, std::vector<Keyword>{{"wind", 1}, {"grid", 1}})) << "7 of 14, and wind is left";
    EXPECT_TRUE(theme_moved(before, std::vector<Keyword>{{"grid", 1}, {"battery", 1}}))
        << "9 of 14, but of other words";
}

TEST(LabelHistory, ALabelOfOtherWordsThanItsKeywordsStandsByTheWeightAlone) {
    EXPECT_FALSE(theme_moved({"Clean energy", kSolar}, std::vector<Keyword>{{"wind", 1}, {"turbine", 1}}));
    EXPECT_FALSE(theme_moved({"Las Vegas", {{"gas", 1}, {"casino", 3}}}, std::vector<Keyword>{{"casino", 1}}))
        << "gas is no word of it";
}

TEST(LabelHistory, DriftEndsALabelThoughEveryStepKeepsHalf) {
    //  a b c d -> b c d e -> c d e f -> d e f g : each step keeps three of four, the label "a, b" ends with b
    std::string label = "a, b";
    std::vector<std::string> terms{"a", "b", "c", "d", "e", "f", "g"};
    const auto window = [&](std::size_t first) {
        std::vector<Keyword> keywords;
        for (std::size_t k = first; k < first + 4; ++k)
            keywords.push_back({terms[k], 1});
        return keywords;
    };
    std::vector<std::string> seen;
    for (std::size_t first = 1; first < 4; ++first) {
        const LabelCase one =
            continued(terms[first] + ", " + terms[first + 1], window(first), {label, window(first - 1)});
        label = settle_labels(std::vector{one})[0].label;
        seen.push_back(label);
    }
    EXPECT_THAT(seen, ElementsAre("a, b", "c, d", "c, d"));
}

TEST(LabelHistory, KeywordsWithoutWeightMoveNothingAndNothingStaysNothing) {
    EXPECT_FALSE(theme_moved({"cluster", {}}, {}));
    EXPECT_TRUE(theme_moved({"cluster", {}}, kSolar));
    const double infinite = std::numeric_limits<double>::infinity();
    EXPECT_FALSE(theme_moved({"solar", {{"solar", 1}, {"edited", -50}, {"odd", infinite}}}, kSolar));
}

TEST(LabelHistory, SettlingSaysWhereEachLabelComesFrom) {
    const std::vector<LabelCase> cases{fresh("new"), continued("other", kSolar, {"solar, wind", kSolar}),
                                       continued("moved", {{"x", 1}}, {"solar, wind, old", kSolar}),
                                       continued("other", {{"x", 1}}, {"Mine", kSolar, true})};
    const auto settled = settle_labels(cases);
    EXPECT_THAT(labels(cases), ElementsAre("new", "solar, wind", "moved", "Mine"));
    EXPECT_EQ(settled[0].origin, LabelOrigin::fresh);
    EXPECT_EQ(settled[1].origin, LabelOrigin::kept);
    EXPECT_EQ(settled[2].origin, LabelOrigin::fresh);
    EXPECT_EQ(settled[3].origin, LabelOrigin::fixed);
}

TEST(LabelHistory, APersonsLabelStandsBeforeAKeptOneAndThatBeforeAFreshOne) {
    EXPECT_THAT(labels({fresh("WIND", {{"Wind", 2}, {"gale", 1}}),
                        continued("x", {{"wind", 2}, {"sail", 1}}, {"Wind", {{"wind", 2}, {"sail", 1}}}),
                        continued("y", {}, {"wind", kSolar, true})}),
                ElementsAre("WIND, gale", "Wind, sail", "wind"));
}

TEST(LabelHistory, WithoutAFurtherKeywordANumberTellsLabelsApart) {
    EXPECT_THAT(labels({fresh("cluster"), fresh("Cluster"), fresh("cluster 2"), fresh("cluster", {{"cluster", 1}})}),
                ElementsAre("cluster", "Cluster 2", "cluster 2 2", "cluster 3"));
}

TEST(LabelHistory, OnRandomRunsNoTwoLabelsAreAlikeAndFixedOnesStand) {
    std::mt19937 random(5);
    const auto word = [&] { return std::string(1, static_cast<char>('a' + random() % 4)); };
    for (int round = 0; round < 300; ++round) {
        std::vector<LabelCase> cases(1 + random() % 12);
        std::set<std::string> fixed;
        for (auto& one : cases) {
            for (std::size_t k = random() % 4; k > 0; --k)
                one.keywords.push_back({word(), static_cast<double>(k)});
            one.label = word() + ", " + word();
            if (random() % 2 == 0) one.before = LabelBefore{word(), {{word(), 1}, {word(), 1}}};
            if (one.before && random() % 3 == 0) one.before->fixed = fixed.insert(one.before->label).second;
        }
        const auto settled = settle_labels(cases);
        std::set<std::string> seen;
        for (std::size_t i = 0; i < cases.size(); ++i) {
            EXPECT_TRUE(seen.insert(folded(settled[i].label)).second) << settled[i].label;
            if (cases[i].before && cases[i].before->fixed) {
                EXPECT_EQ(settled[i].label, cases[i].before->label);
            }
        }
    }
}

}  // namespace asterism::themes
