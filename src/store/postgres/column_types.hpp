/// Whether the columns of a reader can carry what a run reads from them and writes to them.
///
/// One function for its three callers: `init` refuses by it, a run asks it before its work, `doctor` lists it. Only
/// what the catalogues say and a few constants that the server casts: no table is read. Thread safety: one session, one
/// thread.
#pragma once

#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// Errors fail a run, warnings cost it something. What does not exist yet is not looked at. Inside a transaction.
[[nodiscard]] std::vector<Finding> check_columns(Session& session);

/// The part of it that step 1 asks for too, see absent_columns.
[[nodiscard]] std::vector<Finding> check_optional_columns(const Session& session);

}  // namespace asterism::store::postgres
