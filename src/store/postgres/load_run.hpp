/// A stored run read back whole.
#pragma once

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// See ReaderDBClient::load_run.
[[nodiscard]] StoredRun load_run(Session& session, RunId run);

}  // namespace asterism::store::postgres
