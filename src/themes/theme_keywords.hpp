/// Which terms of a cluster mark it against all others, and in what order an editor should read them.
///
/// Determinism: every score is a fixed expression of integer counts; ties go to the smaller key.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "themes/nlp_lexicon.hpp"
#include "themes/term_counts.hpp"
#include "themes/term_scorer.hpp"
#include "themes/theme_builder.hpp"

namespace asterism::themes {

/// Up to `options.keywords` keywords of cluster `label`, best first; no two share a stem. `languages`: of
/// its texts, as Theme::languages; `vectors` and `group` may be nullptr.
/// Thread safety: from any thread once `counts` is closed.
[[nodiscard]] std::vector<Keyword> choose_keywords(const TermCounts& counts, const WordWindows& windows,
                                                   std::int32_t label, const NlpLexicon& lexicon,
                                                   std::span<const std::string> languages, const ThemeOptions& options,
                                                   const ThemeVectors* vectors, const TermGroup* group = nullptr);

}  // namespace asterism::themes
