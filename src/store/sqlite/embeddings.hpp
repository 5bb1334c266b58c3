/// Vectors in and out.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

[[nodiscard]] VectorReport upsert_embeddings(Session& session, const ArticleIds& ids, MatrixView vectors,
                                             std::string_view model, std::span<const std::string> content_hashes,
                                             Replace replace);
[[nodiscard]] EmbeddingRows read_embeddings(Session& session, const EmbeddingRequest& request);

/// See ReaderDBClient::count_new_vectors.
[[nodiscard]] std::int64_t count_new_vectors(Session& session, RunId run);

struct VectorRows {
    std::int64_t vectors = 0, orphans = 0;
};
[[nodiscard]] VectorRows count_vectors(Session& session);

/// The vector of the current row of all_embeddings.sql, unless it cannot be used. Anything but a BLOB of 4 d bytes and
/// text has the wrong dimension.
[[nodiscard]] std::optional<Rejection> read_vector(const Statement& row, std::span<float> values,
                                                   bool reject_zero_norm);

}  // namespace asterism::store::sqlite
