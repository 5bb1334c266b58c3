/// Which written words of one cluster are the same word with and without an Arabic or Hebrew prefix: "הבנק" and "לבנק".
///
/// A prefix is taken off where what is left is a word of the cluster too, or is left of two words by prefixes that few
/// words begin with, or where it holds the Arabic article. Words of other scripts stay as they are, and so do those of
/// a language that has no such prefixes (Persian). Thread safety: none. Determinism: a fixed function of the words, in
/// any order.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "text/stemmer.hpp"

namespace asterism::themes {

class PrefixFolding {
 public:
    /// `languages`: ISO 639-1 codes of the cluster's texts; Persian without Arabic is what they are asked for.
    explicit PrefixFolding(std::span<const std::string> languages);

    [[nodiscard]] bool applies_to(std::string_view word) const;
    /// Whether anything can be folded: a word was added that may have a prefix.
    [[nodiscard]] bool folds() const { return !added_.empty(); }
    /// A word of the cluster, in lower case. All of them come before `base`.
    void add(const std::string& word);
    /// What all forms of the word have in common; the word itself where there is nothing to take off.
    [[nodiscard]] std::string base(const std::string& word);

 private:
    [[nodiscard]] std::string stem(std::string_view word);

    bool arabic_;  ///< the Arabic letters are not Persian
    text::Stemmer stemmer_;
    std::set<std::string> added_;
    std::set<std::string> nouns_;        ///< stems of what followed an article
    std::set<std::string> words_;        ///< stems of whole words
    std::map<std::string, int> likely_;  ///< stems of what likely prefixes leave, and of how many words
};

}  // namespace asterism::themes
