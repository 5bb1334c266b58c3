/// A stored run read back whole.
#pragma once

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

/// See RunStore::load_run.
[[nodiscard]] StoredRun load_run(Session& session, RunId run);

}  // namespace asterism::store::sqlite
