/// What is wrong with a reader, and the command that mends it.
#pragma once

#include <vector>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

[[nodiscard]] std::vector<Finding> inspect(Session& session);

}  // namespace asterism::store::sqlite
