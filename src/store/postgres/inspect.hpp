/// What is wrong with a reader, and the command that mends it. Writes nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// command(session, "init") and the like, with the database it goes to, ready for a shell.
[[nodiscard]] std::string command(Session& session, std::string_view words);

[[nodiscard]] std::vector<Finding> inspect(Session& session);

}  // namespace asterism::store::postgres
