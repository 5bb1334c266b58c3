#include "pipeline/run/assign.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "asterism/error.hpp"
#include "asterism/topics.hpp"
#include "base/log.hpp"
#include "pipeline/run/preflight.hpp"
#include "pipeline/run/run_input.hpp"
#include "pipeline/watched.hpp"

namespace asterism::pipeline {
namespace {

using store::How;

constexpr int kAttempts = 5;

/// What a run says about itself that its rows do not.
struct RunRules {
    Metric metric = Metric::cosine;
    bool topics = false;
    double floor = 0.5;
};

RunRules rules_of(const store::RunInfo& run) {
    const auto params = nlohmann::json::parse(run.params, nullptr, false);
    RunRules rules;
    if (!params.is_object()) return rules;
    const auto member = [&](const char* name) { return params.value(name, nlohmann::json()); };
    if (member("metric") == "euclidean") rules.metric = Metric::euclidean;
    rules.topics = member("algorithm") == "topics";
    const nlohmann::json floor = member(rules.topics ? "certainty" : "attach");
    if (floor.is_number()) rules.floor = floor.get<double>();
    return rules;
}

/// The rows of a run that have a vector, in front of the matrix that all were read into, and the rows it does not know.
struct Split {
    MatrixView known;
    std::vector<std::int32_t> labels, start_labels;
    std::vector<double> certainties;
    ArticleIds fresh_ids;
    Matrix fresh;
};

double certainty_of(const store::Assignments& run, std::size_t at, bool topics) {
    if (topics) return 1 - run.outlier_scores[at];
    return run.how[at] == How::attached ? run.probabilities[at] : 1;
}

Split split(store::EmbeddingRows& rows, const store::Assignments& run, bool topics) {
    Split parts{.known = {rows.vectors.row(0), 0, rows.vectors.cols()},
                .labels = {},
                .start_labels = {},
                .certainties = {},
                .fresh_ids = ArticleIds(rows.ids.type()),
                .fresh = Matrix(rows.vectors.cols())};
    std::size_t at = 0;
    for (std::size_t i = 0; i < rows.ids.size(); ++i) {
        const ArticleId id = rows.ids[i];
        while (at < run.size() && run.ids[at] < id)
            ++at;
        const float* const vector = rows.vectors.row(i);
        if (at == run.size() || run.ids[at] != id) {
            parts.fresh_ids.push_back(id);
            std::copy_n(vector, parts.known.cols, parts.fresh.add_row());
        } else if (run.how[at] != How::incremental && run.how[at] != How::rejected) {
            if (parts.known.rows != i) std::copy_n(vector, parts.known.cols, rows.vectors.row(parts.known.rows));
            ++parts.known.rows;
            parts.labels.push_back(run.labels[at]);
            parts.start_labels.push_back(topics ? run.start_labels[at] : run.labels[at]);
            parts.certainties.push_back(certainty_of(run, at, topics));
        }
    }
    return parts;
}

/// Rejected rows that the run does not know. An article whose vector is NULL has none yet and is no row.
std::vector<ArticleId> fresh_rejected(const store::EmbeddingRows& rows, const store::Assignments& run) {
    std::vector<ArticleId> rejected;
    for (const store::RejectedRow& row : rows.rejected)
        if (row.reason != store::Rejection::null_vector) rejected.push_back(row.id);
    std::ranges::sort(rejected);
    std::vector<ArticleId> fresh;
    std::size_t at = 0;
    for (const ArticleId& id : rejected) {
        while (at < run.size() && run.ids[at] < id)
            ++at;
        if (at == run.size() || run.ids[at] != id) fresh.push_back(id);
    }
    return fresh;
}

Placement find_places(const Split& parts, const RunRules& rules, int threads, Observer* observer) {
    const std::size_t count = parts.fresh_ids.size();
    if (parts.known.rows == 0 || count == 0) {
        return {.labels = std::vector<std::int32_t>(count, -1),
                .start_labels = std::vector<std::int32_t>(count, -1),
                .claims = std::vector<double>(count, 0)};
    }
    const PreparedRows prepared = prepare(parts.known, rules.metric, {}, threads, observer);
    const NeighborSearch search(prepared, kGraphNeighbors, threads, observer, count);
    return place(search, {.labels = parts.labels, .start_labels = parts.start_labels, .certainties = parts.certainties},
                 parts.fresh.view(), {.floor = rules.floor, .threads = threads}, observer);
}

store::Assignments placed_rows(const Split& parts, const Placement& places) {
    store::Assignments rows(parts.fresh_ids.type());
    for (std::size_t i = 0; i < parts.fresh_ids.size(); ++i) {
        rows.ids.push_back(parts.fresh_ids[i]);
        rows.add(places.labels[i], places.labels[i] >= 0 ? places.claims[i] : 0, 1 - places.claims[i], How::incremental,
                 places.start_labels[i]);
    }
    return rows;
}

/// All vectors are read, as for a run, and searched without a tree; what keeps heads there keeps whole rows here.
void require_memory_to_place(const store::StoreStatus& status, Metric metric, int threads) {
    ClusterOptions options;
    options.metric = metric;
    options.threads = threads;
    AlgorithmSettings algorithm;
    algorithm.topics.emplace();
    const auto rows = static_cast<std::uint64_t>(status.embeddings);
    const auto dimensions = static_cast<std::uint64_t>(std::max(0, status.dimensions));
    Forecast ahead = forecast(rows, dimensions, options, false, algorithm);
    ahead.bytes += 2 * rows * dimensions;
    require_memory(ahead, rows, dimensions);
}

/// nullopt: another run was published meanwhile.
std::optional<AssignReport> assign_once(store::ReaderDBClient& client, int threads, Observer* observer) {
    const store::StoreStatus status = client.status();
    const auto& published = status.last_published;
    if (!published) {
        throw Error(ErrorKind::data,
                    "nothing was published yet, so there is no cluster to place articles in; this "
                    "makes them: " +
                        client.commands().told("cluster"));
    }
    AssignReport report{.run = published->id};
    if (client.count_new_vectors(published->id) == 0) return report;
    client.require_writable(store::Work::run);
    const RunRules rules = rules_of(*published);
    require_memory_to_place(status, rules.metric, threads);
    const store::StoredRun run = client.load_run(published->id);
    store::EmbeddingRows rows =
        client.get_all_embeddings({.dimensions = {}, .reject_zero_norm = rules.metric == Metric::cosine});
    refuse_mix(client, rows);
    const Split parts = split(rows, run.result.assignments, rules.topics);
    const std::vector<ArticleId> rejected = fresh_rejected(rows, run.result.assignments);
    report.articles = static_cast<std::int64_t>(parts.fresh_ids.size() + rejected.size());
    if (report.articles == 0) return report;
    store::Assignments added = placed_rows(parts, find_places(parts, rules, threads, observer));
    report.placed = std::ranges::count_if(added.labels, [](std::int32_t label) { return label >= 0; });
    report.unsure = static_cast<std::int64_t>(added.size()) - report.placed;
    report.rejected = static_cast<std::int64_t>(rejected.size());
    for (const ArticleId& id : rejected) {
        added.ids.push_back(id);
        added.add(-1, 0, 0, How::rejected);
    }
    const auto stored = client.add_to_published(published->id, added, run.cluster_ids);
    if (!stored) return std::nullopt;
    report.left_out = stored->left_out;
    report.articles_changed = stored->articles_changed;
    return report;
}

}  // namespace

AssignReport assign_new(store::ReaderDBClient& client, int threads, Observer* observer) {
    const Watched watched(client, observer);
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        if (const auto report = assign_once(client, threads, observer)) return *report;
        log_info("another run was published meanwhile; articles are placed among its own");
    }
    throw Error(ErrorKind::lease, "other runs are being published again and again; wait for them, then run this again");
}

}  // namespace asterism::pipeline
