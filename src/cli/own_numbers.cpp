#include "cli/own_numbers.hpp"

#include <fmt/format.h>

#include "asterism/error.hpp"
#include "cli/location.hpp"

namespace asterism::cli {

std::size_t count_option(std::string_view flag, const std::string& text, std::size_t fallback) {
    if (text.empty()) return fallback;
    if (is_whole_number(text) && text.size() <= 9) return std::stoul(text);
    throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" is not a whole number of at least 0", flag, text));
}

}  // namespace asterism::cli
