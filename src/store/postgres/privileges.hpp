/// What the role may not do that some work needs, with the statement that its owner runs.
///
/// Thread safety: one session, one thread.
#pragma once

#include <string_view>
#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// Errors, each mended by a GRANT. `work`: "run", "publish", "ingest", "embed", "insert vectors", joined by
/// commas. Inside a transaction on tables that are complete.
[[nodiscard]] std::vector<Finding> missing_privileges(Session& session, std::string_view work);

/// Error{privilege} with all of them.
void require_privileges(Session& session, std::string_view work);

}  // namespace asterism::store::postgres
