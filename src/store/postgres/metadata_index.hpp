/// The GIN index on clusters.metadata, through which clusters are found by keyword or entity (`metadata @> ...`).
///
/// As with the vectors' indexes it is no part of the tables' version: `asterism init` adds it to a reader that has none
/// and mends an invalid one, `asterism doctor` tells of both. Thread safety: one session, one thread.
#pragma once

#include <string_view>
#include <vector>

#include "store/postgres/index_build.hpp"

namespace asterism::store::postgres {

inline constexpr std::string_view kMetadataIndex = "idx_clusters_gin";

/// Whoever made them.
[[nodiscard]] std::vector<IndexState> metadata_indexes(Session& session);

/// False for a clusters table of somebody else whose metadata is not jsonb.
[[nodiscard]] bool metadata_indexable(const Session& session);

/// Makes the index when there is none and rebuilds invalid ones. What it cannot do becomes a warning.
void ensure_metadata_index(Session& session, InitializeReport& report);

}  // namespace asterism::store::postgres
