/// The exact K nearest neighbours of every row.
#pragma once

#include <span>

#include "asterism/observer.hpp"
#include "neighbors/metric_space.hpp"
#include "neighbors/neighbor_lists.hpp"

namespace asterism::neighbors {

/// All pairs i < j are visited once, in blocks, and serve both rows. k <= n - 1; k = 0 gives empty lists.
/// Complexity: n^2 d / 2 multiply-adds. Memory beside the lists: two blocks a thread.
/// Determinism: the lists are unique (total order by distance, then rank). Error{interrupted} on cancellation.
[[nodiscard]] NeighborLists nearest_neighbors(const MetricSpace& space, std::span<const Rank> rank, std::size_t k,
                                              int threads, Observer& observer);

}  // namespace asterism::neighbors
