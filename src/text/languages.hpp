/// Which language a text is in, told by its script and its function words; and which words are function words.
///
/// Thread safety: all functions from any thread. The word lists are a selection of our own (src/text/stop_words).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/unicode.hpp"

namespace asterism::text {

/// Languages with a stop-word list, as ISO 639-1 codes. Among those of one script the earlier one wins a tie.
inline constexpr std::array<std::string_view, 29> kLanguages{"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no",
                                                             "fi", "pl", "cs", "tr", "hu", "ro", "ca", "id", "ru", "uk",
                                                             "el", "ar", "fa", "he", "hi", "zh", "ja", "ko", "th"};

/// Bit i: the lower-case word is a function word of kLanguages[i]. kWeakBit: an English word that says nothing alone,
/// unless it is a name ("use", "Go"). kCalendarBit: one that says nothing alone even with a capital ("Friday", "Inc"),
/// though it may stand inside a phrase ("Black Friday"). kEdgeBit: one that stands on common English stop-word
/// lists and is no keyword, nor the first or last word of one ("give", "nine months"). kContentBit: one that stands on
/// them and is no keyword by itself, though subjects are made of it ("interest rates", "forest fire"). Both count
/// whatever the text's language: that of short texts is a guess.
using LanguageMask = std::uint64_t;
inline constexpr LanguageMask kEdgeBit = LanguageMask{1} << 29;
inline constexpr LanguageMask kCalendarBit = LanguageMask{1} << 30;
inline constexpr LanguageMask kWeakBit = LanguageMask{1} << 31;
inline constexpr LanguageMask kContentBit = LanguageMask{1} << 32;
[[nodiscard]] LanguageMask stop_word_mask(std::string_view lower);

/// Whether the lower-case word is a function word in a text of kLanguages[language] (-1: not known). A word of another
/// script than that language's is judged by the languages of its own, Latin ones by English: titles mix them. Hebrew
/// and Arabic ones may have a conjunction in front.
[[nodiscard]] bool is_stop_word(std::string_view lower, int language);

/// What one text shows of its language: fed with each word, then asked.
class LanguageEvidence {
 public:
    /// `word` in lower case, and its stop_word_mask.
    void add(Script script, std::string_view word, LanguageMask stop_words);
    /// Index into kLanguages, or -1 when script and function words do not tell.
    [[nodiscard]] int guess() const;

 private:
    struct Hits {
        int count = 0;
        std::size_t first_word = 0;  ///< its hash
        bool varied = false;         ///< of two different words
    };
    [[nodiscard]] int best_of(std::size_t first, std::size_t last, int at_least) const;

    std::array<Hits, kLanguages.size()> hits_{};
    std::array<int, static_cast<std::size_t>(Script::other) + 1> scripts_{};
};

}  // namespace asterism::text
