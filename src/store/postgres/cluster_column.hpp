/// The one column of the reader's articles that Asterism writes: can it hold cluster ids, and NULL for noise?
///
/// Its type, NOT NULL, keys, unique indexes and conditions are read from the catalogues; the next cluster id and NULL
/// are cast to its type and put to its conditions, without touching a row. Thread safety: one session, one thread.
#pragma once

#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// Appends an error for each thing that stands in the way, with the statement that takes it away. Inside a transaction.
void check_cluster_column(Session& session, std::vector<Finding>& findings);

}  // namespace asterism::store::postgres
