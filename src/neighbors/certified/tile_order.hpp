/// In which order pairs of tiles are compared: those first that tighten the limits most, then for the sake of the
/// cache. Only speed depends on it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "neighbors/certified/packed_heads.hpp"

namespace asterism::neighbors::certified {

/// All pairs of tiles (a <= b): the nearest tenth by the distance of their centres, each tile with itself first of all,
/// then the rest in squares of tiles that share the cache. `centres`: tiles x width, row-major.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> near_first(std::span<const float> centres,
                                                                              std::size_t tiles, int threads);

/// Mean head of each tile of the packed rows, for `near_first`; as a unit vector where directions are compared.
[[nodiscard]] std::vector<float> tile_centres(const PackedHeads& packed, bool unit, int threads);

}  // namespace asterism::neighbors::certified
