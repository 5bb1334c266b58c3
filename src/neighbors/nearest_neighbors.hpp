/// The exact K nearest neighbours of every row.
#pragma once

#include "asterism/observer.hpp"
#include "neighbors/duplicates.hpp"
#include "neighbors/neighbor_lists.hpp"
#include "neighbors/pair_search.hpp"

namespace asterism::neighbors {

struct Neighbors {
    NeighborLists lists;
    PairCounts counts;
};

/// `index` holds the representatives of `duplicates`. All their pairs are visited once, tile by tile, and serve both
/// rows; the limits of the search are the K-th distances so far. Then copies get their lists.
/// k <= n - 1; k = 0 gives empty lists. Determinism: the lists are unique (total order by distance, then rank), though
/// the counts are not. Error{interrupted} on cancellation.
[[nodiscard]] Neighbors nearest_neighbors(const SearchIndex& index, const CanonicalOrder& order,
                                          const Duplicates& duplicates, std::size_t k, int threads, Observer& observer);

}  // namespace asterism::neighbors
