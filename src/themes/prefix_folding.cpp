#include "themes/prefix_folding.hpp"

#include <algorithm>

#include "text/prefixes.hpp"
#include "text/unicode.hpp"

namespace asterism::themes {
namespace {

using Certainty = text::PrefixReading::Certainty;
constexpr std::size_t kLetter = 2;       ///< bytes
constexpr std::size_t kLeastUnseen = 3;  ///< letters of a word that stands nowhere without a prefix

bool holds(std::span<const std::string> languages, std::string_view code) {
    return std::ranges::find(languages, code) != languages.end();
}

}  // namespace

PrefixFolding::PrefixFolding(std::span<const std::string> languages)
    : arabic_(holds(languages, "ar") || !holds(languages, "fa")) {}

bool PrefixFolding::applies_to(std::string_view word) const {
    std::size_t position = 0;
    const auto script = word.empty() ? text::Script::other : text::script_of(text::next_code_point(word, position));
    return (arabic_ && script == text::Script::arabic) || script == text::Script::hebrew;
}

std::string PrefixFolding::stem(std::string_view word) {
    std::size_t position = 0;
    const bool arabic = text::script_of(text::next_code_point(word, position)) == text::Script::arabic;
    return std::string(stemmer_.stem(word, arabic ? "ar" : "he"));
}

void PrefixFolding::add(const std::string& word) {
    if (!applies_to(word) || !added_.insert(word).second) return;
    const auto readings = text::prefix_readings(word);
    if (!readings.empty() && readings.front().certainty == Certainty::sure) {
        nouns_.insert(stem(readings.front().rest));
        return;
    }
    words_.insert(stem(word));
    for (const auto& reading : readings) {
        if (reading.certainty == Certainty::likely && reading.rest.size() >= kLetter * kLeastUnseen)
            ++likely_[stem(reading.rest)];
    }
}

std::string PrefixFolding::base(const std::string& word) {
    if (!applies_to(word)) return word;
    const std::string whole = stem(word);
    if (nouns_.contains(whole)) return whole;
    for (const auto& reading : text::prefix_readings(word)) {
        const std::string rest = stem(reading.rest);
        if (reading.certainty == Certainty::sure || nouns_.contains(rest)) return rest;
        const auto likely = likely_.find(rest);
        const bool shared = reading.certainty == Certainty::likely && likely != likely_.end() && likely->second > 1;
        if (words_.contains(rest) || shared) return base(std::string(reading.rest));
    }
    return whole;
}

}  // namespace asterism::themes
