/// Makes JSON of what programs write that is nearly JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace asterism::pipeline {

/// What is mended:
///   NaN, Infinity, -Infinity, inf (Python, R)        null
///   a number that JSON or a double has no room for (007, +1, .5, 1e999)   a text of the same characters
///   half of a surrogate pair (\ud800)                \ufffd
///   \'                                               '
///   \x41                                             \u0041
///   any other escape that JSON has not               a backslash and the character
///   control characters inside strings (tabs)         their escapes
///   a comma before a closing bracket                 nothing
/// nullopt when the text has none of these. The result need not be JSON: other faults stay. Pure function.
[[nodiscard]] std::optional<std::string> repaired_json(std::string_view text);

}  // namespace asterism::pipeline
