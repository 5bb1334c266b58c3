/// Canonical ranks: the order of the rows that no shuffling of the input can change.
#pragma once

#include <cstdint>
#include <span>

#include "asterism/neighbors.hpp"

namespace asterism::neighbors {

/// Position of a row when all rows are sorted by their bytes, equal rows by id. Every tie of the engine is broken by
/// it.
using Rank = std::uint32_t;

/// `id_rank`: n values, or none: then equal rows are ordered by their position. Rows that are equal in every byte may
/// swap their ranks without changing any result (an automorphism), so even that order leaves no trace in the labels.
[[nodiscard]] CanonicalOrder canonical_order(MatrixView vectors, std::span<const std::uint32_t> id_rank);

/// Each of n rows has its position as rank: for ties=hdbscan, and for rows that are no vectors.
[[nodiscard]] CanonicalOrder input_order(std::size_t n);

}  // namespace asterism::neighbors
