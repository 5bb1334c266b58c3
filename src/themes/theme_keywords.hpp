/// Which terms of a cluster mark it against all others, and in what order an editor should read them.
///
/// Determinism: every score is a fixed expression of integer counts; ties go to the smaller key.
#pragma once

#include <cstdint>
#include <vector>

#include "themes/term_counts.hpp"
#include "themes/theme_builder.hpp"

namespace asterism::themes {

/// Up to `count` keywords of cluster `label`, best first. Thread safety: from any thread once `counts` is closed.
[[nodiscard]] std::vector<Keyword> choose_keywords(const TermCounts& counts, std::int32_t label, int count);

}  // namespace asterism::themes
