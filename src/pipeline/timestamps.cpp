#include "pipeline/timestamps.hpp"

#include <date/date.h>

#include <array>
#include <cctype>
#include <sstream>

namespace asterism::pipeline {
namespace {

std::optional<TimePoint> parse_as(const std::string& text, const char* format) {
    std::istringstream in(text);
    in.imbue(std::locale::classic());
    date::sys_time<std::chrono::seconds> time;
    in >> date::parse(format, time);
    if (in.fail() || in.peek() != std::istringstream::traits_type::eof()) return std::nullopt;
    return TimePoint(time.time_since_epoch());
}

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

void replace_ending(std::string& text, std::string_view ending, std::string_view with) {
    if (text.ends_with(ending)) text.replace(text.size() - ending.size(), ending.size(), with);
}

/// Drops ".123" behind the seconds: the tables hold seconds.
void drop_fraction(std::string& text) {
    const auto dot = text.find_first_of(".,", 10);
    if (dot == std::string::npos || dot + 1 >= text.size() || !std::isdigit(static_cast<unsigned char>(text[dot + 1])))
        return;
    auto end = dot + 1;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])))
        ++end;
    text.erase(dot, end - dot);
}

/// One spelling for offsets: "+hh:mm" becomes "+hhmm", "+hh" likewise, "Z", "GMT" and "UTC" become "+0000".
void unify_offset(std::string& text) {
    for (const std::string_view zulu : {" GMT", " UTC", "GMT", "UTC", "Z", "z"})
        replace_ending(text, zulu, "+0000");
    const auto sign = text.find_last_of("+-");
    if (sign == std::string::npos || sign < 11) return;
    if (text.size() == sign + 6 && text[sign + 3] == ':') text.erase(sign + 3, 1);
    if (text.size() == sign + 3) text += "00";
    if (sign > 0 && text[sign - 1] == ' ') text.erase(sign - 1, 1);
}

}  // namespace

std::optional<TimePoint> parse_time(std::string_view raw) {
    std::string text = trimmed(raw);
    if (text.size() < 10 || text.size() > 64) return std::nullopt;
    const bool iso = text[4] == '-' && text.size() > 10;
    if (iso && (text[10] == ' ' || text[10] == 't')) text[10] = 'T';
    drop_fraction(text);
    unify_offset(text);
    static constexpr std::array kFormats{"%F",          "%FT%T%z",           "%FT%T",           "%FT%H:%M%z",
                                         "%FT%H:%M",    "%a, %d %b %Y %T%z", "%a, %d %b %Y %T", "%d %b %Y %T%z",
                                         "%d %b %Y %T", "%d-%b-%Y %T%z",     "%d-%b-%Y %T",     "%d-%b-%Y"};
    for (const char* format : kFormats) {
        if (const auto time = parse_as(text, format)) return time;
    }
    return std::nullopt;
}

std::string format_utc(TimePoint time) {
    return date::format("%FT%TZ", date::sys_seconds(time.time_since_epoch()));
}

}  // namespace asterism::pipeline
