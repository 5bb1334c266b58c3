/// Where topics begin: at those of the last published run, so that a few new articles move few others.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "pipeline/run/algorithm_settings.hpp"
#include "store/assignments.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

struct WarmStart {
    store::RunId run = 0;
    double resolution = 0;  ///< as that run used it
};

/// None for a cold run, for the first one, and where the last published one was of another algorithm or metric, or
/// asked for another resolution or number of topics: a change of these means to move boundaries. The floor may change,
/// as topics start from what they were before it.
[[nodiscard]] std::optional<WarmStart> warm_start(const AlgorithmSettings& algorithm, Metric metric,
                                                  const std::optional<store::RunInfo>& published);

/// Per id the start label that the earlier run gave it; -1 for ids that it did not have, or that were added to it
/// later, so that it makes no difference whether they were. Both ascend.
[[nodiscard]] std::vector<std::int32_t> start_labels(const ArticleIds& ids, const store::Assignments& earlier);

/// The options of a run that begins there; they borrow `start`.
void begin_at(TopicOptions& options, const WarmStart& earlier, std::span<const std::int32_t> start);

}  // namespace asterism::pipeline
