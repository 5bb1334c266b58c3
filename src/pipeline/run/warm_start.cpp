#include "pipeline/run/warm_start.hpp"

#include <cstddef>
#include <nlohmann/json.hpp>

#include "base/log.hpp"
#include "pipeline/run/run_records.hpp"

namespace asterism::pipeline {

std::optional<WarmStart> warm_start(const AlgorithmSettings& algorithm, Metric metric,
                                    const std::optional<store::RunInfo>& published) {
    if (!algorithm.topics || algorithm.cold || !published) return std::nullopt;
    const auto params = nlohmann::json::parse(published->params, nullptr, false);
    const auto metrics = nlohmann::json::parse(published->metrics, nullptr, false);
    if (!params.is_object() || !metrics.is_object() || !metrics.contains("topics")) return std::nullopt;
    const nlohmann::json found = metrics["topics"].value("resolution", nlohmann::json());
    const auto same = [&](const char* name, const nlohmann::json& wanted) {
        return params.value(name, nlohmann::json()) == wanted;
    };
    const auto member = [](const auto& value) { return value ? nlohmann::json(*value) : nlohmann::json(); };
    if (!found.is_number() || !same("metric", to_string(metric)) || !same("about", member(algorithm.topics->about)) ||
        !same("resolution", member(algorithm.topics->resolution)))
        return std::nullopt;
    return WarmStart{.run = published->id, .resolution = found.get<double>()};
}

std::vector<std::int32_t> start_labels(const ArticleIds& ids, const store::Assignments& earlier) {
    std::vector<std::int32_t> labels;
    labels.reserve(ids.size());
    std::size_t at = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const ArticleId id = ids[i];
        while (at < earlier.size() && earlier.ids[at] < id)
            ++at;
        labels.push_back(at < earlier.size() && earlier.ids[at] == id && earlier.how[at] != store::How::incremental
                             ? earlier.start_labels[at]
                             : -1);
    }
    return labels;
}

void begin_at(TopicOptions& options, const WarmStart& earlier, std::span<const std::int32_t> start) {
    options.resolution = earlier.resolution;
    options.about.reset();
    options.start = start;
    log_info("topics begin at those of run {}, at its resolution {}; --cold begins anew", earlier.run,
             earlier.resolution);
}

}  // namespace asterism::pipeline
