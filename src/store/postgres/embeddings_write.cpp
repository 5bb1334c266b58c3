#include <fmt/format.h>

#include "asterism/error.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/copy_writer.hpp"
#include "store/postgres/embeddings.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/vector_index.hpp"

namespace asterism::store::postgres {
namespace {

/// A table that exists may lack model and content_hash; its vectors may be halfvec or real[].
void set_columns(Session& session) {
    const Table& table = session.catalogue().embeddings;
    const Column& vector = table.require(session.names().embedding);
    const bool plain = vector.type == "vector";
    session.set_placeholder("staged_vector", plain ? quote_identifier(session.names().embedding) : "NULL::vector");
    session.set_placeholder("vector_cast", plain ? "" : "::" + vector.declared);
    std::string columns, values, updates;
    const auto add = [&](const char* column, const char* staged) {
        if (table.find(column) == nullptr) return;
        columns += fmt::format(", {}", column);
        values += fmt::format(", {}", staged);
        updates += fmt::format(", {0} = excluded.{0}", column);
    };
    add("model", "model");
    add("content_hash", "hash");
    session.set_placeholder("extra_columns", columns);
    session.set_placeholder("extra_values", values);
    session.set_placeholder("extra_updates", updates);
}

void stage(Session& session, const ArticleIds& ids, MatrixView vectors, std::string_view model,
           std::span<const std::string> content_hashes) {
    session.run("stage_embeddings");
    CopyWriter writer(session.connection(), "pg_temp.asterism_embeddings", 5);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        writer.begin_row();
        writer.put_int64(static_cast<std::int64_t>(i));
        put_id(writer, session.catalogue().id.wire, ids, i);
        writer.put_vector(vectors[i]);
        writer.put_bytes(model);
        writer.put_bytes(content_hashes.empty() ? std::string_view() : std::string_view(content_hashes[i]));
    }
    writer.finish();
}

// From here on a load is worth the rebuilding of an index: this many rows, and a quarter of those that are there.
constexpr std::int64_t kBulkRows = 500;
constexpr std::int64_t kBulkShare = 4;

bool is_bulk(Session& session, std::int64_t rows) {
    if (session.load.rows + rows < kBulkRows || session.load.index_aside) return false;
    const Result there = session.run("count_embeddings");
    return session.load.rows + rows > there.integer(0, 0) / kBulkShare;
}

}  // namespace

void upsert_embeddings(Session& session, const ArticleIds& ids, MatrixView vectors, std::string_view model,
                       std::span<const std::string> content_hashes) {
    if (ids.size() != vectors.rows || (!content_hashes.empty() && content_hashes.size() != ids.size()))
        throw Error(ErrorKind::usage, fmt::format("{} ids, {} vectors and {} hashes do not go together", ids.size(),
                                                  vectors.rows, content_hashes.size()));
    const auto rows = static_cast<std::int64_t>(ids.size());
    bool aside = false;
    session.transact_on_tables(Access::write, [&] {
        aside = is_bulk(session, rows) &&
                set_aside_vector_indexes(session, session.catalogue().embeddings, session.names().embedding);
        set_columns(session);
        stage(session, ids, vectors, model, content_hashes);
        session.run("merge_embeddings");
    });
    session.load.rows += rows;
    session.load.index_aside = session.load.index_aside || aside;
}

}  // namespace asterism::store::postgres
