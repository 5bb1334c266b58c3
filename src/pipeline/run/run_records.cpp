#include "pipeline/run/run_records.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "pipeline/json_text.hpp"

namespace asterism::pipeline {
namespace {

using json = nlohmann::ordered_json;

json rejections_json(std::span<const store::RejectedRow> rejected) {
    json by_reason = json::object();
    json rows = json::array();
    for (const store::RejectedRow& row : rejected) {
        const std::string reason(to_string(row.reason));
        by_reason[reason] = by_reason.value(reason, 0) + 1;
        if (rows.size() < kListedRejections) rows.push_back({{"id", json_of(row.id)}, {"reason", reason}});
    }
    return {{"count", rejected.size()}, {"by_reason", by_reason}, {"rows", rows}};
}

json stages_json(std::span<const StageUse> stages) {
    json list = json::array();
    for (const StageUse& stage : stages) {
        list.push_back({{"name", stage.name},
                        {"wall_s", stage.use.wall_s},
                        {"cpu_s", stage.use.cpu_s},
                        {"peak_bytes", stage.use.peak_bytes}});
    }
    return list;
}

json themes_json(const ThemeRecord& record) {
    return {{"source", record.source},
            {"score", record.score},
            {"pipeline", record.versions},
            {"problem", record.problem},
            {"unread_dates", record.unread_dates},
            {"sampled", record.sampled},
            {"sample_seconds", record.sample_seconds},
            {"with_vectors", record.with_vectors}};
}

json label_endpoint_json(const themes::LabelRecord& record) {
    return {{"endpoint", record.endpoint},
            {"model", record.model},
            {"requests", record.requests},
            {"prompt_tokens", record.prompt_tokens},
            {"completion_tokens", record.completion_tokens},
            {"labels", record.labels},
            {"refused", record.refused},
            {"failures", record.failures},
            {"ended_by", record.ended_by},
            {"last_failure", record.last_failure}};
}

json hdbscan_params(const ClusterOptions& options, const std::optional<AttachOptions>& attach) {
    json params = {{"min_samples", options.min_samples.value_or(options.min_cluster_size)},
                   {"method", to_string(options.method)},
                   {"cluster_selection_epsilon", options.cluster_selection_epsilon},
                   {"max_cluster_size", options.max_cluster_size},
                   {"allow_single_cluster", options.allow_single_cluster},
                   {"alpha", options.alpha},
                   {"ties", to_string(options.ties)},
                   {"attach", json()},
                   {"max_noise", json()}};
    if (attach && attach->max_noise) params["max_noise"] = *attach->max_noise;
    if (attach && !attach->max_noise) params["attach"] = attach->floor;
    return params;
}

/// A resolution of null is found by the run itself; its metrics say which it was.
json topics_params(const TopicOptions& options) {
    json params = {{"resolution", json()}, {"certainty", options.certainty}, {"about", json()}};
    if (options.resolution) params["resolution"] = *options.resolution;
    if (options.about) params["about"] = *options.about;
    return params;
}

}  // namespace

std::string run_params(const ClusterOptions& options, bool strict, bool dry_run, const AlgorithmSettings& algorithm) {
    json params = {{"schema", 1}, {"algorithm", algorithm.topics ? "topics" : "hdbscan"}};
    params["min_cluster_size"] = options.min_cluster_size;
    params.update(algorithm.topics ? topics_params(*algorithm.topics) : hdbscan_params(options, algorithm.attach));
    params.update(json{
        {"metric", to_string(options.metric)}, {"threads", options.threads}, {"strict", strict}, {"dry_run", dry_run}});
    return text_of(params);
}

std::string run_versions() {
    return text_of({{"schema", 1}, {"asterism", ASTERISM_VERSION}});
}

std::string run_metrics(std::span<const StageUse> stages, std::span<const store::RejectedRow> rejected,
                        std::int64_t orphans, std::span<const store::RunCluster> clusters, std::int64_t usable,
                        std::int64_t noise, const EngineRecord& engine, const ThemeRecord& themes) {
    std::vector<std::int64_t> sizes;
    double persistence = 0;
    for (const store::RunCluster& cluster : clusters) {
        sizes.push_back(cluster.article_count);
        persistence += cluster.persistence;
    }
    std::ranges::sort(sizes);
    const auto count = static_cast<double>(std::max<std::size_t>(1, sizes.size()));
    json metrics = {{"schema", 1},
                    {"stages", stages_json(stages)},
                    {"rejected", rejections_json(rejected)},
                    {"orphans", orphans},
                    {"clusters", clusters.size()},
                    {"noise", noise},
                    {"noise_share", usable == 0 ? 0.0 : static_cast<double>(noise) / static_cast<double>(usable)},
                    {"largest_cluster", sizes.empty() ? 0 : sizes.back()},
                    {"median_cluster", sizes.empty() ? 0 : sizes[sizes.size() / 2]},
                    {"mean_persistence", persistence / count}};
    metrics["themes"] = themes_json(themes);
    metrics.update(engine_json(engine));
    if (themes.endpoint) metrics["label_endpoint"] = label_endpoint_json(*themes.endpoint);
    return text_of(metrics);
}

std::string_view to_string(SelectionMethod method) {
    return method == SelectionMethod::eom ? "eom" : "leaf";
}
std::string_view to_string(Metric metric) {
    switch (metric) {
        case Metric::cosine:
            return "cosine";
        case Metric::euclidean:
            return "euclidean";
        case Metric::precomputed:
            return "precomputed";
    }
    return {};
}
std::string_view to_string(Ties ties) {
    return ties == Ties::canonical ? "canonical" : "hdbscan";
}

}  // namespace asterism::pipeline
