/// What `doctor` finds in the rows of articles and vectors: those hidden from us, of no article, of several origins.
///
/// Inside the caller's transaction.
#pragma once

#include <string>
#include <vector>

#include "store/findings.hpp"
#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// The table is read only where no key or index rules both out. `without_id`: those are counted too.
[[nodiscard]] ArticleIdFaults article_id_faults(Session& session, bool without_id);

/// The finding about one of Catalogue::hiding.
[[nodiscard]] Finding hidden_rows(const HidingTable& table);
/// All of them, for an error.
[[nodiscard]] std::string told_hiding(const Catalogue& known);
void inspect_row_security(Session& session, std::vector<Finding>& findings);

/// Reads the vectors that were made here.
void inspect_vectors(Session& session, std::vector<Finding>& findings);

}  // namespace asterism::store::postgres
