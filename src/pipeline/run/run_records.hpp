/// The JSON texts a run writes of itself: its params, versions and metrics.
///
/// Every text carries "schema": 1. Ids are numbers or texts as in their table. Pure functions; texts that are not UTF-8
/// are written with replacement characters.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/cluster.hpp"
#include "pipeline/naming/theme_stage.hpp"
#include "pipeline/run/algorithm_settings.hpp"
#include "pipeline/run/engine_record.hpp"
#include "pipeline/stage_table.hpp"
#include "store/records.hpp"

namespace asterism::pipeline {

/// Every option of the algorithm that can change the result, and the number of threads.
[[nodiscard]] std::string run_params(const ClusterOptions& options, bool strict, bool dry_run,
                                     const AlgorithmSettings& algorithm = {});

[[nodiscard]] std::string run_versions();

/// At most this many rejected ids are written out; the counts are always complete.
inline constexpr std::size_t kListedRejections = 1000;

/// {"schema","stages":[{"name","wall_s","cpu_s","peak_bytes"}],
///  "rejected":{"count","by_reason","rows":[{"id","reason"}]},
///  "orphans","clusters","noise","noise_share","largest_cluster","median_cluster","mean_persistence",
///  "themes":{"source","score","pipeline","problem","sampled","sample_seconds","with_vectors"}},
/// what engine_json gives, and where an endpoint wrote labels,
///  "label_endpoint":{"endpoint","model","requests","prompt_tokens","completion_tokens","labels","refused","failures",
///                    "ended_by","last_failure"}.
///
/// Written before publishing, so the stage "publish" is not in it.
[[nodiscard]] std::string run_metrics(std::span<const StageUse> stages, std::span<const store::RejectedRow> rejected,
                                      std::int64_t orphans, std::span<const store::RunCluster> clusters,
                                      std::int64_t usable, std::int64_t noise, const EngineRecord& engine,
                                      const ThemeRecord& themes);

[[nodiscard]] std::string_view to_string(SelectionMethod method);
[[nodiscard]] std::string_view to_string(Metric metric);
[[nodiscard]] std::string_view to_string(Ties ties);

}  // namespace asterism::pipeline
