/// Vectors in and out.
#include <fmt/format.h>

#include <cstring>
#include <set>

#include "asterism/error.hpp"
#include "store/sqlite/client.hpp"
#include "store/usable_row.hpp"

namespace asterism::store::sqlite {
namespace {

/// A list of numbers as text, such as "[0.25, -1]", that was stored as a BLOB. No vector looks so by chance: sign and
/// exponent of each value would have to be a digit or the like, which makes it huge or next to nothing.
bool is_written_out(std::string_view blob) {
    return blob.starts_with('[') && blob.find_first_not_of("0123456789+-.eE,[] \t\r\n") == std::string_view::npos;
}

/// Appends the vector of the current row unless it cannot be used. Anything but a BLOB of 4 d bytes and text has the
/// wrong dimension.
std::optional<Rejection> append_vector(Matrix& vectors, const Statement& row, bool reject_zero_norm) {
    if (row.is_null(1)) return Rejection::null_vector;
    const auto bytes = row.is_blob(1) ? row.blob(1) : std::string_view();
    if (row.is_text(1) || is_written_out(bytes)) return Rejection::text_not_binary;
    if (bytes.size() != vectors.cols() * sizeof(float)) return Rejection::wrong_dimension;
    float* values = vectors.add_row();
    std::memcpy(values, bytes.data(), bytes.size());
    const auto rejection = unusable({values, vectors.cols()}, reject_zero_norm);
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

}  // namespace

VectorReport SqliteClient::upsert_embeddings(const ArticleIds& ids, MatrixView vectors, std::string_view model,
                                             std::span<const std::string> content_hashes, Replace replace) {
    Transaction transaction(ready(), Transaction::Kind::write);
    require_id_type(ids);
    if (!ids.empty()) require_dimensions(vectors.cols);
    VectorStatements statements{prepare("embeddings_of"), prepare("update_embedding"), prepare("insert_embedding"),
                                prepare("article_exists"), prepare("record_origin")};
    VectorReport report;
    std::set<ArticleId> stored;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        bind_id(statements.there, 1, ids, i);
        if (replace == Replace::same_origin && !may_replace(statements.there, model, !content_hashes.empty())) {
            report.kept.push_back(i);
            continue;
        }
        const auto hash = content_hashes.empty() ? std::nullopt : std::optional(std::string_view(content_hashes[i]));
        write_vector(statements, ids[i], vectors[i], model, hash);
        stored.insert(ids[i]);
    }
    transaction.commit();
    report.stored = static_cast<std::int64_t>(stored.size());
    return report;
}

/// A row that is there takes the vector; where vectors stand beside their articles no other is made.
void SqliteClient::write_vector(VectorStatements& statements, const ArticleId& id, std::span<const float> vector,
                                std::string_view model, std::optional<std::string_view> hash) {
    for (auto* statement : {&statements.update, &statements.insert}) {
        statement->bind_id(1, id).bind(2, vector);
        if (vectors_.models) statement->bind(3, model);
        if (vectors_.ours) statement->bind(4, hash);
    }
    const bool is_article = has_row(statements.article.bind_id(1, id));
    if (!is_article)
        throw Error(ErrorKind::data, fmt::format("there is no article \"{}\" in \"{}\"; ingest the articles first",
                                                 asterism::to_string(id), options_.names.articles));
    const bool written = statements.update.run() > 0 ||
                         (!vectors_.beside_articles && !has_row(statements.there) && statements.insert.run() > 0);
    if (!written) throw held_back(1, "vectors were not written", options_.names.embeddings);
    record_vector(statements, id, model, hash);
}

EmbeddingRows SqliteClient::get_all_embeddings(const EmbeddingRequest& request) {
    Transaction snapshot(ready(), Transaction::Kind::read);
    const VectorRows count = count_vectors();
    const auto dimensions = request.dimensions ? *request.dimensions : counter("dimensions").value_or(0);
    EmbeddingRows rows{.ids = ArticleIds(id_type()),
                       .vectors = Matrix(static_cast<std::size_t>(dimensions), static_cast<std::size_t>(count.vectors)),
                       .rejected = {},
                       .orphans = count.orphans};
    rows.ids.reserve(static_cast<std::size_t>(count.vectors));
    auto row = prepare("all_embeddings");
    std::optional<ArticleId> previous;
    while (row.step()) {
        ArticleId id = read_id(row, 0, rows.ids.type(), *db_);
        if (previous) require_ascending(*previous, id, options_.names.embeddings);
        if (const auto rejection = append_vector(rows.vectors, row, request.reject_zero_norm)) {
            rows.rejected.push_back({id, *rejection});
        } else {
            rows.ids.push_back(id);
            rows.made_here += origin(row, false).made_here ? 1 : 0;
        }
        previous = std::move(id);
    }
    snapshot.commit();
    return rows;
}

SqliteClient::VectorRows SqliteClient::count_vectors() {
    auto row = prepare("count_embeddings");
    row.step();
    return {.vectors = row.integer(2), .orphans = row.integer(0) - row.integer(1)};
}

}  // namespace asterism::store::sqlite
