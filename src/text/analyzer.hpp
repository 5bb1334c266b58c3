/// From raw text to a Document: cleaning, words of any script, language, stop words, stems, what may form a phrase.
///
/// Thread safety: none; one per thread. Determinism: a fixed function of the bytes (and of the ICU and Snowball
/// versions).
#pragma once

#include <string_view>
#include <vector>

#include "text/break_iterator.hpp"
#include "text/document.hpp"
#include "text/stemmer.hpp"

namespace asterism::text {

class Analyzer {
 public:
    /// Texts in a script without a word list, or too short to tell, are treated as English.
    void analyze(std::string_view raw, Document& out);
    /// Title and body as one text, the body without boilerplate; no phrase and no sentence runs from one into the
    /// other.
    void analyze(std::string_view title, std::string_view body, Document& out);

 private:
    void analyze_cleaned(Document& out);
    void stem_all(Document& out, std::string_view language);

    BreakIterator break_iterator_;
    Stemmer stemmer_;
    std::vector<WordSpan> words_;
};

}  // namespace asterism::text
