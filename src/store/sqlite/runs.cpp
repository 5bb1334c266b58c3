#include "store/sqlite/runs.hpp"

#include <fmt/format.h>

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

RunInfo run_info(const Statement& row) {
    RunInfo info;
    info.id = row.integer(0);
    info.status = run_status_named(row.text(1));
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

void store_assignments(Session& session, RunId run, const RunResult& result, const PublishReport& published) {
    auto insert = session.prepare("insert_assignment");
    insert.bind(1, run);
    const Assignments& rows = result.assignments;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        bind_assignment(insert, rows, i, published.cluster_ids, published.layer_ids);
        expect_rows(session, insert.run(), 1, "assignments were not recorded", "cluster_assignments");
    }
}

/// The clusters of the main layer, or stories and themes. `metadata` is empty for a run that is not published.
void store_clusters(Session& session, RunId run, const RunResult& result, bool layers, const PublishReport& published,
                    std::span<const std::string> metadata) {
    const std::string table = layers ? "run_layer_clusters" : "run_clusters";
    auto insert = session.prepare(layers ? "insert_run_layer_cluster" : "insert_run_cluster");
    insert.bind(1, run);
    const auto& clusters = layers ? result.layers : result.clusters;
    const auto& ids = layers ? published.layer_ids : published.cluster_ids;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        const RunCluster& cluster = clusters[i];
        require_dimensions(session, cluster.centroid.size());
        insert.bind(2, std::int64_t{cluster.label}).bind_null(3).bind_null(8);
        if (!ids.empty()) insert.bind(3, ids[i]);
        insert.bind(4, std::span<const float>(cluster.centroid)).bind(5, cluster.article_count);
        insert.bind(6, cluster.persistence);
        insert.bind(7, std::string_view(metadata.empty() ? cluster.metadata : metadata[i]));
        if (cluster.parent >= 0) insert.bind(8, std::int64_t{cluster.parent});
        insert.bind(9, parent_id(cluster, result, published));
        if (layers) insert.bind(10, to_string(cluster.layer));
        expect_rows(session, insert.run(), 1, "clusters were not recorded", table);
    }
}

std::optional<RunInfo> first_run(Session& session, std::string_view statement) {
    auto row = session.prepare(statement);
    if (!row.step()) return std::nullopt;
    return run_info(row);
}

}  // namespace

void bind_assignment(Statement& insert, const Assignments& rows, std::size_t i, std::span<const ClusterId> cluster_ids,
                     std::span<const ClusterId> story_ids) {
    const auto label = rows.labels[i], story = rows.stories[i];
    bind_id(insert, 2, rows.ids, i);
    insert.bind(3, std::int64_t{label}).bind_null(4);
    if (label >= 0 && !cluster_ids.empty()) insert.bind(4, cluster_ids[static_cast<std::size_t>(label)]);
    insert.bind(5, rows.probabilities[i]).bind(6, rows.outlier_scores[i]).bind(7, to_string(rows.how[i])).bind_null(8);
    if (rows.start_labels[i] >= 0) insert.bind(8, std::int64_t{rows.start_labels[i]});
    insert.bind_null(9).bind_null(10);
    if (story >= 0) insert.bind(9, std::int64_t{story});
    if (story >= 0 && !story_ids.empty()) insert.bind(10, story_ids[static_cast<std::size_t>(story)]);
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
    require_allowed(run, run_status_named(row.text(0)), allowed);
}

void store_run(Session& session, RunId run, const RunResult& result, RunStatus status, const PublishReport& published) {
    for (const auto* table : {"forget_run_clusters", "forget_run_layer_clusters", "forget_assignments"})
        session.prepare(table).bind(1, run).run();
    const auto metadata = std::span(published.metadata);
    const std::size_t main = metadata.empty() ? 0 : result.clusters.size();
    store_clusters(session, run, result, false, published, metadata.first(main));
    store_clusters(session, run, result, true, published, metadata.subspan(main));
    store_assignments(session, run, result, published);
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
