#include "store/sqlite/runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "asterism/error.hpp"
#include "store/sqlite/clusters.hpp"
#include "store/sqlite/column_types.hpp"
#include "store/sqlite/dimensions.hpp"
#include "store/sqlite/embeddings.hpp"
#include "store/sqlite/ids.hpp"
#include "store/sqlite/obstacles.hpp"
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

void store_assignments(Session& session, RunId run, const RunResult& result, std::span<const ClusterId> cluster_ids) {
    auto insert = session.prepare("insert_assignment");
    insert.bind(1, run);
    const Assignments& rows = result.assignments;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        bind_assignment(insert, rows, i, cluster_ids);
        expect_rows(session, insert.run(), 1, "assignments were not recorded", "cluster_assignments");
    }
}

std::optional<RunInfo> first_run(Session& session, std::string_view statement) {
    auto row = session.prepare(statement);
    if (!row.step()) return std::nullopt;
    return run_info(row);
}

}  // namespace

void bind_assignment(Statement& insert, const Assignments& rows, std::size_t i,
                     std::span<const ClusterId> cluster_ids) {
    const auto label = rows.labels[i];
    bind_id(insert, 2, rows.ids, i);
    insert.bind(3, std::int64_t{label}).bind_null(4);
    if (label >= 0 && !cluster_ids.empty()) insert.bind(4, cluster_ids[static_cast<std::size_t>(label)]);
    insert.bind(5, rows.probabilities[i]).bind(6, rows.outlier_scores[i]).bind(7, to_string(rows.how[i])).bind_null(8);
    if (rows.start_labels[i] >= 0) insert.bind(8, std::int64_t{rows.start_labels[i]});
}

RunId begin_run(Session& session, const RunStart& start) {
    Transaction transaction(session.ready(), Transaction::Kind::write);
    require_run(session, start.publishes);
    const auto now = utc_now();
    const auto begun = session.prepare("begin_run")
                           .bind(1, std::string_view(now))
                           .bind(2, std::string_view(start.params))
                           .bind(3, std::string_view(start.versions))
                           .run();
    expect_rows(session, begun, 1, "runs were not recorded", "cluster_runs");
    const RunId run = session.connection().last_insert_id();
    transaction.commit();
    return run;
}

RunInfo find_run(Session& session, RunId run) {
    auto row = session.prepare("find_run");
    if (!row.bind(1, run).step()) throw no_run(run, session.commands());
    return run_info(row);
}

void fail_run(Session& session, RunId run, std::string_view message) {
    session.ready();
    const auto now = utc_now();
    session.prepare("fail_run").bind(1, run).bind(2, std::string_view(now)).bind(3, message).run();
}

void require_open_run(Session& session, RunId run, std::span<const RunStatus> allowed) {
    auto row = session.prepare("run_status");
    row.bind(1, run);
    if (!row.step()) throw no_run(run, session.commands());
    if (std::find(allowed.begin(), allowed.end(), run_status(row.text(0))) != allowed.end()) return;
    throw Error(ErrorKind::usage,
                fmt::format("run {} is {}, so nothing can be stored for it; start a new run", run, row.text(0)));
}

/// `published`: ids and metadata per label; empty for a run that is not published.
void store_run(Session& session, RunId run, const RunResult& result, RunStatus status, const PublishReport& published) {
    const auto& cluster_ids = published.cluster_ids;
    session.prepare("forget_run_clusters").bind(1, run).run();
    session.prepare("forget_assignments").bind(1, run).run();
    auto insert = session.prepare("insert_run_cluster");
    for (std::size_t label = 0; label < result.clusters.size(); ++label) {
        const RunCluster& cluster = result.clusters[label];
        require_dimensions(session, cluster.centroid.size());
        const std::string_view metadata = published.metadata.empty() ? cluster.metadata : published.metadata[label];
        insert.bind(1, run).bind(2, static_cast<std::int64_t>(label)).bind_null(3);
        if (!cluster_ids.empty()) insert.bind(3, cluster_ids[label]);
        insert.bind(4, std::span<const float>(cluster.centroid)).bind(5, cluster.article_count);
        insert.bind(6, cluster.persistence).bind(7, metadata);
        expect_rows(session, insert.run(), 1, "clusters were not recorded", "run_clusters");
    }
    store_assignments(session, run, result, cluster_ids);
    const auto now = utc_now();
    auto finish = session.prepare("finish_run");
    finish.bind(1, run)
        .bind(2, to_string(status))
        .bind(3, std::string_view(now))
        .bind(4, std::string_view(result.metrics))
        .bind(5, std::string_view(result.input_fingerprint))
        .bind(6, result.article_count)
        .bind(7, static_cast<std::int64_t>(result.clusters.size()))
        .bind(8, result.noise_count)
        .bind(9, result.rejected_count);
    expect_rows(session, finish.run(), 1, "runs were not closed", "cluster_runs");
}

void store_dry_run(Session& session, RunId run, const RunResult& result) {
    Transaction transaction(session.ready(), Transaction::Kind::write);
    require_open_run(session, run, std::array{RunStatus::running});
    require_id_type(session, result.assignments.ids);
    store_run(session, run, result, RunStatus::dry, {});
    transaction.commit();
}

std::vector<RunInfo> runs(Session& session, std::size_t limit) {
    session.ready();
    auto row = session.prepare("list_runs");
    row.bind(1, sql_limit(limit));
    std::vector<RunInfo> found;
    while (row.step())
        found.push_back(run_info(row));
    return found;
}

StoreStatus status(Session& session) {
    Transaction snapshot(session.ready(), Transaction::Kind::read);
    StoreStatus status;
    status.location = session.connection().location();
    status.dimensions = static_cast<int>(session.counter("dimensions").value_or(0));
    auto articles = session.prepare("count_articles");
    articles.step();
    status.articles = articles.integer(0);
    status.clustered = articles.integer(1);
    const VectorRows vectors = count_vectors(session);
    status.embeddings = vectors.vectors;
    status.orphans = vectors.orphans;
    status.clusters = query_integer(session.connection(), session.sql("count_clusters")).value_or(0);
    const auto newest = runs(session, 1);
    if (!newest.empty()) status.last_run = newest.front();
    status.last_published = first_run(session, "last_published_run");
    return status;
}

}  // namespace asterism::store::sqlite
