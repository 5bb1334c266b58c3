/// How a JSON object spells its numbers, where reading them as double could lose digits.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace asterism::pipeline {

using Literals = std::map<std::string, std::string, std::less<>>;

/// Name and text of each member of the outermost object that is a number with a point, an exponent or too many digits
/// for 64 bits. `object` must be JSON. One more reading of the text: meant for the few objects that have such a number.
[[nodiscard]] Literals number_literals(std::string_view object);

}  // namespace asterism::pipeline
