#include "store/sqlite/load_run.hpp"

#include <cstring>
#include <limits>

#include "store/sqlite/ids.hpp"
#include "store/sqlite/runs.hpp"
#include "store/stored_run.hpp"

namespace asterism::store::sqlite {
namespace {

/// Of one of the two tables of a run's clusters.
RunCluster read_cluster(const Statement& row, std::vector<ClusterId>& ids) {
    RunCluster cluster;
    cluster.label = static_cast<std::int32_t>(row.integer(0));
    if (!row.is_null(1)) ids.push_back(row.integer(1));
    const std::string_view centroid = row.blob(2);
    cluster.centroid.resize(centroid.size() / sizeof(float));
    std::memcpy(cluster.centroid.data(), centroid.data(), cluster.centroid.size() * sizeof(float));
    cluster.article_count = row.integer(3);
    cluster.persistence = row.real(4);
    cluster.metadata = row.string(5);
    cluster.parent = static_cast<std::int32_t>(row.integer(6));
    return cluster;
}

void read_clusters(Session& session, RunId run, StoredRun& stored) {
    auto row = session.prepare("run_clusters");
    row.bind(1, run);
    while (row.step())
        stored.result.clusters.push_back(read_cluster(row, stored.cluster_ids));
    auto layer = session.prepare("run_layer_clusters");
    layer.bind(1, run);
    while (layer.step()) {
        stored.result.layers.push_back(read_cluster(layer, stored.layer_ids));
        stored.result.layers.back().layer = layer_named(layer.text(7));
    }
}

Assignments read_assignments(Session& session, RunId run, std::size_t count) {
    Assignments rows(id_type(session));
    rows.reserve(count);
    auto row = session.prepare("run_rows");
    row.bind(1, run);
    while (row.step()) {
        rows.ids.push_back(read_id(row, 0, rows.ids.type(), session.connection()));
        const double outlier_score = row.is_null(3) ? std::numeric_limits<double>::quiet_NaN() : row.real(3);
        rows.add(static_cast<std::int32_t>(row.integer(1)), row.real(2), outlier_score, how_named(row.text(4)),
                 static_cast<std::int32_t>(row.integer(5)), static_cast<std::int32_t>(row.integer(6)));
    }
    return rows;
}

}  // namespace

StoredRun load_run(Session& session, RunId run) {
    const Transaction snapshot(session.ready(), Transaction::Kind::read);
    StoredRun stored = stored_run(find_run(session, run), session.commands());
    read_clusters(session, run, stored);
    stored.result.assignments = read_assignments(session, run, static_cast<std::size_t>(stored.result.article_count));
    return stored;
}

}  // namespace asterism::store::sqlite
