/// Vectors in and out.
#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>

#include "asterism/error.hpp"
#include "store/sqlite/client.hpp"
#include "store/usable_row.hpp"

namespace asterism::store::sqlite {
namespace {

/// Appends the vector of the current row unless it cannot be used. Anything but a BLOB of 4 d bytes has the wrong
/// dimension.
std::optional<Rejection> append_vector(Matrix& vectors, const Statement& row, bool reject_zero_norm) {
    if (row.is_null(1)) return Rejection::null_vector;
    const auto bytes = row.is_blob(1) ? row.blob(1) : std::string_view();
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

void SqliteClient::upsert_embeddings(const ArticleIds& ids, MatrixView vectors, std::string_view model,
                                     std::span<const std::string> content_hashes) {
    Transaction transaction(ready(), Transaction::Kind::write);
    require_id_type(ids);
    if (!ids.empty()) require_dimensions(vectors.cols);
    auto insert = prepare("insert_embedding"), update = prepare("update_embedding");
    for (std::size_t i = 0; i < ids.size(); ++i) {
        for (auto* statement : {&update, &insert}) {
            bind_id(*statement, 1, ids, i);
            statement->bind(2, vectors[i]).bind(3, model);
            if (content_hashes.empty())
                statement->bind_null(4);
            else
                statement->bind(4, std::string_view(content_hashes[i]));
        }
        try {
            if (update.run() == 0) insert.run();
        } catch (const Error& error) {
            if (sqlite3_extended_errcode(db_->handle()) != SQLITE_CONSTRAINT_FOREIGNKEY) throw;
            throw Error(error.kind(), fmt::format("there is no article \"{}\" in \"{}\"; ingest the articles first",
                                                  asterism::to_string(ids[i]), options_.names.articles));
        }
    }
    transaction.commit();
}

EmbeddingRows SqliteClient::get_all_embeddings(const EmbeddingRequest& request) {
    Transaction snapshot(ready(), Transaction::Kind::read);
    const auto count = query_integer(*db_, sql_.text("count_embeddings")).value_or(0);
    const auto dimensions = request.dimensions ? *request.dimensions : counter("dimensions").value_or(0);
    EmbeddingRows rows{.ids = ArticleIds(id_type()),
                       .vectors = Matrix(static_cast<std::size_t>(dimensions), static_cast<std::size_t>(count)),
                       .rejected = {}};
    rows.ids.reserve(static_cast<std::size_t>(count));
    auto row = prepare("all_embeddings");
    std::optional<ArticleId> previous;
    while (row.step()) {
        ArticleId id = read_id(row, 0, rows.ids.type(), *db_);
        if (previous) require_ascending(*previous, id, options_.names.embeddings);
        if (const auto rejection = append_vector(rows.vectors, row, request.reject_zero_norm))
            rows.rejected.push_back({id, *rejection});
        else
            rows.ids.push_back(id);
        previous = std::move(id);
    }
    snapshot.commit();
    return rows;
}

}  // namespace asterism::store::sqlite
