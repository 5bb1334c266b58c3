/// Numbers among the options that only one command has.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace asterism::cli {

/// `fallback` for an empty text. Error{usage} naming the flag for anything but a whole number of up to nine digits.
[[nodiscard]] std::size_t count_option(std::string_view flag, const std::string& text, std::size_t fallback);

}  // namespace asterism::cli
