/// Conjunctions, prepositions and articles that Arabic and Hebrew write together with the word behind them.
///
/// Arabic: و ف, ب ل ك, ال (and لل for ل with the article). Hebrew: ו, ש and כש מש לכש, ב כ ל מ, ה. Whether a letter is
/// such a particle or belongs to the word cannot be told from the word alone, so all readings are given. Thread safety:
/// any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace asterism::text {

struct PrefixReading {
    std::string_view rest;  ///< the word without the prefix, a view into the word
    enum class Certainty : std::uint8_t {
        possible,  ///< many words begin with these letters
        likely,    ///< few do
        sure,      ///< the Arabic article
    } certainty;
};

/// Of a word in Arabic or Hebrew letters, longest prefix first; empty for every other word.
[[nodiscard]] std::vector<PrefixReading> prefix_readings(std::string_view word);

/// The word without و or ו, "and", in front of two letters at least; else the word. Whether the letter means that is
/// not looked into.
[[nodiscard]] std::string_view without_conjunction(std::string_view word);

}  // namespace asterism::text
