/// "Did you mean ...?": the known word nearest to one that is not known.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace asterism::cli {

/// Letters to insert, delete, change or swap with their neighbour until a becomes b (optimal string alignment).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The nearest known word when it is near enough to be a slip (a third of the word), the first one of equals.
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> known);

/// "; did you mean \"X\"?", or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> known);

}  // namespace asterism::cli
