/// The labels in use, and the one rule by which two of them are equal and a new one is told apart.
///
/// Equal are labels that differ in upper and lower case, in compatibility forms (full-width letters, ligatures) or in
/// the number of blanks: people take them for one. Thread safety: one user at a time.
#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "themes/theme.hpp"

namespace asterism::themes {

/// `text` as labels and terms are compared.
[[nodiscard]] std::string folded(std::string_view text);

/// Whether `text` names the term: with all its words, in their order, and no part of a longer word. "gas" is in "Gas,
/// pipeline" and not in "Las Vegas".
[[nodiscard]] bool names_term(std::string_view text, std::string_view term);

class LabelSet {
 public:
    [[nodiscard]] bool contains(std::string_view label) const { return used_.contains(folded(label)); }
    /// False when an equal one is there.
    bool insert(std::string_view label) { return used_.insert(folded(label)).second; }
    void erase(std::string_view label) { used_.erase(folded(label)); }
    /// Inserts the label, if it is in use with further keywords of its own behind it, at last with a number; returns
    /// what was inserted.
    std::string insert_apart(const std::string& label, std::span<const Keyword> keywords);

 private:
    std::set<std::string, std::less<>> used_;
};

}  // namespace asterism::themes
