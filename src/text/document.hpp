/// A text cut into words: each with its surface, lower-case form and stem, and with what may run on into a phrase.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asterism::text {

struct Token {
    std::uint32_t begin = 0;  ///< surface: bytes of Document::text
    std::uint32_t end = 0;
    std::uint32_t lower_begin = 0;  ///< lower form and stem: bytes of Document::forms
    std::uint32_t lower_end = 0;
    std::uint32_t stem_end = 0;  ///< the stem lies behind the lower form
    std::uint32_t letters = 0;   ///< code points
    bool stop = false;           ///< function word of the text's language
    bool weak = false;           ///< says nothing alone, may stand inside a phrase
    bool edge = false;           ///< weak, and neither a keyword nor the edge of one
    bool content = false;        ///< on a stop-word list and no keyword by itself, yet subjects are made of it
    bool number = false;         ///< no letter in it
    bool capital = false;        ///< begins with an upper-case letter
    bool case_known = true;      ///< false where a capital is forced: sentence start, headline, all capitals
    bool joined = false;         ///< a phrase may run from the previous token into this one
    bool sentence_start = false;
};

/// Reused between calls of Analyzer::analyze, so that its memory is. Views die with the next call.
struct Document {
    std::string text;  ///< cleaned
    std::string forms;
    std::vector<Token> tokens;
    std::size_t title_end = 0;  ///< bytes of text that are the title
    std::string_view language;  ///< ISO 639-1, empty when not known

    [[nodiscard]] std::string_view surface(const Token& t) const { return view(text, t.begin, t.end); }
    [[nodiscard]] std::string_view lower(const Token& t) const { return view(forms, t.lower_begin, t.lower_end); }
    [[nodiscard]] std::string_view stem(const Token& t) const { return view(forms, t.lower_end, t.stem_end); }

 private:
    static std::string_view view(const std::string& bytes, std::uint32_t begin, std::uint32_t end) {
        return std::string_view(bytes).substr(begin, end - begin);
    }
};

}  // namespace asterism::text
