/// Rows that are equal in every byte: found first, searched once. News is full of wire copies.
///
/// Equal rows have consecutive ranks, so a group is a run of ranks; its first row stands for it in every search.
#pragma once

#include <cstdint>
#include <vector>

#include "neighbors/canonical_rank.hpp"
#include "neighbors/neighbor_lists.hpp"

namespace asterism::neighbors {

struct Duplicates {
    std::vector<RowIndex> representatives;  ///< first row of each group, by rank
    std::vector<std::uint32_t> copies;      ///< per rank: size of the group that begins there, 0 inside a group
};

[[nodiscard]] Duplicates find_duplicates(MatrixView vectors, const CanonicalOrder& order);

/// Given the lists of the representatives among themselves, makes the lists of all rows: a neighbour stands for its
/// whole group, and a row's own copies are at distance 0. The lists are those of a search over all rows.
void expand_duplicates(const Duplicates& duplicates, const CanonicalOrder& order, NeighborLists& lists, int threads);

}  // namespace asterism::neighbors
