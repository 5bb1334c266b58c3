#include "store/sqlite/embeddings.hpp"

#include <fmt/format.h>

#include <cstring>
#include <set>

#include "asterism/error.hpp"
#include "store/sqlite/dimensions.hpp"
#include "store/sqlite/ids.hpp"
#include "store/sqlite/obstacles.hpp"
#include "store/sqlite/vector_origins.hpp"
#include "store/usable_row.hpp"

namespace asterism::store::sqlite {
namespace {

/// A list of numbers as text, such as "[0.25, -1]", that was stored as a BLOB. No vector looks so by chance: sign and
/// exponent of each value would have to be a digit or the like, which makes it huge or next to nothing.
bool is_written_out(std::string_view blob) {
    return blob.starts_with('[') && blob.find_first_not_of("0123456789+-.eE,[] \t\r\n") == std::string_view::npos;
}

std::optional<Rejection> append_vector(Matrix& vectors, const Statement& row, bool reject_zero_norm) {
    if (row.is_null(1)) return Rejection::null_vector;
    const auto rejection = read_vector(row, {vectors.add_row(), vectors.cols()}, reject_zero_norm);
    if (rejection) vectors.drop_last_row();
    return rejection;
}

void require_ascending(const ArticleId& previous, const ArticleId& id, const std::string& table) {
    if (previous < id) return;
    if (previous == id)
        throw Error(ErrorKind::data,
                    fmt::format("the article id \"{}\" comes more than once in \"{}\"; remove the rows that "
                                "are too many",
                                asterism::to_string(id), table));
    throw Error(ErrorKind::data,
                "the database keeps its texts in UTF-16, whose order is not that of bytes; write it anew "
                "with PRAGMA encoding = 'UTF-8'");
}

/// A row that is there takes the vector; where vectors stand beside their articles no other is made.
void write_vector(Session& session, VectorStatements& statements, const ArticleId& id, std::span<const float> vector,
                  std::string_view model, std::optional<std::string_view> hash) {
    for (auto* statement : {&statements.update, &statements.insert}) {
        statement->bind_id(1, id).bind(2, vector);
        if (session.vectors().models) statement->bind(3, model);
        if (session.vectors().ours) statement->bind(4, hash);
    }
    const bool is_article = has_row(statements.article.bind_id(1, id));
    if (!is_article)
        throw Error(ErrorKind::data, fmt::format("there is no article \"{}\" in \"{}\"; ingest the articles first",
                                                 asterism::to_string(id), session.names().articles));
    const bool view = session.embeddings().is_view();
    const bool written =
        statements.update.writes(view) ||
        (!session.vectors().beside_articles && !has_row(statements.there) && statements.insert.writes(view));
    if (!written) throw held_back(session, 1, "vectors were not written", session.names().embeddings);
    record_vector(session, statements, id, model, hash);
}

}  // namespace

std::optional<Rejection> read_vector(const Statement& row, std::span<float> values, bool reject_zero_norm) {
    if (row.is_null(1)) return Rejection::null_vector;
    const auto bytes = row.is_blob(1) ? row.blob(1) : std::string_view();
    if (row.is_text(1) || is_written_out(bytes)) return Rejection::text_not_binary;
    if (bytes.size() != values.size_bytes()) return Rejection::wrong_dimension;
    if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
    return unusable(values, reject_zero_norm);
}

VectorRows count_vectors(Session& session) {
    auto row = session.prepare("count_embeddings");
    row.step();
    return {.vectors = row.integer(2), .orphans = row.integer(0) - row.integer(1)};
}

std::int64_t count_new_vectors(Session& session, RunId run) {
    auto row = session.prepare("count_new_vectors");
    row.bind(1, run);
    row.step();
    return row.integer(0);
}

VectorReport upsert_embeddings(Session& session, const ArticleIds& ids, MatrixView vectors, std::string_view model,
                               std::span<const std::string> content_hashes, Replace replace) {
    Transaction transaction(session.ready(), Transaction::Kind::write);
    require_id_type(session, ids);
    if (!ids.empty()) require_dimensions(session, vectors.cols);
    VectorStatements statements{session.prepare("embeddings_of"), session.prepare("update_embedding"),
                                session.prepare("insert_embedding"), session.prepare("article_exists"),
                                session.prepare("record_origin")};
    VectorReport report;
    std::set<ArticleId> stored;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        bind_id(statements.there, 1, ids, i);
        if (replace == Replace::same_origin &&
            !may_replace(session, statements.there, model, !content_hashes.empty())) {
            report.kept.push_back(i);
            continue;
        }
        const auto hash = content_hashes.empty() ? std::nullopt : std::optional(std::string_view(content_hashes[i]));
        write_vector(session, statements, ids[i], vectors[i], model, hash);
        stored.insert(ids[i]);
    }
    transaction.commit();
    report.stored = static_cast<std::int64_t>(stored.size());
    return report;
}

EmbeddingRows read_embeddings(Session& session, const EmbeddingRequest& request) {
    Transaction snapshot(session.ready(), Transaction::Kind::read);
    const VectorRows count = count_vectors(session);
    const auto dimensions = request.dimensions ? *request.dimensions : session.counter("dimensions").value_or(0);
    EmbeddingRows rows{.ids = ArticleIds(id_type(session)),
                       .vectors = Matrix(static_cast<std::size_t>(dimensions), static_cast<std::size_t>(count.vectors)),
                       .rejected = {},
                       .orphans = count.orphans};
    rows.ids.reserve(static_cast<std::size_t>(count.vectors));
    auto row = session.prepare("all_embeddings");
    std::optional<ArticleId> previous;
    while (row.step()) {
        ArticleId id = read_id(row, 0, rows.ids.type(), session.connection());
        if (previous) require_ascending(*previous, id, session.names().embeddings);
        if (const auto rejection = append_vector(rows.vectors, row, request.reject_zero_norm)) {
            rows.rejected.push_back({id, *rejection});
        } else {
            rows.ids.push_back(id);
            rows.made_here += origin(session, row, false).made_here ? 1 : 0;
        }
        previous = std::move(id);
    }
    snapshot.commit();
    return rows;
}

}  // namespace asterism::store::sqlite
