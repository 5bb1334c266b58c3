/// Which of the terms that mark a cluster make a theme together.
///
/// Determinism: fixed expressions of counts and vectors; ties go to the contender that comes first. Thread safety:
/// const use of its arguments, so any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "themes/term_counts.hpp"
#include "themes/theme_builder.hpp"
#include "themes/word_windows.hpp"

namespace asterism::themes {

/// A term on its way to be shown.
struct Contender {
    std::string term;                     ///< as it would be shown
    double relevance = 0;                 ///< how well it marks the cluster, > 0
    std::vector<std::string_view> stems;  ///< of its words and their parts
    std::vector<TermId> words;            ///< its words that are terms themselves
    bool bound = false;                   ///< standing near others is no merit of its own
};

/// A reader takes two stems for one word: Korea and Korean, aluminium and aluminum.
[[nodiscard]] bool alike(std::string_view a, std::string_view b);

/// Some stem of one is alike to some stem of the other.
[[nodiscard]] bool overlap(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b);

/// Up to `count` of them, no two of which overlap, most relevant first; relevance then includes closeness to the
/// centroid.
///
/// They are those for which the sum of relevance, association with the other chosen (WordWindows) and, where there are
/// vectors, distance to the nearest other one is large: taken one after the other, then exchanged one for one while
/// that helps. Distance is maximal marginal relevance: Carbonell, Goldstein, "The Use of MMR, Diversity-Based Reranking
/// ...", SIGIR 1998. `vectors` may be nullptr.
[[nodiscard]] std::vector<Contender> choose_together(std::vector<Contender> contenders, std::size_t count,
                                                     const WordWindows& windows, std::int32_t label,
                                                     const ThemeVectors* vectors);

}  // namespace asterism::themes
