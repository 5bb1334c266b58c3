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
    const auto match = match_run(result);
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
                     const Representatives& representatives, bool made_here, const ThemeSettings& settings,
                     const Observer& observer) {
    std::vector<std::optional<ClusterMetadata>> before(result.clusters.size());
    if (!settings.endpoint.url.empty()) before = names_before(client, result);
    const ThemeTask task{.rows = result.assignments,
                         .clusters = result.clusters,
                         .representatives = representatives.clusters,
                         .keeps_label =
                             [&](std::size_t label, const themes::Theme& theme) {
                                 return before[label] && keeps_name(*before[label], theme.keywords);
                             },
                         .made_here = made_here,
                         .layers = result.layers,
                         .layer_representatives = representatives.layers};
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

store::MetadataSettler name_settler(const NamedThemes& names, std::size_t stories) {
    return [&names, stories](std::span<const std::optional<std::string>> before) {
        std::vector<std::optional<ClusterMetadata>> parsed;
        for (const auto& text : before)
            parsed.push_back(text ? std::optional(ClusterMetadata::parse(*text)) : std::nullopt);
        const auto old = std::span<const std::optional<ClusterMetadata>>(parsed);
        const auto layers = std::span(names.layers);
        std::vector<ClusterMetadata> settled;
        const auto settle = [&](std::span<const ClusterMetadata> fresh) {
            const std::size_t begin = settled.size(), end = begin + fresh.size();
            std::vector<ClusterMetadata> others = settled;
            for (const auto& later : old.subspan(end))
                if (later && later->by_person()) others.push_back(*later);
            for (auto& name : settle_names({fresh.begin(), fresh.end()}, old.subspan(begin, fresh.size()), others))
                settled.push_back(std::move(name));
        };
        settle(names.clusters);
        settle(layers.first(stories));
        settle(layers.subspan(stories));
        std::vector<std::string> texts;
        for (const auto& name : settled)
            texts.push_back(name.text());
        return texts;
    };
}

}  // namespace asterism::pipeline
