/// What `doctor` finds in the rows of vectors: those of no article, of several origins, and articles without one.
#pragma once

#include <vector>

#include "store/findings.hpp"
#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

[[nodiscard]] ArticleIdFaults article_id_faults(Session& session);

void inspect_vectors(Session& session, std::vector<Finding>& findings);

}  // namespace asterism::store::sqlite
