#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "asterism/error.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/copy_writer.hpp"
#include "store/postgres/embeddings.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/obstacles.hpp"
#include "store/postgres/vector_columns.hpp"
#include "store/postgres/vector_index.hpp"
#include "store/postgres/vector_origins.hpp"

namespace asterism::store::postgres {
namespace {

/// Vectors may be halfvec or arrays. A column content_hash of somebody else's table is his own.
void set_vector_columns(Session& session) {
    const Catalogue& known = session.catalogue();
    const Table& table = known.embeddings;
    const Column& vector = table.require(session.names().embedding);
    const Column& id = table.require(session.names().embeddings_article_id);
    // pgvector casts to real[], PostgreSQL from there.
    const std::string cast = (vector.type == "_float8" ? "::real[]::" : "::") + vector.declared;
    session.set_placeholder("vector_cast", vector.type == "vector" ? "" : cast);
    session.set_placeholder("id_cast", id.declared == known.id.declared ? "" : "::" + id.declared);
    std::string columns, values, updates;
    const auto add = [&](const char* column, const char* staged) {
        columns += fmt::format(", {}", column);
        values += fmt::format(", {}", staged);
        updates += fmt::format(", {0} = excluded.{0}", column);
    };
    if (names_models(known)) add("model", "model");
    if (table.ours && table.find("content_hash") != nullptr) add("content_hash", "hash");
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

/// Sets aside the vectors that may not take the place of those that are there; their positions.
std::vector<std::size_t> keep_others(Session& session, std::string_view model, bool made_here) {
    const auto others = staged_on_others(session, model, made_here);
    if (!others.empty()) session.run("unstage_embeddings", {fmt::format("{{{}}}", fmt::join(others, ","))});
    return {others.begin(), others.end()};
}

/// Writes what is staged; the number of articles.
std::int64_t write_staged(Session& session, bool made_here) {
    const Catalogue& known = session.catalogue();
    const Result staged = session.run("count_staged_embeddings");
    if (!staged.null(0, 1))
        throw Error(ErrorKind::data, fmt::format("there is no article \"{}\" in {}; ingest the articles first",
                                                 staged.bytes(0, 1), known.articles.name));
    const std::int64_t articles = staged.integer(0, 0);
    const Result written = session.run(known.vectors_beside_articles ? "update_embeddings" : "merge_embeddings");
    const std::int64_t seen = std::min(written.affected(), record_staged(session, made_here));
    if (seen < articles) throw held_back(session, articles - seen, "vectors were not written", known.embeddings);
    return articles;
}

}  // namespace

VectorReport upsert_embeddings(Session& session, const ArticleIds& ids, MatrixView vectors, std::string_view model,
                               std::span<const std::string> content_hashes, Replace replace) {
    if (ids.size() != vectors.rows || (!content_hashes.empty() && content_hashes.size() != ids.size()))
        throw Error(ErrorKind::usage, fmt::format("{} ids, {} vectors and {} hashes do not go together", ids.size(),
                                                  vectors.rows, content_hashes.size()));
    const auto rows = static_cast<std::int64_t>(ids.size());
    const bool made_here = !content_hashes.empty();
    bool aside = false;
    VectorReport report;
    session.transact_on_tables(Access::write, [&] {
        report = {};
        aside = is_bulk(session, rows) &&
                set_aside_vector_indexes(session, session.catalogue().embeddings, session.names().embedding);
        set_vector_columns(session);
        stage(session, ids, vectors, model, content_hashes);
        if (replace == Replace::same_origin) report.kept = keep_others(session, model, made_here);
        report.stored = write_staged(session, made_here);
    });
    session.load.rows += rows;
    session.load.index_aside = session.load.index_aside || aside;
    return report;
}

}  // namespace asterism::store::postgres
