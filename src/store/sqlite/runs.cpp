/// The record of runs.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "asterism/error.hpp"
#include "store/sqlite/client.hpp"
#include "store/stored_run.hpp"

namespace asterism::store::sqlite {
namespace {

RunStatus run_status(std::string_view name) {
    for (const auto status : {RunStatus::running, RunStatus::dry, RunStatus::held, RunStatus::published,
                              RunStatus::superseded, RunStatus::failed})
        if (to_string(status) == name) return status;
    throw Error(ErrorKind::schema, fmt::format("a run has the unknown status \"{}\"", name));
}

RunInfo run_info(const Statement& row) {
    RunInfo info;
    info.id = row.integer(0);
    info.status = run_status(row.text(1));
    info.started_at = row.string(2);
    info.finished_at = row.string(3);
    info.article_count = row.integer(4);
    info.cluster_count = row.integer(5);
    info.noise_count = row.integer(6);
    info.rejected_count = row.integer(7);
    info.params = row.string(8);
    info.metrics = row.string(9);
    info.versions = row.string(10);
    info.input_fingerprint = row.string(11);
    info.error = row.string(12);
    return info;
}

}  // namespace

RunId SqliteClient::begin_run(const RunStart& start) {
    Transaction transaction(ready(), Transaction::Kind::write);
    require_run(start.publishes);
    const auto now = utc_now();
    const auto begun = prepare("begin_run")
                           .bind(1, std::string_view(now))
                           .bind(2, std::string_view(start.params))
                           .bind(3, std::string_view(start.versions))
                           .run();
    expect_rows(begun, 1, "runs were not recorded", "cluster_runs");
    const RunId run = db_->last_insert_id();
    transaction.commit();
    return run;
}

void SqliteClient::fail_run(RunId run, std::string_view message) {
    watch(nullptr);
    ready();
    const auto now = utc_now();
    prepare("fail_run").bind(1, run).bind(2, std::string_view(now)).bind(3, message).run();
}

void SqliteClient::require_open_run(RunId run, std::span<const RunStatus> allowed) {
    auto row = prepare("run_status");
    row.bind(1, run);
    if (!row.step()) throw no_run(run, commands());
    if (std::find(allowed.begin(), allowed.end(), run_status(row.text(0))) != allowed.end()) return;
    throw Error(ErrorKind::usage,
                fmt::format("run {} is {}, so nothing can be stored for it; start a new run", run, row.text(0)));
}

void SqliteClient::store_dry_run(RunId run, const RunResult& result) {
    Transaction transaction(ready(), Transaction::Kind::write);
    require_open_run(run, std::array{RunStatus::running});
    require_id_type(result.assignments.ids);
    store_run(run, result, RunStatus::dry, {});
    transaction.commit();
}

/// `published`: ids and metadata per label; empty for a run that is not published.
void SqliteClient::store_run(RunId run, const RunResult& result, RunStatus status, const PublishReport& published) {
    const auto& cluster_ids = published.cluster_ids;
    prepare("forget_run_clusters").bind(1, run).run();
    prepare("forget_assignments").bind(1, run).run();
    auto insert = prepare("insert_run_cluster");
    for (std::size_t label = 0; label < result.clusters.size(); ++label) {
        const RunCluster& cluster = result.clusters[label];
        require_dimensions(cluster.centroid.size());
        const std::string_view metadata = published.metadata.empty() ? cluster.metadata : published.metadata[label];
        insert.bind(1, run).bind(2, static_cast<std::int64_t>(label)).bind_null(3);
        if (!cluster_ids.empty()) insert.bind(3, cluster_ids[label]);
        insert.bind(4, std::span<const float>(cluster.centroid)).bind(5, cluster.article_count);
        insert.bind(6, cluster.persistence).bind(7, metadata);
        expect_rows(insert.run(), 1, "clusters were not recorded", "run_clusters");
    }
    store_assignments(run, result, cluster_ids);
    const auto now = utc_now();
    auto finish = prepare("finish_run");
    finish.bind(1, run)
        .bind(2, to_string(status))
        .bind(3, std::string_view(now))
        .bind(4, std::string_view(result.metrics))
        .bind(5, std::string_view(result.input_fingerprint))
        .bind(6, result.article_count)
        .bind(7, static_cast<std::int64_t>(result.clusters.size()))
        .bind(8, result.noise_count)
        .bind(9, result.rejected_count);
    expect_rows(finish.run(), 1, "runs were not closed", "cluster_runs");
}

void SqliteClient::store_assignments(RunId run, const RunResult& result, std::span<const ClusterId> cluster_ids) {
    auto insert = prepare("insert_assignment");
    insert.bind(1, run);
    const Assignments& rows = result.assignments;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto label = rows.labels[i];
        bind_id(insert, 2, rows.ids, i);
        insert.bind(3, std::int64_t{label}).bind_null(4);
        if (label >= 0 && !cluster_ids.empty()) insert.bind(4, cluster_ids[static_cast<std::size_t>(label)]);
        insert.bind(5, rows.probabilities[i]).bind(6, rows.outlier_scores[i]).bind(7, to_string(rows.how[i]));
        expect_rows(insert.run(), 1, "assignments were not recorded", "cluster_assignments");
    }
}

