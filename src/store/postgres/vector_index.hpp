/// HNSW indexes: which one a column can carry, making it, and mending one that a killed build left invalid.
///
/// Limits of pgvector: 2,000 dimensions for vector, 4,000 for halfvec, which serves longer vectors through an
/// expression. Thread safety: one session, one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/postgres/index_build.hpp"
#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

inline constexpr int kMaxVectorIndexDimensions = 2000;
inline constexpr int kMaxHalfvecIndexDimensions = 4000;

/// The approximate-neighbour indexes on one column, whoever made them.
[[nodiscard]] std::vector<IndexState> vector_indexes(Session& session, const Table& table, std::string_view column);

/// What stands in the parentheses of CREATE INDEX, or empty when no index can be made (on a view, for one).
[[nodiscard]] std::string indexed_expression(const Table& table, const Column& column, std::string_view quoted_name);

/// Makes the index when the column has none and rebuilds invalid ones. What it cannot do becomes a warning.
void ensure_vector_index(Session& session, const Table& table, std::string_view column, std::string_view index,
                         InitializeReport& report);

/// Drops the indexes of a table of ours inside the current transaction, before most of its vectors are written: an
/// index that is made afterwards costs a quarter of one that is filled row by row (0.9 against 3.5 ms a row, 384
/// dimensions). False, and nothing dropped, when somebody reads through them for longer than a second.
[[nodiscard]] bool set_aside_vector_indexes(Session& session, const Table& table, std::string_view column);

/// The embeddings' index comes back after a load that set it aside, in a transaction of its own. Never throws: what
/// went wrong is logged with the command that mends it.
void finish_loading(Session& session) noexcept;

inline constexpr std::string_view kEmbeddingsIndex = "idx_embeddings_hnsw";
inline constexpr std::string_view kClustersIndex = "idx_clusters_hnsw";

}  // namespace asterism::store::postgres
