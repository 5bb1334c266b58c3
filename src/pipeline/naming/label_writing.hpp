/// Lets an endpoint, where one is named, write the labels of a run's clusters.
///
/// Largest clusters first. Labels stay unique in the run, upper and lower case taken as one; a cluster that gets no
/// label of its own keeps the one it has. No endpoint, no connection. Thread safety: one call per client.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "asterism/observer.hpp"
#include "store/records.hpp"
#include "themes/endpoint/label_writer.hpp"
#include "themes/theme.hpp"

namespace asterism::pipeline {

using themes::LabelEndpoint;

/// Error{usage} for an address, a key or a model that cannot be used. Nothing is connected.
void check_label_endpoint(const LabelEndpoint& endpoint);

/// Of the articles that stand for a cluster, most typical first. Asked for where some may be sent.
using TitlesOf = std::function<std::vector<std::string>(std::size_t label)>;
/// True for a cluster that keeps the label it has, now that this is its theme, and is not asked about. Empty: all are
/// asked about.
using KeepsLabel = std::function<bool(std::size_t label, const themes::Theme& theme)>;

/// `label` and `label_source` ("endpoint") of the themes change; themes[i] is of clusters[i]. Failures are logged and
/// recorded, not thrown. nullopt without an endpoint. Errors: Error{interrupted}.
[[nodiscard]] std::optional<themes::LabelRecord> write_labels(std::vector<themes::Theme>& themes,
                                                              const LabelEndpoint& endpoint,
                                                              std::span<const store::RunCluster> clusters,
                                                              const TitlesOf& titles_of, const KeepsLabel& keeps_label,
                                                              const Observer& observer);

}  // namespace asterism::pipeline
