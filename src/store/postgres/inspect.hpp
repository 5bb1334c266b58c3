/// What is wrong with a reader, and the command that mends it. Writes nothing.
#pragma once

#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

[[nodiscard]] std::vector<Finding> inspect(Session& session);

}  // namespace asterism::store::postgres
