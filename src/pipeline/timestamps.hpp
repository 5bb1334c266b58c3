/// Reading the dates articles come with, and writing times the way the tables hold them (UTC).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace asterism::pipeline {

using TimePoint = std::chrono::sys_seconds;

/// Understands ISO 8601 ("2024-05-01", "2024-05-01T10:20:30Z", a space for the T, seconds and fractions optional,
/// offsets
/// "+02:00", "+0200", "+02"), the dates of feeds and mail ("Wed, 01 May 2024 10:20:30 +0200", "GMT" or "UTC") and those
/// of mail stores and older archives ("1-MAY-2024 10:20:30.55"). A time without an offset counts as UTC. nullopt for
/// anything else, and for dates no calendar has.
[[nodiscard]] std::optional<TimePoint> parse_time(std::string_view text);

/// "2024-05-01T08:20:30Z".
[[nodiscard]] std::string format_utc(TimePoint time);

}  // namespace asterism::pipeline
