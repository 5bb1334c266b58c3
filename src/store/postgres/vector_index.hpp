/// HNSW indexes: which one a column can carry, making it, and mending one that a killed build left invalid.
///
/// An invalid index is skipped by IF NOT EXISTS for ever, so it is looked for. Limits of pgvector: 2,000 dimensions for
/// vector, 4,000 for halfvec, which serves longer vectors through an expression. Thread safety: one session, one
/// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

inline constexpr int kMaxVectorIndexDimensions = 2000;
inline constexpr int kMaxHalfvecIndexDimensions = 4000;

struct IndexState {
    std::string name;  ///< quoted, with schema
    bool valid = true;
};

/// The approximate-neighbour indexes on one column, whoever made them.
[[nodiscard]] std::vector<IndexState> vector_indexes(Session& session, const Table& table, std::string_view column);

/// What stands in the parentheses of CREATE INDEX, or empty when no index can be made.
[[nodiscard]] std::string indexed_expression(const Column& column, std::string_view quoted_name);

/// Makes the index when the column has none and rebuilds invalid ones. What it cannot do becomes a warning.
void ensure_vector_index(Session& session, const Table& table, std::string_view column, std::string_view index,
                         InitializeReport& report);

}  // namespace asterism::store::postgres
