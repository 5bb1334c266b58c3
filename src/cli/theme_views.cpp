#include "cli/theme_views.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <vector>

#include "cli/text_table.hpp"

namespace asterism::cli {
namespace {

std::string text_of(const Json& object, const char* member) {
    if (!object.is_object()) return {};
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json list_of(const Json& metadata, const char* member) {
    if (!metadata.is_object()) return Json::array();
    const auto found = metadata.find(member);
    return found != metadata.end() && found->is_array() ? *found : Json::array();
}

/// The texts that a list of objects holds under one name: the terms of keywords, the texts of entities.
std::string joined(const Json& list, const char* member, std::string_view separator) {
    std::vector<std::string> texts;
    for (const Json& one : list)
        texts.push_back(text_of(one, member));
    return fmt::format("{}", fmt::join(texts, separator));
}

std::string date(const Json& span, std::size_t which) {
    return span.size() == 2 && span[which].is_string() ? span[which].get<std::string>() : std::string();
}

std::string quoted(const std::string& field) {
    if (field.find_first_of("\",\r\n") == std::string::npos) return field;
    std::string text = "\"";
    for (const char c : field)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

}  // namespace

std::string themes_text(std::span<const store::ClusterInfo> clusters) {
    TextTable table({{"id", true},
                     {"articles", true},
                     {"label", false, 40},
                     {"source"},
                     {"keywords", false, 70},
                     {"entities", false, 40},
                     {"dates"}});
    for (const auto& cluster : clusters) {
        const Json metadata = stored_json(cluster.metadata);
        const Json span = list_of(metadata, "span");
        const std::string dates =
            span.size() == 2 ? fmt::format("{:.10} to {:.10}", date(span, 0), date(span, 1)) : std::string();
        table.add({std::to_string(cluster.id), grouped(cluster.article_count), text_of(metadata, "label"),
                   text_of(metadata, "label_source"), joined(list_of(metadata, "keywords"), "term", ", "),
                   joined(list_of(metadata, "entities"), "text", ", "), dates});
    }
    return table.text();
}

Json themes_json(std::span<const store::ClusterInfo> clusters) {
    Json list = Json::array();
    for (const auto& cluster : clusters) {
        Json theme = {{"cluster_id", cluster.id}, {"article_count", cluster.article_count}};
        const Json metadata = stored_json(cluster.metadata);
        if (metadata.is_object()) theme.update(metadata);
        theme.erase("schema");
        list.push_back(std::move(theme));
    }
    return list;
}

std::string themes_csv(std::span<const store::ClusterInfo> clusters) {
    std::string text = "cluster_id,article_count,label,label_source,keywords,entities,from,to\n";
    for (const auto& cluster : clusters) {
        const Json metadata = stored_json(cluster.metadata);
        const Json span = list_of(metadata, "span");
        text += fmt::format("{},{},{},{},{},{},{},{}\n", cluster.id, cluster.article_count,
                            quoted(text_of(metadata, "label")), quoted(text_of(metadata, "label_source")),
                            quoted(joined(list_of(metadata, "keywords"), "term", "; ")),
                            quoted(joined(list_of(metadata, "entities"), "text", "; ")), date(span, 0), date(span, 1));
    }
    return text;
}

}  // namespace asterism::cli
