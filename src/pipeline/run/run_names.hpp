/// The names of a run's clusters: what their articles say, and what the clusters that they go on with were called.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "asterism/observer.hpp"
#include "pipeline/naming/theme_stage.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

/// One cluster as a person wants to see it after a run.
struct NamedCluster {
    std::int32_t label = 0;
    std::optional<store::ClusterId> cluster_id;  ///< nullopt in a dry run
    std::int64_t article_count = 0;
    std::string theme;  ///< its label
    std::vector<std::string> keywords;
};

/// The articles nearest to the centroids of a run.
struct Representatives {
    std::vector<std::vector<ArticleId>> clusters;  ///< per label
    std::vector<std::vector<ArticleId>> layers;    ///< as RunResult::layers
};

/// Names the clusters, stories and themes of `result` from the texts of their articles; an endpoint is not asked about
/// a cluster whose label will stay. `made_here`: all vectors are the embedded model's. Errors: those of name_clusters.
[[nodiscard]] NamedThemes name_run(store::ReaderDBClient& client, const store::RunResult& result,
                                   const Representatives& representatives, bool made_here,
                                   const ThemeSettings& settings, const Observer& observer);

/// Logs them, too.
[[nodiscard]] std::vector<NamedCluster> named_clusters(std::span<const store::RunCluster> clusters,
                                                       std::span<const ClusterMetadata> names);

/// settle_names for the publishing transaction; the first `stories` layers are stories. A cluster's label gives way to
/// what a person called a story or a theme; else it stands before a story's, and that before a theme's. Borrows
/// `names`.
[[nodiscard]] store::MetadataSettler name_settler(const NamedThemes& names, std::size_t stories);

}  // namespace asterism::pipeline
