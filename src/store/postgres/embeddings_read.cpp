#include <fmt/format.h>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/copy_reader.hpp"
#include "store/postgres/embeddings.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/row_order.hpp"
#include "store/postgres/schema.hpp"
#include "store/postgres/wire.hpp"
#include "store/usable_row.hpp"

namespace asterism::store::postgres {
namespace {

enum class VectorWire { vector, real_array };

const Column& vector_column(const Session& session) {
    const Table& table = session.catalogue().embeddings;
    const Column& column = table.require(session.names().embedding);
    if (column.type != "vector" && column.type != "halfvec" && column.type != "_float4")
        throw Error(ErrorKind::schema,
                    fmt::format("{}.\"{}\" has the type \"{}\"; vectors may be vector, halfvec or real[]", table.name,
                                session.names().embedding, column.declared));
    return column;
}

/// `vector` on the wire. False: another dimension.
bool read_vector(std::string_view bytes, std::size_t dimensions, float* row) {
    constexpr std::size_t kHeader = 4;
    if (bytes.size() != kHeader + 4 * dimensions) return false;
    load_floats(bytes.data() + kHeader, dimensions, row);
    return true;
}

/// real[] on the wire. False: not one dimension of the right size; elements that are NULL come as NaN.
bool read_real_array(std::string_view bytes, std::size_t dimensions, float* row) {
    constexpr std::size_t kHeader = 20;
    if (bytes.size() < kHeader || load_int32(bytes.data()) != 1) return dimensions == 0;
    if (static_cast<std::size_t>(load_int32(bytes.data() + 12)) != dimensions) return false;
    const char* at = bytes.data() + kHeader;
    for (std::size_t k = 0; k < dimensions; ++k) {
        const std::int32_t size = load_int32(at);
        at += 4;
        const std::uint32_t bits = size == 4 ? load<std::uint32_t>(at) : 0x7fc00000U;
        std::memcpy(row + k, &bits, sizeof bits);
        if (size > 0) at += size;
    }
    return true;
}

std::optional<Rejection> read_row(const CopyReader& reader, VectorWire wire, const EmbeddingRequest& request,
                                  Matrix& vectors) {
    if (reader.null(1)) return Rejection::null_vector;
    float* row = vectors.add_row();
    const bool fits = wire == VectorWire::vector ? read_vector(reader.bytes(1), vectors.cols(), row)
                                                 : read_real_array(reader.bytes(1), vectors.cols(), row);
    auto reason = fits ? unusable({row, vectors.cols()}, request.reject_zero_norm)
                       : std::optional<Rejection>(Rejection::wrong_dimension);
    if (reason) vectors.drop_last_row();
    return reason;
}

/// Ids are read as the articles' type, whatever type the embeddings' own column has.
std::string select_embeddings(Session& session, const Column& column) {
    const Column& id = session.catalogue().embeddings.require(session.names().embeddings_article_id);
    const IdColumn& as = session.catalogue().id;
    session.set_placeholder("id_value", quote_identifier(session.names().embeddings_article_id) +
                                            (id.declared == as.declared ? "" : "::" + as.declared));
    session.set_placeholder("vector_value",
                            quote_identifier(session.names().embedding) + (column.type == "halfvec" ? "::vector" : ""));
    return session.sql("select_embeddings");
}

EmbeddingRows read_snapshot(Session& session, const EmbeddingRequest& request) {
    const Column& column = vector_column(session);
    const IdColumn id = session.catalogue().id;
    const std::size_t dimensions =
        static_cast<std::size_t>(request.dimensions ? *request.dimensions : source_dimensions(session));
    const auto count = static_cast<std::size_t>(session.run("count_embeddings").integer(0, 0));
    EmbeddingRows rows{ArticleIds(id.type), Matrix(dimensions, count), {}};
    rows.ids.reserve(count);
    const VectorWire wire = column.type == "_float4" ? VectorWire::real_array : VectorWire::vector;
    CopyReader reader(session.connection(), select_embeddings(session, column));
    while (reader.next()) {
        if (reader.null(0))
            throw Error(ErrorKind::data, fmt::format("{} has a row without article id; delete it, or name a view that "
                                                     "leaves it out",
                                                     session.catalogue().embeddings.name));
        if (const auto reason = read_row(reader, wire, request, rows.vectors))
            rows.rejected.push_back({read_id(id.wire, reader.bytes(0)), *reason});
        else
            append_id(rows.ids, id.wire, reader.bytes(0));
    }
    return rows;
}

}  // namespace

std::string dimension_of(const Session& session) {
    const std::string column = quote_identifier(session.names().embedding);
    return vector_column(session).type == "_float4" ? "pg_catalog.cardinality(" + column + ")"
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

}  // namespace asterism::store::postgres
