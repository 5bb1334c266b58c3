/// Whether the columns of a reader can carry what a run reads from them and writes to them.
///
/// Types, NOT NULL, keys and unique indexes are read from the catalogue. What only SQLite itself can tell (conditions,
/// triggers) is tried on one article and rolled back, by those callers that may write. initialize_tables refuses by it,
/// a run asks it before its work, inspect lists it.
#pragma once

#include <vector>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

[[nodiscard]] std::vector<Finding> check_columns(Session& session);
/// Error{schema} when a condition or a trigger keeps NULL or the next cluster id out. Inside a write transaction.
void try_cluster_values(Session& session);
/// Error{schema} when a run could not be stored in the end. Inside a write transaction.
void require_run(Session& session, bool publishes);
/// See Upkeep::require_writable.
void require_writable(Session& session, Work work);

}  // namespace asterism::store::sqlite
