/// The bookkeeping tables, whose names are fixed, and how a table of such a name is known to be somebody else's.
///
/// Thread safety: constants and pure functions.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "store/records.hpp"

namespace asterism::store {

inline constexpr std::array<std::string_view, 9> kOwnTables{"cluster_runs",   "run_clusters",   "cluster_assignments",
                                                            "cluster_events", "layer_clusters", "run_layer_clusters",
                                                            "vector_origins", "models",         "counters"};

/// Of the columns that this table has had since it first was made: those that one of its name lacks, quoted, with
/// commas between; empty: it may well be ours.
[[nodiscard]] std::string lacking_columns(std::string_view own_table, const std::function<bool(std::string_view)>& has);

/// What tells that a table called `counters` is not ours though it has our columns.
inline constexpr std::string_view kNoVersion = "it names no schema_version";

/// An error: `table` stands where a table of ours has to, `why` tells that it is none.
[[nodiscard]] Finding foreign_table(std::string_view table, std::string_view why, bool schemas);

}  // namespace asterism::store
