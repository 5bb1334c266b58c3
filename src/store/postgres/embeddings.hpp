/// Vectors out of the database and into it, in PostgreSQL's binary format.
///
/// Reading: one snapshot, counted first, each row written once into its final place; then the rows are put into id
/// order where they are, through one spare row. Memory: the vectors once. Thread safety: one session, one thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// See ReaderDBClient::get_all_embeddings. The column may be vector, halfvec, real[] or double precision[].
[[nodiscard]] EmbeddingRows read_embeddings(Session& session, const EmbeddingRequest& request);

/// See ReaderDBClient::count_new_vectors.
[[nodiscard]] std::int64_t count_new_vectors(Session& session, RunId run);

/// See ReaderDBClient::upsert_embeddings. A load that is large beside what is there sets the HNSW index aside; it comes
/// back with the next run or when the client closes (finish_loading).
VectorReport upsert_embeddings(Session& session, const ArticleIds& ids, MatrixView vectors, std::string_view model,
                               std::span<const std::string> content_hashes, Replace replace);

/// SQL that gives the dimension of a row's vector.
[[nodiscard]] std::string dimension_of(const Session& session);

}  // namespace asterism::store::postgres
