#include "pipeline/naming/cluster_metadata.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace asterism::pipeline {
namespace {

using nlohmann::json;

TEST(ClusterMetadata, has_every_documented_member) {
    const themes::Theme theme{.label = "solar \"power\"",
                              .label_source = "builtin",
                              .keywords = {{"solar", 2.5}, {"wind", 1.0}},
                              .entities = {{"ESA", "ORG", 3}},
                              .languages = {"en", "de"}};
    DateSpan span;
    for (const char* date : {"2024-05-02T00:00:00Z", "", "2024-04-01T00:00:00Z", "2024-05-01T00:00:00Z"})
        span.extend(date);
    const auto read =
        json::parse(cluster_metadata(theme, std::vector<ArticleId>{std::int64_t{7}, std::string("x")}, span).text());
    EXPECT_EQ(read, json::parse(R"({"schema":1,"label":"solar \"power\"","label_source":"builtin",
        "keywords":[{"term":"solar","score":2.5},{"term":"wind","score":1.0}],
        "entities":[{"text":"ESA","type":"ORG","count":3}],"representative_articles":[7,"x"],"languages":["en","de"],
        "span":["2024-04-01T00:00:00Z","2024-05-02T00:00:00Z"],"sources":[]})"));
}

TEST(ClusterMetadata, a_cluster_without_dates_has_an_empty_span_and_broken_bytes_are_replaced) {
    const themes::Theme theme{
        .label = "caf\xE9", .label_source = "builtin", .keywords = {}, .entities = {}, .languages = {}};
    const auto read = json::parse(cluster_metadata(theme, {}, {}).text());
    EXPECT_EQ(read["span"], json::array());
    EXPECT_EQ(read["label"], "caf\uFFFD");
}

TEST(ClusterMetadata, is_read_as_it_was_written) {
    ClusterMetadata written;
    written.label = "solar";
    written.label_source = "person";
    written.keywords = {{"solar", 2.5}};
    written.entities = {{"ESA", "ORG", 3}};
    written.representatives = {std::int64_t{7}, std::string("x")};
    written.languages = {"en"};
    written.span = {"2024-04-01T00:00:00Z", "2024-05-02T00:00:00Z"};
    written.sources = {"a.example.org"};
    written.generated_label = "wind";
    written.generated_source = "builtin";
    const auto read = ClusterMetadata::parse(written.text());
    EXPECT_EQ(read.label, written.label);
    EXPECT_EQ(read.keywords, written.keywords);
    EXPECT_EQ(read.entities, written.entities);
    EXPECT_EQ(read.representatives, written.representatives);
    EXPECT_EQ(read.languages, written.languages);
    EXPECT_EQ(read.span, written.span);
    EXPECT_EQ(read.sources, written.sources);
    EXPECT_EQ(read.generated_label, "wind");
    EXPECT_EQ(read.generated_source, "builtin");
    EXPECT_TRUE(read.by_person());
}

TEST(ClusterMetadata, that_nobody_changed_is_the_text_it_was) {
    for (const char* text : {R"({ "b" : 1.50, "label":"x" })", "{}", "", "[]", "{oops", R"({"label":5})"})
        EXPECT_EQ(ClusterMetadata::parse(text).text(), text);
}

TEST(ClusterMetadata, that_was_changed_keeps_its_order_and_what_nobody_knows) {
    auto metadata = ClusterMetadata::parse(R"({"mine":[1],"label_source":"spacy","keywords":"odd","label":"x"})");
    metadata.label = "y";
    metadata.generated_label = "x";
    EXPECT_EQ(metadata.text(),
              R"({"mine":[1],"label_source":"spacy","keywords":"odd","label":"y","generated_label":"x"})");
    auto back = ClusterMetadata::parse(metadata.text());
    back.generated_label.reset();
    EXPECT_EQ(back.text(), R"({"mine":[1],"label_source":"spacy","keywords":"odd","label":"y"})");
}

TEST(ClusterMetadata, odd_members_read_as_empty) {
    const auto read = ClusterMetadata::parse(
        R"({"label":5,"keywords":[1,{},{"term":1},{"term":"a","score":"b"},{"term":"c","score":2}],"entities":{},
            "languages":[7,"en"],"span":["2024-01-01T00:00:00Z"],"representative_articles":[1,"x",2.5,null]})");
    EXPECT_EQ(read.label, "");
    EXPECT_EQ(read.keywords, (std::vector<themes::Keyword>{{"a", 0}, {"c", 2}}));
    EXPECT_TRUE(read.entities.empty());
    EXPECT_EQ(read.languages, std::vector<std::string>{"en"});
    EXPECT_EQ(read.span, DateSpan());
    EXPECT_EQ(read.representatives, (std::vector<ArticleId>{std::int64_t{1}, std::string("x")}));
    EXPECT_FALSE(ClusterMetadata::parse(R"({"label_source":"person"})").by_person()) << "without a label";
}

}  // namespace
}  // namespace asterism::pipeline
