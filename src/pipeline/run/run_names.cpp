#include "pipeline/run/run_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <utility>

#include "base/log.hpp"
#include "pipeline/naming/cluster_names.hpp"
#include "pipeline/run/cluster_matching.hpp"

namespace asterism::pipeline {
namespace {

/// The metadata of the cluster that each label goes on with.
std::vector<std::optional<ClusterMetadata>> names_before(store::ReaderDBClient& client,
                                                         const store::RunResult& result) {
    const store::Assignments& rows = result.assignments;
    const auto match = match_by_overlap(rows.ids, rows.labels, rows.how,
                                        static_cast<std::int32_t>(result.clusters.size()), decides_lineage);
    std::map<store::ClusterId, ClusterMetadata> living;
    for (const auto& cluster : client.clusters(0))
        living.emplace(cluster.id, ClusterMetadata::parse(cluster.metadata));
    std::vector<std::optional<ClusterMetadata>> before;
    const store::Lineage lineage = match(client.published_assignments());
    for (const auto& kept : lineage.kept) {
        const auto found = kept ? living.find(*kept) : living.end();
        before.push_back(found == living.end() ? std::nullopt : std::optional(found->second));
    }
    return before;
}

}  // namespace

NamedThemes name_run(store::ReaderDBClient& client, const store::RunResult& result,
                     std::span<const std::vector<ArticleId>> representatives, bool made_here,
                     const ThemeSettings& settings, const Observer& observer) {
    std::vector<std::optional<ClusterMetadata>> before(result.clusters.size());
    if (!settings.endpoint.url.empty()) before = names_before(client, result);
    const ThemeTask task{.rows = result.assignments,
                         .clusters = result.clusters,
                         .representatives = representatives,
                         .keeps_label =
                             [&](std::size_t label, const themes::Theme& theme) {
                                 return before[label] && keeps_name(*before[label], theme.keywords);
                             },
                         .made_here = made_here};
    return name_clusters(client, task, settings, language_pipeline(settings), observer);
}

std::vector<NamedCluster> named_clusters(std::span<const store::RunCluster> clusters,
                                         std::span<const ClusterMetadata> names) {
    std::vector<NamedCluster> named;
    for (std::size_t label = 0; label < names.size(); ++label) {
        NamedCluster cluster{.label = static_cast<std::int32_t>(label),
                             .cluster_id = {},
                             .article_count = clusters[label].article_count,
                             .theme = names[label].label,
                             .keywords = {}};
        for (const auto& keyword : names[label].keywords)
            cluster.keywords.push_back(keyword.term);
        log_info("theme {:>4} {:>7} articles  {} | {}", label, cluster.article_count, cluster.theme,
                 fmt::join(cluster.keywords, ", "));
        named.push_back(std::move(cluster));
    }
    return named;
}

store::MetadataSettler name_settler(std::span<const ClusterMetadata> names) {
    return [names](std::span<const std::optional<std::string>> before) {
        std::vector<std::optional<ClusterMetadata>> parsed;
        for (const auto& text : before)
            parsed.push_back(text ? std::optional(ClusterMetadata::parse(*text)) : std::nullopt);
        std::vector<std::string> texts;
        for (const auto& settled : settle_names({names.begin(), names.end()}, parsed))
            texts.push_back(settled.text());
        return texts;
    };
}

}  // namespace asterism::pipeline
