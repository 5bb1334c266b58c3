/// Tables: made, completed, upgraded, all inside one transaction.
#pragma once

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

/// See Upkeep::initialize_tables.
[[nodiscard]] InitializeReport initialize_tables(Session& session, const InitializeOptions& options);

}  // namespace asterism::store::sqlite
