#include "store/utc_time.hpp"

#include <fmt/format.h>

#include <chrono>

namespace asterism::store {
namespace {

/// Reads fixed-width fields from the front of a text; after the first misfit everything fails.
class Scanner {
 public:
    explicit Scanner(std::string_view rest) : rest_(rest) {}
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    int digits(std::size_t count, int largest) {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            ok_ = ok_ && i < rest_.size() && rest_[i] >= '0' && rest_[i] <= '9';
            if (ok_) value = value * 10 + (rest_[i] - '0');
        }
        ok_ = ok_ && value <= largest;
        if (ok_) rest_.remove_prefix(count);
        return value;
    }
    /// Takes one character if it is among `set`.
    char take(std::string_view set) {
        if (rest_.empty() || set.find(rest_.front()) == std::string_view::npos) return '\0';
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }
    void expect(char c) { ok_ = take(std::string_view(&c, 1)) != '\0' && ok_; }

 private:
    std::string_view rest_;
    bool ok_ = true;
};

std::int64_t scan_time_of_day(Scanner& in) {
    const std::int64_t hour = in.digits(2, 23);
    in.expect(':');
    const std::int64_t minute = in.digits(2, 59);
    std::int64_t second = 0;
    if (in.take(":") != '\0') {
        second = in.digits(2, 60);
        if (in.take(".,") != '\0') {
            in.digits(1, 9);
            while (in.take("0123456789") != '\0') {
            }
        }
    }
    return hour * 3600 + minute * 60 + second;
}

/// Seconds to take away to reach UTC.
std::int64_t scan_offset(Scanner& in) {
    in.take(" ");
    const char sign = in.take("+-Zz");
    if (sign != '+' && sign != '-') return 0;
    std::int64_t offset = in.digits(2, 23) * std::int64_t{3600};
    if (!in.at_end()) {
        in.take(":");
        offset += in.digits(2, 59) * std::int64_t{60};
    }
    return sign == '-' ? -offset : offset;
}

}  // namespace

std::optional<std::string> to_utc(std::string_view iso8601) {
    Scanner in(iso8601);
    const int year = in.digits(4, 9999);
    in.expect('-');
    const int month = in.digits(2, 12);
    in.expect('-');
    const int day = in.digits(2, 31);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!in.ok() || !date.ok()) return std::nullopt;
    std::int64_t seconds = std::chrono::sys_days(date).time_since_epoch().count() * std::int64_t{86400};
    if (in.take("Tt ") != '\0') {
        seconds += scan_time_of_day(in);
        seconds -= scan_offset(in);
    }
    if (!in.ok() || !in.at_end()) return std::nullopt;
    return to_utc(seconds);
}

std::optional<std::string> to_utc(std::int64_t unix_seconds) {
    constexpr std::int64_t kYear0 = -62167219200, kYear10000 = 253402300800;
    if (unix_seconds < kYear0 || unix_seconds >= kYear10000) return std::nullopt;
    const std::chrono::sys_seconds time{std::chrono::seconds(unix_seconds)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

}  // namespace asterism::store
