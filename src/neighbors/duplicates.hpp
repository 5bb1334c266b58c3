/// Rows that are equal in every byte: found first, searched once. News is full of wire copies.
///
/// Equal rows have consecutive ranks, so a group is a run of ranks; its first row stands for it in every search.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/neighbors.hpp"

namespace asterism::neighbors {

[[nodiscard]] Duplicates find_duplicates(MatrixView vectors, const CanonicalOrder& order);

/// The distance from each row to its m-th nearest other row, copies counted one by one: what neighbours among the
/// representatives (lists of at least min(m, representatives - 1)) and the sizes of their groups say. By row.
/// `weights`: by row, how many rows each stands for; empty: one each. 1 <= m <= their sum - 1.
[[nodiscard]] std::vector<double> core_distances(const Duplicates& duplicates, const CanonicalOrder& order,
                                                 const Neighbors& lists, std::size_t m,
                                                 std::span<const std::uint32_t> weights = {});

}  // namespace asterism::neighbors
