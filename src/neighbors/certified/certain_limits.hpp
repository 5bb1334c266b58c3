/// What heads alone say about which rows are near: limits to begin a search with, certain because the rows that look
/// nearest are then measured by their bounds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "asterism/observer.hpp"
#include "neighbors/certified/certified_index.hpp"
#include "neighbors/certified/packed_heads.hpp"
#include "neighbors/pair_search.hpp"

namespace asterism::neighbors::certified {

/// For each packed row a distance within which k other rows of its own tile certainly are; infinity where the tile has
/// too few. Error{interrupted}.
[[nodiscard]] Limits certain_limits(const PackedHeads& packed, const CertifiedIndex& index, std::size_t k, int threads,
                                    const Observer& observer);

/// The nearest of the few rows of another group that look nearest to `row` by their heads; kNoRow without one.
[[nodiscard]] RowIndex near_other_group(const PackedHeads& packed, const CertifiedIndex& index, RowIndex row,
                                        std::span<const std::uint32_t> group);

}  // namespace asterism::neighbors::certified
