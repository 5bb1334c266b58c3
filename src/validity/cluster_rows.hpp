/// The rows of one cluster as DBCV sees them.
#pragma once

#include <span>
#include <vector>

#include "neighbors/metric_space.hpp"

namespace asterism::validity {

/// The all-points core distance of each of `rows`: the mean of (1 / distance)^d over the others, to the power -1 / d.
/// Pairs at distance 0 add nothing to the sum; a row with no other pair has 0. Powers are taken relative to the
/// smallest distance, so that neither d nor the distances can make them overflow. O(rows) memory. Source: Moulavi et
/// al. 2014, definition 1; zeros as hdbscan 0.8.40.
[[nodiscard]] double all_points_core_distance(const neighbors::MetricSpace& space, std::span<const RowIndex> rows,
                                              std::size_t row, double d, std::vector<double>& scratch);

/// The minimum spanning tree over mutual reachability, its leaves cut off.
struct InternalTree {
    std::vector<RowIndex> nodes;  ///< rows with two or more edges; the first row where there is none
    double longest = 0;           ///< of the edges between them; of all edges where there is none
};

/// `core`: by place in `rows`, or empty: distance alone. Which of several minimum trees is taken shows in the result:
/// it is that of hdbscan 0.8.40, so it depends on the order of the rows: Prim from the first row, to the first of the
/// nearest; an edge ends at the first row in the tree that lies at its weight (within one part in 10^5).
/// O(rows^2) distances, O(rows) memory.
[[nodiscard]] InternalTree internal_tree(const neighbors::MetricSpace& space, std::span<const RowIndex> rows,
                                         std::span<const double> core);

}  // namespace asterism::validity
