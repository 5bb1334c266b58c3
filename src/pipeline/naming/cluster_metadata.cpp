#include "pipeline/naming/cluster_metadata.hpp"

#include <nlohmann/json.hpp>

#include "pipeline/json_text.hpp"

namespace asterism::pipeline {

using json = nlohmann::ordered_json;

void DateSpan::extend(std::string_view utc) {
    if (utc.empty()) return;
    if (from.empty() || utc < from) from = utc;
    if (to.empty() || utc > to) to = utc;
}

std::string cluster_metadata(const themes::Theme& theme, std::span<const ArticleId> representatives,
                             const DateSpan& span) {
    json keywords = json::array();
    for (const auto& keyword : theme.keywords)
        keywords.push_back({{"term", keyword.term}, {"score", keyword.score}});
    json entities = json::array();
    for (const auto& entity : theme.entities) {
        entities.push_back({{"text", entity.text}, {"type", entity.type}, {"count", entity.count}});
    }
    json articles = json::array();
    for (const ArticleId& id : representatives)
        articles.push_back(json_of(id));
    json dates = json::array();
    if (!span.from.empty()) dates = {span.from, span.to};
    return text_of({{"schema", 1},
                    {"label", theme.label},
                    {"label_source", theme.label_source},
                    {"keywords", keywords},
                    {"entities", entities},
                    {"representative_articles", articles},
                    {"languages", theme.languages},
                    {"span", dates},
                    {"sources", json::array()}});
}

}  // namespace asterism::pipeline
