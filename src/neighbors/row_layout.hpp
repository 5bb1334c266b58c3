/// An order of the rows in which similar ones are near each other, so that tiles are tight.
///
/// Spherical k-means on heads (Dhillon, Modha, "Concept Decompositions for Large Sparse Text Data Using Clustering",
/// Machine Learning 42, 2001) over a sample, all rows to their nearest centre, centres chained greedily by similarity.
/// Only speed depends on it.
#pragma once

#include <span>
#include <vector>

#include "neighbors/head_basis.hpp"
#include "neighbors/metric_space.hpp"

namespace asterism::neighbors {

/// A permutation of `rows`. Memory: 8 bytes a row and a sample of heads.
[[nodiscard]] std::vector<RowIndex> row_layout(const MetricSpace& space, const HeadBasis& basis,
                                               std::span<const RowIndex> rows, int threads);

/// Heads of some rows: rows.size() x basis.columns; `scratch` is reused between calls.
void heads_of(const MetricSpace& space, const HeadBasis& basis, std::span<const RowIndex> rows,
              std::vector<float>& scratch, float* heads);

}  // namespace asterism::neighbors
