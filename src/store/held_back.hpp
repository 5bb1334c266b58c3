/// The error for rows that a statement was meant to write and did not, with what the database says may have stopped it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/error.hpp"

namespace asterism::store {

/// Error{privilege}. `what`: "articles did not take their cluster"; `table`: quoted; `obstacles`: "the trigger
/// \"freeze\"", "the rule ...", as far as any are known.
[[nodiscard]] Error held_back(std::int64_t rows, std::string_view what, std::string_view table,
                              const std::vector<std::string>& obstacles);

}  // namespace asterism::store
