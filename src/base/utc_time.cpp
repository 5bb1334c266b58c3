#include "base/utc_time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/calendar_text.hpp"
#include "base/trimmed.hpp"

namespace asterism {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

constexpr TimePoint kFirst = sys_days(year(1) / 1 / 1);
constexpr TimePoint kEnd = sys_days(year(10000) / 1 / 1);

std::optional<TimePoint> counted_from_1970(std::string_view text) {
    double number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
    const double size = std::abs(number);
    if (!(size < 1e19) || (number > -1e4 && number < 1e8)) return std::nullopt;
    if (size >= 1e13 && size < 1e14) return std::nullopt;
    const double unit = size < 1e11 ? 1 : size < 1e13 ? 1e3 : size < 1e17 ? 1e6 : 1e9;
    return TimePoint(std::chrono::seconds(static_cast<std::int64_t>(std::floor(number / unit))));
}

}  // namespace

std::optional<TimePoint> parse_time(std::string_view raw) {
    const std::string_view text = trimmed(raw);
    auto time = parse_calendar_text(text);
    if (!time) time = counted_from_1970(text);
    return time && *time >= kFirst && *time < kEnd ? time : std::nullopt;
}

std::string format_utc(TimePoint time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

}  // namespace asterism