StoredRun SqliteClient::load_run(RunId run) {
    const Transaction snapshot(ready(), Transaction::Kind::read);
    auto record = prepare("find_run");
    if (!record.bind(1, run).step()) throw no_run(run, commands());
    StoredRun stored = stored_run(run_info(record), commands());
    read_run_clusters(run, stored);
    stored.result.assignments = read_run_assignments(run, static_cast<std::size_t>(stored.result.article_count));
    return stored;
}

void SqliteClient::read_run_clusters(RunId run, StoredRun& stored) {
    auto row = prepare("run_clusters");
    row.bind(1, run);
    while (row.step()) {
        RunCluster& cluster = stored.result.clusters.emplace_back();
        cluster.label = static_cast<std::int32_t>(row.integer(0));
        if (!row.is_null(1)) stored.cluster_ids.push_back(row.integer(1));
        const std::string_view centroid = row.blob(2);
        cluster.centroid.resize(centroid.size() / sizeof(float));
        std::memcpy(cluster.centroid.data(), centroid.data(), cluster.centroid.size() * sizeof(float));
        cluster.article_count = row.integer(3);
        cluster.persistence = row.real(4);
        cluster.metadata = row.string(5);
    }
}

Assignments SqliteClient::read_run_assignments(RunId run, std::size_t count) {
    Assignments rows(id_type());
    rows.reserve(count);
    auto row = prepare("run_rows");
    row.bind(1, run);
    while (row.step()) {
        rows.ids.push_back(read_id(row, 0, rows.ids.type(), *db_));
        const double outlier_score = row.is_null(3) ? std::numeric_limits<double>::quiet_NaN() : row.real(3);
        rows.add(static_cast<std::int32_t>(row.integer(1)), row.real(2), outlier_score, how_named(row.text(4)));
    }
    return rows;
}

std::vector<RunInfo> SqliteClient::runs(std::size_t limit) {
    ready();
    auto row = prepare("list_runs");
    row.bind(1, sql_limit(limit));
    std::vector<RunInfo> found;
    while (row.step())
        found.push_back(run_info(row));
    return found;
}

std::optional<RunInfo> SqliteClient::first_run(std::string_view statement) {
    auto row = prepare(statement);
    if (!row.step()) return std::nullopt;
    return run_info(row);
}

StoreStatus SqliteClient::status() {
    Transaction snapshot(ready(), Transaction::Kind::read);
    StoreStatus status;
    status.location = db_->location();
    status.dimensions = static_cast<int>(counter("dimensions").value_or(0));
    auto articles = prepare("count_articles");
    articles.step();
    status.articles = articles.integer(0);
    status.clustered = articles.integer(1);
    const VectorRows vectors = count_vectors();
    status.embeddings = vectors.vectors;
    status.orphans = vectors.orphans;
    status.clusters = query_integer(*db_, sql_.text("count_clusters")).value_or(0);
    const auto newest = runs(1);
    if (!newest.empty()) status.last_run = newest.front();
    status.last_published = first_run("last_published_run");
    return status;
}

}  // namespace asterism::store::sqlite
