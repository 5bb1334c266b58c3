#include "pipeline/run/schedule.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

using std::chrono::seconds;

constexpr seconds kLongest = std::chrono::days(3660);

std::optional<seconds> unit(std::string_view letter) {
    if (letter == "s") return seconds(1);
    if (letter == "m") return std::chrono::minutes(1);
    if (letter == "h") return std::chrono::hours(1);
    if (letter == "d") return std::chrono::days(1);
    if (letter == "w") return std::chrono::weeks(1);
    return std::nullopt;
}

std::optional<seconds> counted(std::string_view text) {
    std::int64_t count = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
    const auto one = unit(text.substr(static_cast<std::size_t>(end - text.data())));
    if (fault != std::errc() || !one || count < 1 || count > kLongest / *one) return std::nullopt;
    return count * *one;
}

}  // namespace

seconds parse_interval(std::string_view text) {
    if (text == "hourly") return std::chrono::hours(1);
    if (text == "daily") return std::chrono::days(1);
    if (text == "weekly") return std::chrono::weeks(1);
    if (const auto interval = counted(text)) return *interval;
    throw Error(
        ErrorKind::usage,
        fmt::format("\"{}\" is not an interval of up to ten years; write 30m, 12h, 1d, 2w, hourly, daily or weekly",
                    text));
}

std::optional<TimePoint> due_at(const std::optional<store::RunInfo>& last_published, seconds every) {
    if (!last_published) return std::nullopt;
    const auto started = parse_time(last_published->started_at);
    if (!started) return std::nullopt;
    return *started + every;
}

bool is_due(const std::optional<store::RunInfo>& last_published, seconds every, TimePoint now) {
    const auto due = due_at(last_published, every);
    return !due || now >= *due - every / 50;
}

}  // namespace asterism::pipeline
