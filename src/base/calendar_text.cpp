#include "base/calendar_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/calendar_words.hpp"

namespace asterism {
namespace {

using std::chrono::year_month_day;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_part_of_clock(std::string_view digits) {
    return digits.size() == 1 || digits.size() == 2;
}

int value_of(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

year_month_day day_of(int year, int month, int day) {
    return {std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
            std::chrono::day(static_cast<unsigned>(day))};
}

/// RFC 2822, 4.3.
int full_year(std::string_view digits) {
    const int year = value_of(digits);
    if (digits.size() == 2) return year + (year < 50 ? 2000 : 1900);
    return digits.size() == 3 ? year + 1900 : year;
}

/// Takes the text apart from the front, part by part; each part of a date may come once. Every read_ function is false
/// when the text is no date.
class DateReader {
 public:
    explicit DateReader(std::string_view text) : rest_(text), size_(text.size()) {}

    std::optional<std::chrono::sys_seconds> read() {
        pass_weekday_in_any_language();
        while (!rest_.empty())
            if (!read_part()) return std::nullopt;
        if (!date_) date_ = date_from_numbers();
        if (!date_ || !date_->ok() || !settle_afternoon()) return std::nullopt;
        return std::chrono::sys_days(*date_) + clock_.value_or(std::chrono::seconds(0)) -
               offset_.value_or(std::chrono::minutes(0));
    }

 private:
    [[nodiscard]] bool next_is(char c, std::size_t at = 0) const { return rest_.size() > at && rest_[at] == c; }
    [[nodiscard]] bool digit_at(std::size_t at) const { return rest_.size() > at && is_digit(rest_[at]); }
    [[nodiscard]] bool undated() const { return !date_ && !month_ && count_ == 0; }

    bool take(std::string_view start) {
        if (!rest_.starts_with(start)) return false;
        rest_.remove_prefix(start.size());
        return true;
    }
    bool take_any(std::string_view set) {
        if (rest_.empty() || set.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    std::string_view take_digits() {
        std::size_t size = 0;
        while (digit_at(size))
            ++size;
        const auto digits = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return digits;
    }
    /// In lower case.
    std::string take_letters() {
        std::string word;
        for (; !rest_.empty() && is_letter(rest_.front()); rest_.remove_prefix(1))
            word += static_cast<char>(rest_.front() | 0x20);
        return word;
    }

    /// "mer., 01 May 2024": what comes before a comma that no digit precedes.
    void pass_weekday_in_any_language() {
        const auto comma = rest_.find(',');
        if (comma == std::string_view::npos || rest_.find_first_of("0123456789") < comma) return;
        rest_.remove_prefix(comma);
    }

    bool read_part() {
        for (const std::string_view blank : {" ", ",", "\t", "\r", "\n", "\u00A0", "\u202F"})
            if (take(blank)) return true;
        if (digit_at(0)) return read_digits();
        if (is_letter(rest_.front())) return read_word();
        if (next_is('(')) return pass_comment();
        if (next_is('[')) return pass_zone_in_brackets();
        if (next_is('-') && !clock_ && !date_) return !undated() && take("-");  // 01-May-2024
        return read_offset();
    }

    bool read_digits() {
        const std::string_view digits = take_digits();
        if (next_is(':')) return read_clock(digits);
        if (undated()) {
            if (digits.size() == 4 && size_ == 4) return (date_ = day_of(value_of(digits), 1, 1), true);
            if (digits.size() == 8 || digits.size() == 14) return read_basic_date(digits);
            const bool separated = !rest_.empty() && std::string_view("-/.").find(rest_[0]) != std::string_view::npos;
            const bool week = next_is('W', separated ? 1 : 0) || next_is('w', separated ? 1 : 0);
            if (digits.size() == 4 && (week || (separated && digit_at(1)))) return read_iso_date(value_of(digits));
            if (digits.size() <= 2 && separated && digit_at(1)) return read_year_last(digits);
        }
        if (date_) return !clock_ && basic_ && read_basic_clock(digits);
        if (digits.size() > 4 || count_ == numbers_.size()) return false;
        numbers_[count_++] = digits;
        pass_ordinal();
        return true;
    }

    /// 13/05/2024 and 12/31/2024. A number beyond 12 is the day; two equal ones are either.
    bool read_year_last(std::string_view first) {
        const char separator = rest_[0];
        rest_.remove_prefix(1);
        const auto second = take_digits();
        if (second.size() > 2 || !next_is(separator)) return false;
        rest_.remove_prefix(1);
        const auto year = take_digits();
        const int one = value_of(first), other = value_of(second);
        if (year.size() != 4 || (one <= 12 && other <= 12 && one != other)) return false;
        date_ = day_of(value_of(year), std::min(one, other), std::max(one, other));
        return true;
    }

    /// Behind the year.
    bool read_iso_date(int year) {
        const char separator = is_letter(rest_[0]) ? '\0' : rest_[0];
        if (separator != '\0') rest_.remove_prefix(1);
        if (take_any("Ww")) return read_week(year, separator);
        const auto digits = take_digits();
        if (digits.size() == 3 && separator == '-') return set_day_of_year(year, value_of(digits));
        if (digits.size() > 2) return false;
        const bool has_day = next_is(separator) && digit_at(1);
        if (!has_day) date_ = day_of(year, value_of(digits), 1);
        if (!has_day) return separator == '-';
        rest_.remove_prefix(1);
        const auto day = take_digits();
        if (day.size() > 2) return false;
        date_ = day_of(year, value_of(digits), value_of(day));
        return true;
    }
    /// W18, W18-3, W183.
    bool read_week(int year, char separator) {
        const auto digits = take_digits();
        if (digits.size() != 2 && digits.size() != 3) return false;
        const int week = value_of(digits.substr(0, 2));
        int day = digits.size() == 3 ? digits[2] - '0' : 1;
        if (digits.size() == 2 && separator == '-' && next_is('-') && digit_at(1)) {
            rest_.remove_prefix(1);
            day = value_of(take_digits().substr(0, 2));
        }
        if (week < 1 || week > 53 || day < 1 || day > 7) return false;
        // Week 1 is the one with January 4; weeks begin on Monday.
        const std::chrono::sys_days fourth(day_of(year, 1, 4));
        const auto monday = fourth - (std::chrono::weekday(fourth) - std::chrono::Monday);
        date_ = year_month_day(monday + std::chrono::days(7 * (week - 1) + day - 1));
        return true;
    }
    bool set_day_of_year(int year, int day) {
        const std::chrono::sys_days first(day_of(year, 1, 1));
        date_ = year_month_day(first + std::chrono::days(day - 1));
        return static_cast<int>(date_->year()) == year;
    }

    bool read_basic_date(std::string_view digits) {
        basic_ = true;
        date_ = day_of(value_of(digits.substr(0, 4)), value_of(digits.substr(4, 2)), value_of(digits.substr(6, 2)));
        return date_->ok() && (digits.size() == 8 || read_basic_clock(digits.substr(8)));
    }
    bool read_basic_clock(std::string_view digits) {
        if (digits.size() == 2 && hour_may_follow_ && !next_is('.') && !next_is(','))
            return set_clock(value_of(digits), 0, 0);
        if (digits.size() != 4 && digits.size() != 6) return false;
        const int second = digits.size() == 6 ? value_of(digits.substr(4)) : 0;
        pass_fraction();
        return set_clock(value_of(digits.substr(0, 2)), value_of(digits.substr(2, 2)), second);
    }
    bool read_clock(std::string_view hour) {
        rest_.remove_prefix(1);
        const auto minute = take_digits();
        std::string_view second = "00";
        if (take(":")) {
            second = take_digits();
            pass_fraction();
        }
        if (clock_ || hour.size() > 2 || !is_part_of_clock(minute) || !is_part_of_clock(second)) return false;
        return set_clock(value_of(hour), value_of(minute), value_of(second));
    }
    bool set_clock(int hour, int minute, int second) {
        if (minute > 59 || second > 60 || hour > 24 || (hour == 24 && minute + second > 0)) return false;
        clock_ = std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
        return true;
    }
    void pass_fraction() {
        if ((!next_is('.') && !next_is(',')) || !digit_at(1)) return;
        rest_.remove_prefix(1);
        take_digits();
    }

    bool read_word() {
        const bool separates = date_ && !clock_ && digit_at(1) && take_any("Tt");
        if (separates) return (basic_ = hour_may_follow_ = true);
        const std::string word = take_letters();
        take(".");
        if (is_weekday(word)) return true;
        if (const auto month = month_named(word)) {
            if (month_ || date_) return false;
            month_ = month;
            return true;
        }
        if ((word == "am" || word == "pm") && clock_ && !half_) {
            half_ = word[0];
            return true;
        }
        return read_zone(word);
    }
    /// Letters but Z belong to the clocks of mail.
    bool read_zone(std::string_view word) {
        const bool universal = word == "z" || word == "utc" || word == "gmt" || word == "ut";
        const auto zone = zone_named(word);
        const bool fits = universal ? clock_ || date_ : clock_ && (word.size() > 1 || !date_);
        if (!zone || !fits || offset_named_) return false;
        if (!offset_) offset_ = zone;  // behind an offset in figures it only explains it: +0200 CEST
        offset_named_ = true;
        offset_may_follow_ = universal && word != "z";
        return true;
    }
    bool read_offset() {
        const bool minus = take("-") || take("\u2212");
        if (!minus && !take("+")) return false;
        if ((offset_ && !offset_may_follow_) || !(clock_ || date_)) return false;
        auto hours = take_digits();
        std::string_view minutes = "00";
        if (hours.size() == 4) {
            minutes = hours.substr(2);
            hours = hours.substr(0, 2);
        } else if (take(":")) {
            minutes = take_digits();
        }
        const bool sized = hours.size() == 2 || (hours.size() == 1 && offset_may_follow_);
        if (!sized || minutes.size() != 2 || value_of(hours) > 23 || value_of(minutes) > 59) return false;
        offset_ = std::chrono::minutes((minus ? -1 : 1) * (60 * value_of(hours) + value_of(minutes)));
        offset_may_follow_ = false;
        return true;
    }

    /// Comments nest, and a backslash takes its meaning from what follows it (RFC 5322, 3.2.2).
    bool pass_comment() {
        int depth = 0;
        for (std::size_t i = 0; i < rest_.size(); ++i) {
            if (rest_[i] == '\\')
                ++i;
            else if (rest_[i] == '(')
                ++depth;
            else if (rest_[i] == ')' && --depth == 0)
                return (rest_.remove_prefix(i + 1), true);
        }
        return false;
    }
    bool pass_zone_in_brackets() {
        const auto end = rest_.find(']');
        if (!offset_ || end == std::string_view::npos) return false;
        rest_.remove_prefix(end + 1);
        return true;
    }
    void pass_ordinal() {
        for (const std::string_view ending : {"st", "nd", "rd", "th"})
            if (rest_.starts_with(ending) && (rest_.size() == 2 || !is_letter(rest_[2]))) rest_.remove_prefix(2);
    }

    [[nodiscard]] std::optional<year_month_day> date_from_numbers() const {
        if (count_ == 0 || !month_) return std::nullopt;
        const int month = static_cast<int>(*month_);
        if (count_ == 1) {
            if (numbers_[0].size() != 4) return std::nullopt;
            return day_of(value_of(numbers_[0]), month, 1);
        }
        const bool year_first = numbers_[0].size() > 2;
        const auto year = numbers_[year_first ? 0 : 1];
        const auto day = numbers_[year_first ? 1 : 0];
        if (day.size() > 2 || year.size() < 2) return std::nullopt;
        return day_of(full_year(year), month, value_of(day));
    }
    bool settle_afternoon() {
        if (!half_) return true;
        const auto hour = std::chrono::duration_cast<std::chrono::hours>(*clock_).count();
        if (hour < 1 || hour > 12) return false;
        if (half_ == 'a' && hour == 12) *clock_ -= std::chrono::hours(12);
        if (half_ == 'p' && hour < 12) *clock_ += std::chrono::hours(12);
        return true;
    }

    std::string_view rest_;
    std::size_t size_;                            ///< of the whole text
    std::optional<year_month_day> date_;          ///< of an ISO date
    bool basic_ = false;                          ///< digits alone may follow as the clock
    bool hour_may_follow_ = false;                ///< alone, behind a T
    std::optional<unsigned> month_;               ///< by name, with day and year among the numbers
    std::array<std::string_view, 2> numbers_;     ///< digits of day and year, in their order
    std::size_t count_ = 0;                       ///< of numbers_
    std::optional<std::chrono::seconds> clock_;   ///< since midnight
    std::optional<char> half_;                    ///< 'a' or 'p' for am and pm
    std::optional<std::chrono::minutes> offset_;  ///< ahead of UTC
    bool offset_named_ = false;
    bool offset_may_follow_ = false;  ///< GMT+2
};

}  // namespace

std::optional<std::chrono::sys_seconds> parse_calendar_text(std::string_view text) {
    return DateReader(text).read();
}

}  // namespace asterism
