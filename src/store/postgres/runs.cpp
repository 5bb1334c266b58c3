#include "store/postgres/runs.hpp"

#include <fmt/format.h>

#include <array>

#include "asterism/error.hpp"
#include "store/postgres/clusters.hpp"
#include "store/postgres/copy_writer.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/obstacles.hpp"
#include "store/postgres/schema.hpp"
#include "store/postgres/write_target.hpp"
#include "store/stored_run.hpp"

namespace asterism::store::postgres {
namespace {

RunInfo run_info(const Result& rows, int row) {
    RunInfo info;
    info.id = rows.integer(row, 0);
    info.status = run_status_named(rows.bytes(row, 1));
    info.started_at = rows.text(row, 2);
    info.finished_at = rows.text(row, 3);
    info.article_count = rows.integer(row, 4);
    info.cluster_count = rows.integer(row, 5);
    info.noise_count = rows.integer(row, 6);
    info.rejected_count = rows.integer(row, 7);
    info.params = rows.text(row, 8);
    info.metrics = rows.text(row, 9);
    info.versions = rows.text(row, 10);
    info.input_fingerprint = rows.text(row, 11);
    info.error = rows.text(row, 12);
    return info;
}

/// The newest runs of one status, or of any.
std::vector<RunInfo> newest_runs(Session& session, std::optional<std::int64_t> limit, const Param& status) {
    std::vector<RunInfo> found;
    const Result rows = session.run("list_runs", {limit, status});
    for (int row = 0; row < rows.rows(); ++row)
        found.push_back(run_info(rows, row));
    return found;
}

void put_or_null(CopyWriter& writer, std::optional<ClusterId> id) {
    if (id)
        writer.put_int64(*id);
    else
        writer.put_null();
}

/// -1 is written as NULL.
void put_label(CopyWriter& writer, std::int32_t label) {
    if (label >= 0)
        writer.put_int32(label);
    else
        writer.put_null();
}

/// The clusters of the main layer, or stories and themes. `metadata` is empty for a run that is not published.
void stage_clusters(Session& session, const RunResult& result, bool layers, const PublishReport& published,
                    std::span<const std::string> metadata) {
    CopyWriter writer(session.connection(), layers ? "pg_temp.asterism_layer_clusters" : "pg_temp.asterism_clusters",
                      9);
    const auto& clusters = layers ? result.layers : result.clusters;
    const auto& ids = layers ? published.layer_ids : published.cluster_ids;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        const RunCluster& cluster = clusters[i];
        writer.begin_row();
        writer.put_bytes(to_string(cluster.layer));
        writer.put_int32(cluster.label);
        put_or_null(writer, ids.empty() ? std::nullopt : std::optional(ids[i]));
        writer.put_vector(cluster.centroid);
        writer.put_int64(cluster.article_count);
        writer.put_float8(cluster.persistence);
        writer.put_bytes(metadata.empty() ? cluster.metadata : metadata[i]);
        put_label(writer, cluster.parent);
        put_or_null(writer, parent_id(cluster, result, published));
    }
    writer.finish();
}

/// The id of a label, where it has one.
std::optional<ClusterId> id_at(std::span<const ClusterId> ids, std::int32_t label) {
    if (label < 0 || ids.empty()) return std::nullopt;
    return ids[static_cast<std::size_t>(label)];
}

}  // namespace

void stage_assignments(Session& session, const Assignments& rows, std::span<const ClusterId> cluster_ids,
                       std::span<const ClusterId> story_ids) {
    const IdWire wire = session.catalogue().id.wire;
    CopyWriter writer(session.connection(), "pg_temp.asterism_assignments", 9);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int32_t label = rows.labels[i];
        writer.begin_row();
        put_id(writer, wire, rows.ids, i);
        writer.put_int32(label);
        put_or_null(writer, id_at(cluster_ids, label));
        writer.put_float8(rows.probabilities[i]);
        writer.put_float8(rows.outlier_scores[i]);
        writer.put_bytes(to_string(rows.how[i]));
        put_label(writer, rows.start_labels[i]);
        put_label(writer, rows.stories[i]);
        put_or_null(writer, id_at(story_ids, rows.stories[i]));
    }
    writer.finish();
}

