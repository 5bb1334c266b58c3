/// Word boundaries of any script, by ICU's rules and dictionaries (Chinese, Japanese, Thai, ... have no spaces).
///
/// Thread safety: none; one per thread. Source: Unicode Standard Annex 29.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace asterism::text {

struct WordSpan {
    std::uint32_t begin;  ///< bytes
    std::uint32_t end;
};

class BreakIterator {
 public:
    /// Error{internal} when ICU's data are missing.
    BreakIterator();
    BreakIterator(const BreakIterator&) = delete;
    BreakIterator& operator=(const BreakIterator&) = delete;
    ~BreakIterator();

    /// The words and numbers of `text` in their order; what lies between them is space and punctuation.
    void words(std::string_view text, std::vector<WordSpan>& out);

 private:
    struct Icu;
    Icu* icu_;
};

}  // namespace asterism::text
