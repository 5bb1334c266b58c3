/// What a run that did not come out well is told: mostly noise, or one cluster that holds too much.
#pragma once

#include <string>
#include <vector>

#include "asterism/options.hpp"
#include "pipeline/run/algorithm_settings.hpp"
#include "pipeline/run/row_clusters.hpp"

namespace asterism::pipeline {

/// A sentence when more than half of the rows are noise, one when a cluster holds more than a third of them, each with
/// the options that were not used and could help. Mostly empty.
[[nodiscard]] std::vector<std::string> advice(const RowClusters& clusters, const ClusterOptions& options,
                                              const AlgorithmSettings& algorithm);

}  // namespace asterism::pipeline
