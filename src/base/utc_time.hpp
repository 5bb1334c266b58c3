/// Times: every spelling that files, feeds and tables use in, UTC "YYYY-MM-DDTHH:MM:SSZ" out.
///
/// Thread safety: pure functions; no locale and no time zone database is read.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace asterism {

using TimePoint = std::chrono::sys_seconds;

/// Reads a date, with or without a time of day (base/calendar_text.hpp lists the forms), or a number counted from 1970.
///
/// A number may be negative and have a fraction. Its size says its unit: seconds below 10^11 (the year 5138),
/// milliseconds below 10^13 (2286), microseconds from 10^14 on, nanoseconds from 10^17 on. From -10^4 to 10^8 (1973) it
/// could be anything (an unset value, a year, a spreadsheet's day, a date without hyphens) and is not taken. Four
/// digits are a year, eight a date and fourteen a date and time; those the calendar must have. nullopt for everything
/// else and for what lies, in UTC, outside of the years 1 to 9999, which is what the stores can hold.
[[nodiscard]] std::optional<TimePoint> parse_time(std::string_view text);

/// "2024-05-01T08:20:30Z". Years 1 to 9999.
[[nodiscard]] std::string format_utc(TimePoint time);

}  // namespace asterism
