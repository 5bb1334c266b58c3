#include "cli/theme_views.hpp"

#include <fmt/format.h>

#include <string_view>

#include "cli/run_views.hpp"
#include "cli/text_table.hpp"

namespace asterism::cli {
namespace {

std::string entities_text(const pipeline::ClusterMetadata& metadata, std::string_view separator) {
    std::string text;
    for (const auto& entity : metadata.entities)
        text.append(text.empty() ? "" : separator).append(entity.text);
    return text;
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
        const auto theme = pipeline::ClusterMetadata::parse(cluster.metadata);
        table.add({std::to_string(cluster.id), grouped(cluster.article_count), theme.label, theme.label_source,
                   keywords_text(theme), entities_text(theme, ", "), span_text(theme.span)});
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
        const auto theme = pipeline::ClusterMetadata::parse(cluster.metadata);
        text += fmt::format("{},{},{},{},{},{},{},{}\n", cluster.id, cluster.article_count, quoted(theme.label),
                            quoted(theme.label_source), quoted(keywords_text(theme, "; ")),
                            quoted(entities_text(theme, "; ")), theme.span.from, theme.span.to);
    }
    return text;
}

}  // namespace asterism::cli
