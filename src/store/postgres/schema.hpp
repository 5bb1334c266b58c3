/// Making the tables: what is missing is created, what is there is used as it is.
#pragma once

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// One transaction, behind a lock that lets one initialisation run at a time. Error{privilege} with the command that
/// somebody allowed to runs, Error{schema} for tables that cannot be used, Error{usage} for dimensions out of range.
[[nodiscard]] InitializeReport initialize_tables(Session& session, const InitializeOptions& options);

/// Dimensions of the source: declared, else the most frequent one (ties: the larger), 0 when there is no vector.
[[nodiscard]] int source_dimensions(Session& session);

/// The warning about vectors beside an indexed cluster_id, or empty.
[[nodiscard]] std::string slow_updates(Session& session);

}  // namespace asterism::store::postgres
