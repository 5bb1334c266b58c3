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
        json::parse(cluster_metadata(theme, std::vector<ArticleId>{std::int64_t{7}, std::string("x")}, span));
    EXPECT_EQ(read, json::parse(R"({"schema":1,"label":"solar \"power\"","label_source":"builtin",
        "keywords":[{"term":"solar","score":2.5},{"term":"wind","score":1.0}],
        "entities":[{"text":"ESA","type":"ORG","count":3}],"representative_articles":[7,"x"],"languages":["en","de"],
        "span":["2024-04-01T00:00:00Z","2024-05-02T00:00:00Z"],"sources":[]})"));
}

TEST(ClusterMetadata, a_cluster_without_dates_has_an_empty_span_and_broken_bytes_are_replaced) {
    const themes::Theme theme{
        .label = "caf\xE9", .label_source = "builtin", .keywords = {}, .entities = {}, .languages = {}};
    const auto read = json::parse(cluster_metadata(theme, {}, {}));
    EXPECT_EQ(read["span"], json::array());
    EXPECT_EQ(read["label"], "caf\uFFFD");
}

}  // namespace
}  // namespace asterism::pipeline
