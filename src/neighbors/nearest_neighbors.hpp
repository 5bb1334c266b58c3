/// The exact K nearest neighbours of every row of an index, and of rows that are foreign to it.
#pragma once

#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"
#include "neighbors/canonical_rank.hpp"
#include "neighbors/pair_search.hpp"

namespace asterism::neighbors {

/// For the rows of the index, lists of other rows of the index; the lists of all other rows stay empty. All pairs are
/// visited once, tile by tile, and serve both rows; the limits of the search are the K-th distances so far.
/// `rank`: by row of the space, breaks ties. k < rows of the index; k = 0 gives empty lists. Determinism: the lists are
/// unique (total order by distance, then rank), though the counts are not. Error{interrupted} on cancellation.
[[nodiscard]] Neighbors nearest_neighbors(const SearchIndex& index, std::span<const Rank> rank, std::size_t k,
                                          int threads, Observer& observer);

/// For every foreign row, by its position, its k nearest rows of the index. `rank`: by row of the index's space. k is
/// at most the rows of the index; a row that equals a query is at distance 0. Determinism and errors as above.
[[nodiscard]] Neighbors nearest_neighbors(const SearchIndex& index, const MetricSpace& queries,
                                          std::span<const Rank> rank, std::size_t k, int threads, Observer& observer);

}  // namespace asterism::neighbors
