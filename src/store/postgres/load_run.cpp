#include "store/postgres/load_run.hpp"

#include "store/postgres/copy_reader.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/runs.hpp"
#include "store/postgres/vector_values.hpp"
#include "store/postgres/wire.hpp"
#include "store/stored_run.hpp"

namespace asterism::store::postgres {
namespace {

/// Of one of the two tables of a run's clusters.
RunCluster read_cluster(CopyReader& reader, std::vector<ClusterId>& ids) {
    RunCluster cluster;
    cluster.label = load_int32(reader.bytes(0).data());
    if (!reader.null(1)) ids.push_back(load_int64(reader.bytes(1).data()));
    read_vector(VectorWire::vector, reader.bytes(2), cluster.centroid);
    cluster.article_count = load_int64(reader.bytes(3).data());
    cluster.persistence = load_float8(reader.bytes(4).data());
    cluster.metadata = reader.bytes(5);
    cluster.parent = load_int32(reader.bytes(6).data());
    return cluster;
}

void read_clusters(Session& session, StoredRun& run) {
    CopyReader reader(session.connection(), session.sql("select_run_clusters"));
    while (reader.next())
        run.result.clusters.push_back(read_cluster(reader, run.cluster_ids));
}

void read_layers(Session& session, StoredRun& run) {
    CopyReader reader(session.connection(), session.sql("select_run_layer_clusters"));
    while (reader.next()) {
        run.result.layers.push_back(read_cluster(reader, run.layer_ids));
        run.result.layers.back().layer = layer_named(reader.bytes(7));
    }
}

Assignments read_assignments(Session& session, std::size_t count) {
    const IdColumn& id = session.catalogue().id;
    Assignments rows(id.type);
    rows.reserve(count);
    CopyReader reader(session.connection(), session.sql("select_run_assignments"));
    while (reader.next()) {
        append_id(rows.ids, id.wire, reader.bytes(0));
        rows.add(load_int32(reader.bytes(1).data()), load_float8(reader.bytes(2).data()),
                 load_float8(reader.bytes(3).data()), how_named(reader.bytes(4)), load_int32(reader.bytes(5).data()),
                 load_int32(reader.bytes(6).data()));
    }
    return rows;
}

}  // namespace

StoredRun load_run(Session& session, RunId run) {
    StoredRun stored;
    session.transact_on_tables(Access::snapshot, [&] {
        stored = stored_run(find_run(session, run), session.commands());
        session.set_placeholder("run", std::to_string(run));  // COPY takes no parameters
        read_clusters(session, stored);
        read_layers(session, stored);
        stored.result.assignments = read_assignments(session, static_cast<std::size_t>(stored.result.article_count));
    });
    return stored;
}

}  // namespace asterism::store::postgres
