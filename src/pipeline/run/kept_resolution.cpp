#include "pipeline/run/kept_resolution.hpp"

#include <nlohmann/json.hpp>

#include "base/log.hpp"
#include "pipeline/run/run_records.hpp"

namespace asterism::pipeline {

AlgorithmSettings with_kept_resolution(AlgorithmSettings algorithm, Metric metric,
                                       const std::optional<store::RunInfo>& published) {
    if (!algorithm.topics || !algorithm.topics->about || algorithm.cold || !published) return algorithm;
    const auto params = nlohmann::json::parse(published->params, nullptr, false);
    const auto metrics = nlohmann::json::parse(published->metrics, nullptr, false);
    if (!params.is_object() || !metrics.is_object() || !metrics.contains("topics")) return algorithm;
    const nlohmann::json number = params.value("about", nlohmann::json());
    const nlohmann::json found = metrics["topics"].value("resolution", nlohmann::json());
    const bool same = params.value("metric", nlohmann::json()) == to_string(metric);
    if (!same || number != *algorithm.topics->about || !found.is_number()) return algorithm;
    algorithm.topics->resolution = found.get<double>();
    algorithm.topics->about.reset();
    log_info("resolution {} of run {} is kept, as about {} topics were asked for then, too",
             *algorithm.topics->resolution, published->id, number.get<int>());
    return algorithm;
}

}  // namespace asterism::pipeline
