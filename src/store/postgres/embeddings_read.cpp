#include <fmt/format.h>

#include <iterator>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/clusters.hpp"
#include "store/postgres/copy_reader.hpp"
#include "store/postgres/embeddings.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/row_order.hpp"
#include "store/postgres/schema.hpp"
#include "store/postgres/vector_origins.hpp"
#include "store/postgres/vector_values.hpp"
#include "store/usable_row.hpp"

namespace asterism::store::postgres {
namespace {

std::optional<Rejection> read_row(const CopyReader& reader, VectorWire wire, const EmbeddingRequest& request,
                                  Matrix& vectors) {
    if (reader.null(1)) return Rejection::null_vector;
    float* row = vectors.add_row();
    bool beyond = false;
    auto reason = read_vector(wire, reader.bytes(1), vectors.cols(), row, &beyond)
                      ? unusable({row, vectors.cols()}, request.reject_zero_norm)
                      : std::optional<Rejection>(Rejection::wrong_dimension);
    if (reason == Rejection::not_finite && beyond) reason = Rejection::beyond_float32;
    if (reason) vectors.drop_last_row();
    return reason;
}

/// The row was just read into the last of `vectors`.
bool made_here(const CopyReader& reader, const Matrix& vectors) {
    if (reader.bytes(2)[0] == 0) return false;
    const auto digest = reader.null(3) ? std::nullopt : std::optional(reader.bytes(3));
    return known_again(digest, {vectors.row(vectors.rows() - 1), vectors.cols()});
}

EmbeddingRows read_snapshot(Session& session, const EmbeddingRequest& request) {
    const VectorWire wire = vector_wire(session);
    const IdColumn id = session.catalogue().id;
    const std::size_t dimensions =
        static_cast<std::size_t>(request.dimensions ? *request.dimensions : source_dimensions(session));
    grant_work_memory(session);  // else the join with many articles carries the vectors through the disk
    const Result count = session.run("count_embeddings");
    EmbeddingRows rows{ArticleIds(id.type), Matrix(dimensions, static_cast<std::size_t>(count.integer(0, 1))), {}};
    rows.ids.reserve(static_cast<std::size_t>(count.integer(0, 1)));
    CopyReader reader(session.connection(), session.sql("select_embeddings"));
    while (reader.next()) {
        if (reader.null(0))
            throw Error(ErrorKind::data, fmt::format("{} has a row without article id; delete it, or name a view that "
                                                     "leaves it out",
                                                     session.catalogue().embeddings.name));
        if (const auto reason = read_row(reader, wire, request, rows.vectors)) {
            rows.rejected.push_back({read_id(id.wire, reader.bytes(0)), *reason});
            continue;
        }
        append_id(rows.ids, id.wire, reader.bytes(0));
        rows.made_here += made_here(reader, rows.vectors) ? 1 : 0;
    }
    rows.orphans = count.integer(0, 0) - std::ssize(rows.rejected) - static_cast<std::int64_t>(rows.ids.size());
    return rows;
}

}  // namespace

std::string dimension_of(const Session& session) {
    const std::string column = quote_identifier(session.names().embedding);
    return vector_wire(session) == VectorWire::array ? "pg_catalog.cardinality(" + column + ")"
                                                     : "vector_dims(" + column + ")";
}

EmbeddingRows read_embeddings(Session& session, const EmbeddingRequest& request) {
    EmbeddingRows rows;
    session.transact(Access::snapshot, [&] { rows = read_snapshot(session, request); });
    sort_by_id(rows);
    log_debug("{} vectors of {} dimensions read, {} rejected", rows.vectors.rows(), rows.vectors.cols(),
              rows.rejected.size());
    return rows;
}

std::int64_t count_new_vectors(Session& session, RunId run) {
    std::int64_t count = 0;
    session.transact(Access::snapshot, [&] { count = session.run("count_new_vectors", {run}).integer(0, 0); });
    return count;
}

}  // namespace asterism::store::postgres
