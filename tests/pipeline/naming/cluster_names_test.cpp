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

json settle_one(const std::string& fresh, const Before& before) {
    return json::parse(settle_names(std::vector{fresh}, std::vector{before})[0]);
}

const std::string kWind = metadata("wind, solar", {"wind", "solar", "grid"});
const std::string kFootball = metadata("goal, keeper", {"goal", "keeper", "match"});

}  // namespace

TEST(KeepsName, WhileTheThemeStandsOrAPersonGaveIt) {
    const std::string before =
        R"({"label":"oil","label_source":"endpoint","keywords":[{"term":"oil","score":2},{"term":"opec","score":1}]})";
    const std::vector<themes::Keyword> same{{"oil", 1.5}, {"barrel", 1.0}};
    const std::vector<themes::Keyword> other{{"wheat", 1.5}, {"opec", 0.2}};
    EXPECT_TRUE(keeps_name(before, same));
    EXPECT_FALSE(keeps_name(before, other));
    EXPECT_FALSE(keeps_name("{}", same));
    EXPECT_TRUE(keeps_name(with_persons_label(before, "Mine"), other));
}

TEST(ClusterNames, ANewClusterKeepsWhatTheRunBrings) {
    EXPECT_EQ(settle_one(kWind, std::nullopt), json::parse(kWind));
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
    const std::string mine = with_persons_label(kWind, "Energy");
    EXPECT_EQ(cluster_name(mine).label, "Energy");
    EXPECT_EQ(cluster_name(mine).source, "person");
    EXPECT_EQ(cluster_name(mine).generated, "wind, solar");

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
    const std::string twice = with_persons_label(with_persons_label(kWind, "Energy"), "Power");
    EXPECT_EQ(cluster_name(twice).label, "Power");
    EXPECT_EQ(cluster_name(twice).generated, "wind, solar");
}

TEST(ClusterNames, TakenBackTheGeneratedLabelStandsAsBefore) {
    EXPECT_EQ(json::parse(without_persons_label(with_persons_label(kWind, "Energy"), {})), json::parse(kWind));
    EXPECT_EQ(without_persons_label(kWind, {}), kWind) << "nothing to take back";
}

TEST(ClusterNames, TakenBackItIsToldApartFromALabelThatIsTakenByNow) {
    const std::vector<std::string> others{metadata("Wind, Solar", {"x"})};
    EXPECT_EQ(cluster_name(without_persons_label(with_persons_label(kWind, "Energy"), others)).label,
              "wind, solar, grid");
}

TEST(ClusterNames, NamingAnewTakesTheFreshLabelUnlessAPersonGaveOne) {
    const std::vector<std::string> now{metadata("solar, roof", {"solar", "roof"}), metadata("goal", {"goal", "net"})};
    json old = json::parse(kWind);
    old["representative_articles"] = json::array({7});
    const std::vector<std::string> before{old.dump(), with_persons_label(kFootball, "Soccer")};
    const auto renamed = renew_names(now, before, std::vector{metadata("Solar, Roof", {"x"})});
    const auto first = json::parse(renamed[0]), second = json::parse(renamed[1]);
    EXPECT_EQ(first["label"], "solar, roof 2") << "another cluster has that label and there is no further keyword";
    EXPECT_EQ(first["representative_articles"], json::array({7})) << "naming sees no vectors";
    EXPECT_EQ(second["label"], "Soccer");
    EXPECT_EQ(second["generated_label"], "goal");
    EXPECT_EQ(second["keywords"][1]["term"], "net");
}

TEST(ClusterNames, OddMetadataCountsAsNone) {
    for (const char* odd :
         {"", "[]", "7", "{oops", "{}", R"({"label":5,"keywords":"x"})", R"({"label_source":"person"})",
          R"({"label":"wind","keywords":[1,{},{"term":1,"score":1},{"term":"a","score":"b"}]})"})
        EXPECT_EQ(settle_one(kWind, Before(odd)), json::parse(kWind)) << odd;
    EXPECT_EQ(cluster_name("{oops").label, "");
}

}  // namespace asterism::pipeline
