/// The words inside dates: months, weekdays and names of time zones.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace asterism {

/// 1 to 12 for at least three letters of an English name ("may", "sept", "october"); lower case.
[[nodiscard]] std::optional<unsigned> month_named(std::string_view word);

/// At least three letters of an English weekday; lower case.
[[nodiscard]] bool is_weekday(std::string_view word);

/// What the zone is ahead of UTC; lower case. Names that several zones share (IST, AST) are not known.
[[nodiscard]] std::optional<std::chrono::minutes> zone_named(std::string_view word);

}  // namespace asterism
