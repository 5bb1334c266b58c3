/// The people, organisations and places of one cluster, from the names that the built-in source found.
///
/// Determinism: integer counts and the scores of TermScorer; ties go to the smaller key.
#pragma once

#include <cstdint>
#include <vector>

#include "themes/term_counts.hpp"
#include "themes/term_score.hpp"
#include "themes/theme.hpp"

namespace asterism::themes {

inline constexpr std::size_t kMostEntities = 10;

/// Up to kMostEntities names that mark cluster `label`, best first. A name that mostly stands within a longer one is
/// shown as the longer one ("Volcker" as "Paul Volcker") with all its articles. Thread safety: from any thread once
/// `counts` is closed.
[[nodiscard]] std::vector<Entity> choose_entities(const TermCounts& counts, std::int32_t label, TermScore score);

}  // namespace asterism::themes
