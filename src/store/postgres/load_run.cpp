#include "store/postgres/load_run.hpp"

#include "store/postgres/copy_reader.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/runs.hpp"
#include "store/postgres/vector_values.hpp"
#include "store/postgres/wire.hpp"
#include "store/stored_run.hpp"

namespace asterism::store::postgres {
namespace {

void read_clusters(Session& session, StoredRun& run) {
    CopyReader reader(session.connection(), session.sql("select_run_clusters"));
    while (reader.next()) {
        RunCluster& cluster = run.result.clusters.emplace_back();
        cluster.label = load_int32(reader.bytes(0).data());
        if (!reader.null(1)) run.cluster_ids.push_back(load_int64(reader.bytes(1).data()));
        read_vector(VectorWire::vector, reader.bytes(2), cluster.centroid);
        cluster.article_count = load_int64(reader.bytes(3).data());
        cluster.persistence = load_float8(reader.bytes(4).data());
        cluster.metadata = reader.bytes(5);
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
                 load_float8(reader.bytes(3).data()), how_named(reader.bytes(4)), load_int32(reader.bytes(5).data()));
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
        stored.result.assignments = read_assignments(session, static_cast<std::size_t>(stored.result.article_count));
    });
    return stored;
}

}  // namespace asterism::store::postgres
