/// The resolution that a number of topics was found at, which stays while the same number is asked for: otherwise a few
/// new articles could move every boundary.
#pragma once

#include <optional>

#include "pipeline/run/algorithm_settings.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

/// The settings to compute with: where about the same number of topics was published last, by the same metric, its
/// resolution stands in place of the number, unless `cold`. `published`: the last published run.
[[nodiscard]] AlgorithmSettings with_kept_resolution(AlgorithmSettings algorithm, Metric metric,
                                                     const std::optional<store::RunInfo>& published);

}  // namespace asterism::pipeline
