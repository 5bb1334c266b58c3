#include "pipeline/run/engine_record.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "pipeline/digest.hpp"
#include "pipeline/run/option_notes.hpp"

namespace asterism::pipeline {
namespace {

using json = nlohmann::ordered_json;

json counts_json(const PairCounts& counts) {
    return {{"pairs", counts.pairs}, {"survivors", counts.survivors}, {"exact", counts.exact}};
}

json forecast_json(const Forecast& forecast) {
    json stages = json::object();
    for (const PlannedStage& stage : forecast.stages)
        stages[std::string(stage.name)] = stage.seconds;
    return {{"bytes", forecast.bytes}, {"seconds", forecast.seconds}, {"stages", stages}};
}

json report_json(const EngineReport& report, const Forecast& forecast) {
    json stages = json::array();
    for (const EngineStage& stage : report.stages)
        stages.push_back({{"name", stage.name}, {"wall_s", stage.wall_s}, {"cpu_s", stage.cpu_s}});
    return {{"target", report.target}, {"distinct_rows", report.distinct_rows},      {"head_width", report.head_width},
            {"extras", report.extras}, {"neighbors", counts_json(report.neighbors)}, {"tree", counts_json(report.tree)},
            {"stages", stages},        {"forecast", forecast_json(forecast)}};
}

}  // namespace

std::string describe(const Verification& verification, std::size_t rows) {
    if (verification.complete) {
        return fmt::format("all {} pairs of {} rows were computed, and the tree is proved to be the minimum",
                           verification.pairs_checked, rows);
    }
    return fmt::format("{} of {} rows were held against all others ({} pairs) and {} tree edges proved",
                       verification.rows_checked, rows, verification.pairs_checked, verification.edges_checked);
}

std::string describe_graph(const Verification& verification, std::size_t rows) {
    return fmt::format("{} of {} rows were held against all others ({} pairs), and the graph of neighbours is {}",
                       verification.rows_checked, rows, verification.pairs_checked,
                       verification.complete ? "proved" : "as they say");
}

void accept(const Verification& found, const std::string& described) {
    if (!found.holds()) {
        throw Error(ErrorKind::internal,
                    fmt::format("the result is wrong and was thrown away: --verify found {} violations ({}); please "
                                "report this, and try ASTERISM_SIMD=scalar meanwhile",
                                found.violations, fmt::join(found.findings, "; ")));
    }
    log_info("verified: {}", described);
}

EngineRecord record_engine(const PreparedRows& rows, const Clustering& clustering, const ClusterOptions& options,
                           bool verified, Forecast forecast, StageTable& stages, Observer* observer) {
    EngineRecord record{.report = clustering.report,
                        .tree_digest = weights_digest(clustering.spanning_tree),
                        .forecast = std::move(forecast),
                        .verification = {},
                        .limit_losses = clustering.limit_losses,
                        .notes = option_notes(options, rows.size(), clustering.limit_losses),
                        .advice = {},
                        .attached = {},
                        .topics = {}};
    for (const std::string& note : record.notes)
        log_warning("{}", note);
    if (!verified) return record;
    record.verification = stages.run("verify", [&] { return verify(rows, clustering, options, observer); });
    accept(*record.verification, describe(*record.verification, rows.size()));
    return record;
}

EngineRecord record_topics(const NeighborGraph& graph, const Topics& topics, const ClusterOptions& options,
                           Forecast forecast) {
    ClusterOptions sizes;  // of HDBSCAN's options the one that topics know
    sizes.min_cluster_size = options.min_cluster_size;
    const auto last = std::ranges::max_element(topics.start_labels);
    EngineRecord record;
    record.report = graph.report;
    record.report.stages.insert(record.report.stages.end(), topics.report.stages.begin(), topics.report.stages.end());
    record.forecast = std::move(forecast);
    record.notes = option_notes(sizes, graph.node_of_row.size(), {});
    record.topics = TopicsRecord{.resolution = topics.resolution,
                                 .quality = topics.quality,
                                 .before_floor = last == topics.start_labels.end() ? 0 : *last + 1};
    for (const std::string& note : record.notes)
        log_warning("{}", note);
    return record;
}

nlohmann::ordered_json engine_json(const EngineRecord& record) {
    const LimitLosses& losses = record.limit_losses;
    json members = {{"tree_digest", record.tree_digest.empty() ? json() : json(record.tree_digest)},
                    {"engine", report_json(record.report, record.forecast)},
                    {"limit_losses", {{"clusters", losses.clusters}, {"rows", losses.rows}}},
                    {"notes", record.notes},
                    {"advice", record.advice}};
    if (record.attached) members["attached"] = *record.attached;
    if (record.topics) {
        members["topics"] = {{"resolution", record.topics->resolution},
                             {"quality", record.topics->quality},
                             {"before_floor", record.topics->before_floor},
                             {"start_run", record.topics->start_run ? json(*record.topics->start_run) : json()}};
    }
    if (record.verification) {
        members["verified"] = {{"complete", record.verification->complete},
                               {"rows", record.verification->rows_checked},
                               {"pairs", record.verification->pairs_checked},
                               {"edges", record.verification->edges_checked}};
    }
    return members;
}

}  // namespace asterism::pipeline
