/// What stands for a cluster when its members count by their probability: hdbscan's weighted centroid and medoid.
/// (`summarize` gives what the tables want: plain means, of unit vectors for cosine.)
///
/// Both go through the members in rank order, in float64, so row order and threads do not show.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"

namespace asterism {

/// Per label, d numbers: the mean of the vectors as they are, whatever the metric, weighted by probability (plain where
/// all of them are 0). NaN for labels without rows. K x d, row-major.
/// Errors, of both: Error{usage} for other than one label (at least -1) and one probability per row, or for rows that
/// are a matrix of distances (centroids only); Error{interrupted}.
[[nodiscard]] std::vector<double> weighted_centroids(const PreparedRows& rows, std::span<const std::int32_t> labels,
                                                     std::span<const double> probabilities, int threads = 0,
                                                     Observer* observer = nullptr);

/// Per label the member with the least sum of probability x distance over all members, ties by rank; kNoRow for labels
/// without rows. O(sum of squared cluster sizes) distances, O(n) memory.
[[nodiscard]] std::vector<RowIndex> weighted_medoids(const PreparedRows& rows, std::span<const std::int32_t> labels,
                                                     std::span<const double> probabilities, int threads = 0,
                                                     Observer* observer = nullptr);

}  // namespace asterism
