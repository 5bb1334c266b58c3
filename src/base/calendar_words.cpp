#include "base/calendar_words.hpp"

#include <algorithm>
#include <array>

namespace asterism {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};

struct Zone {
    std::string_view name;
    int minutes;
};
constexpr std::array kZones{
    // RFC 822, and UTC as everybody writes it
    Zone{"ut", 0}, Zone{"utc", 0}, Zone{"gmt", 0}, Zone{"est", -300}, Zone{"edt", -240}, Zone{"cst", -360},
    Zone{"cdt", -300}, Zone{"mst", -420}, Zone{"mdt", -360}, Zone{"pst", -480}, Zone{"pdt", -420},
    // others that feeds and the command `date` write
    Zone{"akst", -540}, Zone{"akdt", -480}, Zone{"hst", -600}, Zone{"wet", 0}, Zone{"west", 60}, Zone{"bst", 60},
    Zone{"cet", 60}, Zone{"cest", 120}, Zone{"met", 60}, Zone{"mest", 120}, Zone{"eet", 120}, Zone{"eest", 180},
    Zone{"msk", 180}, Zone{"hkt", 480}, Zone{"jst", 540}, Zone{"kst", 540}, Zone{"aest", 600}, Zone{"aedt", 660},
    Zone{"nzst", 720}, Zone{"nzdt", 780}};

/// Position of the name that the word abbreviates.
std::optional<std::size_t> abbreviated(std::string_view word, const auto& names) {
    const auto* found = std::ranges::find_if(names, [&](std::string_view name) { return name.starts_with(word); });
    if (word.size() < 3 || found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

std::optional<unsigned> month_named(std::string_view word) {
    const auto place = abbreviated(word, kMonths);
    if (!place) return std::nullopt;
    return static_cast<unsigned>(*place + 1);
}

bool is_weekday(std::string_view word) {
    return abbreviated(word, kWeekdays).has_value();
}

std::optional<std::chrono::minutes> zone_named(std::string_view word) {
    if (word.size() == 1 && word != "j") return std::chrono::minutes(0);
    const auto* zone = std::ranges::find(kZones, word, &Zone::name);
    if (zone == kZones.end()) return std::nullopt;
    return std::chrono::minutes(zone->minutes);
}

}  // namespace asterism
