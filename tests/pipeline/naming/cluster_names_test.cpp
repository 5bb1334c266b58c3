#include "pipeline/naming/cluster_names.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace asterism::pipeline {
namespace {

using nlohmann::json;
using Before = std::optional<std::string>;

std::string metadata(const std::string& label, std::vector<std::string> terms, const std::string& source = "builtin") {
    json keywords = json::array();
    for (const auto& term : terms)
        keywords.push_back({{"term", term}, {"score", 1.0}});
    return json{{"schema", 1}, {"label", label}, {"label_source", source}, {"keywords", keywords}}.dump();
}

ClusterMetadata parsed(const std::string& text) {
    return ClusterMetadata::parse(text);
}

json settle_one(const std::string& fresh, const Before& before) {
    const std::vector<std::optional<ClusterMetadata>> had{before ? std::optional(parsed(*before)) : std::nullopt};
    return json::parse(settle_names({parsed(fresh)}, had)[0].text());
}

/// As with_persons_label, from text to text.
std::string labelled(const std::string& text, std::string_view label) {
    return with_persons_label(parsed(text), label).text();
}

const std::string kWind = metadata("wind, solar", {"wind", "solar", "grid"});
const std::string kFootball = metadata("goal, keeper", {"goal", "keeper", "match"});

}  // namespace

TEST(KeepsName, WhileTheThemeStandsOrAPersonGaveIt) {
    const std::string before =
        R"({"label":"oil","label_source":"endpoint","keywords":[{"term":"oil","score":2},{"term":"opec","score":1}]})";
    const std::vector<themes::Keyword> same{{"oil", 1.5}, {"barrel", 1.0}};
    const std::vector<themes::Keyword> other{{"wheat", 1.5}, {"opec", 0.2}};
    EXPECT_TRUE(keeps_name(parsed(before), same));
    EXPECT_FALSE(keeps_name(parsed(before), other));
    EXPECT_FALSE(keeps_name(parsed("{}"), same));
    EXPECT_TRUE(keeps_name(with_persons_label(parsed(before), "Mine"), other));
}

TEST(ClusterNames, ANewClusterKeepsWhatTheRunBrings) {
    EXPECT_EQ(settle_one(kWind, std::nullopt), json::parse(kWind));
}

TEST(ClusterNames, NoLabelIsOneOfTheOthersNotEvenAKeptOne) {
    const std::vector<std::optional<ClusterMetadata>> before{parsed(kWind), std::nullopt};
    const std::vector<ClusterMetadata> others{parsed(metadata("Wind, Solar", {})), parsed(kFootball)};
    const auto settled = settle_names({parsed(kWind), parsed(kFootball)}, before, others);
    ASSERT_EQ(settled.size(), 2U);
    EXPECT_EQ(settled[0].label, "wind, solar, grid");
    EXPECT_EQ(settled[1].label, "goal, keeper, match");
}

TEST(ClusterNames, AContinuedClusterKeepsItsLabelAndItsSourceWithTheNewKeywords) {
    const auto settled = settle_one(metadata("solar, roof", {"solar", "roof", "wind"}),
                                    metadata("wind, solar", {"wind", "solar", "grid"}, "spacy"));
    EXPECT_EQ(settled["label"], "wind, solar");
    EXPECT_EQ(settled["label_source"], "spacy");
    EXPECT_EQ(settled["keywords"][1]["term"], "roof");
}

TEST(ClusterNames, AThemeThatMovedTakesTheNewLabel) {
    EXPECT_EQ(settle_one(kFootball, kWind), json::parse(kFootball));
}

TEST(ClusterNames, APersonsLabelStaysAndRemembersWhatTheRunWouldHaveSaid) {
    const std::string mine = labelled(kWind, "Energy");
    EXPECT_EQ(parsed(mine).label, "Energy");
    EXPECT_EQ(parsed(mine).label_source, "person");
    EXPECT_EQ(parsed(mine).generated_label, "wind, solar");

    const auto same = settle_one(metadata("solar, roof", {"solar", "roof", "wind"}, "spacy"), mine);
    EXPECT_EQ(same["label"], "Energy");
    EXPECT_EQ(same["label_source"], "person");
    EXPECT_EQ(same["generated_label"], "wind, solar") << "the rule holds for it too";
    EXPECT_EQ(same["generated_source"], "builtin");

    const auto moved = settle_one(metadata("goal, keeper", {"goal", "keeper"}, "spacy"), mine);
    EXPECT_EQ(moved["label"], "Energy");
    EXPECT_EQ(moved["generated_label"], "goal, keeper");
    EXPECT_EQ(moved["generated_source"], "spacy");
}

TEST(ClusterNames, APersonsLabelGivenTwiceStillRemembersTheGeneratedOne) {
    const std::string twice = labelled(labelled(kWind, "Energy"), "Power");
    EXPECT_EQ(parsed(twice).label, "Power");
    EXPECT_EQ(parsed(twice).generated_label, "wind, solar");
}

TEST(ClusterNames, TakenBackTheGeneratedLabelStandsAsBefore) {
    EXPECT_EQ(json::parse(without_persons_label(parsed(labelled(kWind, "Energy")), {}).text()), json::parse(kWind));
    EXPECT_EQ(without_persons_label(parsed(kWind), {}).text(), kWind) << "nothing to take back";
}

TEST(ClusterNames, TakenBackItIsToldApartFromALabelThatIsTakenByNow) {
    const std::vector<ClusterMetadata> others{parsed(metadata("Wind, Solar", {"x"}))};
    EXPECT_EQ(without_persons_label(with_persons_label(parsed(kWind), "Energy"), others).label, "wind, solar, grid");
}

TEST(ClusterNames, NamingAnewTakesTheFreshLabelUnlessAPersonGaveOne) {
    const std::vector<ClusterMetadata> now{parsed(metadata("solar, roof", {"solar", "roof"})),
                                           parsed(metadata("goal", {"goal", "net"}))};
    json old = json::parse(kWind);
    old["representative_articles"] = json::array({7});
    old["colour"] = "green";
    const std::vector<ClusterMetadata> before{parsed(old.dump()), with_persons_label(parsed(kFootball), "Soccer")};
    const auto renamed = renew_names(now, before, std::vector{parsed(metadata("Solar, Roof", {"x"}))});
    const auto first = json::parse(renamed[0].text()), second = json::parse(renamed[1].text());
    EXPECT_EQ(first["label"], "solar, roof 2") << "another cluster has that label and there is no further keyword";
    EXPECT_EQ(first["representative_articles"], json::array({7})) << "naming sees no vectors";
    EXPECT_EQ(first["colour"], "green") << "somebody else's";
    EXPECT_EQ(second["label"], "Soccer");
    EXPECT_EQ(second["generated_label"], "goal");
    EXPECT_EQ(second["keywords"][1]["term"], "net");
}

TEST(ClusterNames, OddMetadataCountsAsNone) {
    for (const char* odd :
         {"", "[]", "7", "{oops", "{}", R"({"label":5,"keywords":"x"})", R"({"label_source":"person"})",
          R"({"label":"wind","keywords":[1,{},{"term":1,"score":1},{"term":"a","score":"b"}]})"})
        EXPECT_EQ(settle_one(kWind, Before(odd)), json::parse(kWind)) << odd;
    EXPECT_EQ(parsed("{oops").label, "");
}

}  // namespace asterism::pipeline