RunId begin_run(Session& session, const RunStart& start) {
    RunId run = 0;
    session.transact_on_tables(Access::write, [&] {
        require_run(session, start.publishes);
        run = take_numbers(session, "run_id", 1);
        const Result begun = session.run("begin_run", {run, start.params, start.versions});
        expect_rows(session, begun.affected(), 1, "runs were not recorded", qualified(session.names(), "cluster_runs"));
    });
    return run;
}

RunInfo find_run(Session& session, RunId run) {
    const Result row = session.run("find_run", {run});
    if (row.rows() == 0) throw no_run(run, session.commands());
    return run_info(row, 0);
}

void fail_run(Session& session, RunId run, std::string_view message) {
    session.transact_on_tables(Access::write, [&] { session.run("fail_run", {run, message}); });
}

void require_open_run(Session& session, RunId run, std::span<const RunStatus> allowed) {
    const Result row = session.run("run_status", {run});
    if (row.rows() == 0) throw no_run(run, session.commands());
    require_allowed(run, run_status_named(row.bytes(0, 0)), allowed);
}

void store_run(Session& session, RunId run, const RunResult& result, RunStatus status, const PublishReport& published) {
    session.run("stage_run");
    const auto metadata = std::span(published.metadata);
    const std::size_t main = metadata.empty() ? 0 : result.clusters.size();
    stage_clusters(session, result, false, published, metadata.first(main));
    stage_clusters(session, result, true, published, metadata.subspan(main));
    stage_assignments(session, result.assignments, published.cluster_ids, published.layer_ids);
    session.run("forget_run_clusters", {run});  // a dry run that is published later is written anew
    session.run("forget_run_layer_clusters", {run});
    session.run("forget_assignments", {run});
    const auto clusters = static_cast<std::int64_t>(result.clusters.size());
    const auto expect = [&](const Result& written, std::int64_t rows, std::string_view what, std::string_view table) {
        expect_rows(session, written.affected(), rows, what, qualified(session.names(), table));
    };
    expect(session.run("store_run_clusters", {run}), clusters, "clusters were not recorded", "run_clusters");
    expect(session.run("store_run_layer_clusters", {run}), static_cast<std::int64_t>(result.layers.size()),
           "clusters were not recorded", "run_layer_clusters");
    expect(session.run("store_assignments", {run}), static_cast<std::int64_t>(result.assignments.size()),
           "assignments were not recorded", "cluster_assignments");
    expect(session.run("finish_run", {run, to_string(status), result.metrics, result.input_fingerprint,
                                      result.article_count, clusters, result.noise_count, result.rejected_count}),
           1, "runs were not closed", "cluster_runs");
}

void store_dry_run(Session& session, RunId run, const RunResult& result) {
    session.transact_on_tables(Access::write, [&] {
        require_open_run(session, run, std::array{RunStatus::running});
        store_run(session, run, result, RunStatus::dry, {});
    });
}

std::vector<RunInfo> runs(Session& session, std::size_t limit) {
    std::vector<RunInfo> found;
    const auto most = limit == 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(limit));
    session.transact_on_tables(Access::snapshot, [&] { found = newest_runs(session, most, std::nullopt); });
    return found;
}

StoreStatus status(Session& session) {
    StoreStatus status;
    session.transact_on_tables(Access::snapshot, [&] {
        status = {};
        status.location = session.connection().location();
        const Result counts = session.run("count_rows");
        status.articles = counts.integer(0, 0);
        status.clustered = counts.integer(0, 1);
        status.orphans = counts.integer(0, 2) - counts.integer(0, 3);
        status.embeddings = counts.integer(0, 4);
        status.clusters = counts.integer(0, 5);
        status.dimensions = source_dimensions(session);
        for (const auto& run : newest_runs(session, 1, std::nullopt))
            status.last_run = run;
        for (const auto& run : newest_runs(session, 1, to_string(RunStatus::published)))
            status.last_published = run;
    });
    return status;
}

}  // namespace asterism::store::postgres
