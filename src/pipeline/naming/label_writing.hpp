/// Lets an endpoint, where one is named, write the labels of a run's clusters.
///
/// Largest clusters first. Labels stay unique in the run, upper and lower case taken as one; a cluster that gets no
/// label of its own keeps the one it has. No endpoint, no connection. Thread safety: one call per client.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "asterism/article_ids.hpp"
#include "asterism/observer.hpp"
#include "store/reader_db_client.hpp"
#include "themes/endpoint/label_writer.hpp"
#include "themes/theme_builder.hpp"

namespace asterism::pipeline {

using themes::LabelEndpoint;

/// Error{usage} for an address, a key or a model that cannot be used. Nothing is connected.
void check_label_endpoint(const LabelEndpoint& endpoint);

using RepresentativesOf = std::function<std::vector<ArticleId>(std::size_t label)>;
/// True for a cluster that keeps the label it has, now that this is its theme, and is not asked about. Empty: all are
/// asked about.
using KeepsLabel = std::function<bool(std::size_t label, const themes::Theme& theme)>;

/// `label` and `label_source` ("endpoint") of the themes change; themes[i] is of clusters[i]. Titles are read, in one
/// pass over the articles, only where some may be sent. Failures are logged and recorded, not thrown. nullopt without
/// an endpoint. Errors: Error{interrupted}; whatever the store throws.
[[nodiscard]] std::optional<themes::LabelRecord> write_labels(store::ReaderDBClient& client,
                                                              std::vector<themes::Theme>& themes,
                                                              const LabelEndpoint& endpoint,
                                                              std::span<const store::RunCluster> clusters,
                                                              const RepresentativesOf& representatives_of,
                                                              const KeepsLabel& keeps_label, const Observer& observer);

}  // namespace asterism::pipeline
