/// Dates as texts: ISO 8601 and RFC 3339, RFC 822 with its successors, RFC 850, asctime, and what programs print.
///
/// Forms, in any case of the letters:
///   ISO     2024-05-01, 2024-05, 2024, 20240501, 2024/05/01, 2024-122 (day), 2024-W18-3 (week), then T or blanks and
///           10:20, 10:20:30, 10:20:30.123 (or a comma), 1:2:3, 102030; behind T also the hour alone
///   feeds   Wed, 01 May 2024 10:20:30; Wednesday, 01-May-24 10:20:30; Wed May  1 10:20:30 2024; 1-MAY-2024 10:20;
///           May 1, 2024 3:20 PM; May 2024
///   numbers 13/05/2024, 12/31/2024, 05.05.2024: a year of four digits, and only one day that can be meant
///   offset  Z, +02:00, +0200, +02, -00:00, GMT+2, a name; behind an offset also a name, [Europe/Berlin], (comment)
/// Names of zones: those of RFC 822, single letters as RFC 2822 reads them (UTC, for they were used with either sign),
/// and others that mean one zone only. No offset means UTC. Years of two digits follow RFC 2822: 00-49 are 2000-2049,
/// 50-99 are 1950-1999; three digits count from 1900. A weekday is passed over, right or wrong. Fractions are cut off;
/// second 60 is the next minute, 24:00 the next day.
/// Refused: day and month before the year where either could be either (01/05/2024 is two different days), dates that
/// no calendar has, years with a sign, and anything left over. One pass over the text.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace asterism {

/// The same in UTC, of any year. Blanks at the ends are passed over.
[[nodiscard]] std::optional<std::chrono::sys_seconds> parse_calendar_text(std::string_view text);

}  // namespace asterism
