/// What `doctor` looks for in the table of vectors: more than one for an article, and vectors that no run can use.
///
/// Both read the whole table once. Thread safety: one session, one thread.
#pragma once

#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// Inside a transaction, on columns that check_columns has no error for.
void inspect_unusable_vectors(Session& session, std::vector<Finding>& findings);

}  // namespace asterism::store::postgres
