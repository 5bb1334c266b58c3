/// Exact HDBSCAN over float32 vectors in one call: prepare, find neighbours, build the hierarchy, cut it.
///
/// Source: Campello, Moulavi, Zimek, Sander, "Hierarchical Density Estimates for Data Clustering, Visualization, and
/// Outlier Detection", ACM TKDD 10(1), 2015; conventions of the hdbscan 0.8.40 package where the paper leaves them
/// open.
#pragma once

#include <cstdint>
#include <span>

#include "asterism/clustering.hpp"
#include "asterism/hierarchy.hpp"
#include "asterism/matrix.hpp"
#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"
#include "asterism/options.hpp"
#include "asterism/summaries.hpp"

namespace asterism {

/// Clusters the rows of `vectors` (n x d, finite, for cosine of non-zero norm; n < 2^31, 1 <= d).
///
/// `id_rank`: optional, n values: the position of each row when rows are sorted by article id. It orders rows of equal
/// bytes; without it the row position does.
/// Complexity: O(n^2 d) time at worst. Memory beside the vectors, d >= 256 and min_samples <= 16: at most as much again
/// and 64 MiB; never an n x n matrix. Uses `options.threads` threads; results do not depend on them.
/// Errors: Error{usage} for options out of range; Error{data} for non-finite rows, zero rows under cosine, or n = 0;
/// Error{interrupted} when the observer cancels.
[[nodiscard]] Clustering cluster(MatrixView vectors, const ClusterOptions& options,
                                 std::span<const std::uint32_t> id_rank = {}, Observer* observer = nullptr);

/// The same for rows that are prepared, so that summaries and verification can go on with them; their metric counts,
/// not that of the options. `weights`: see SampleWeights; with them there is no `verify`.
[[nodiscard]] Clustering cluster(const PreparedRows& rows, const ClusterOptions& options, Observer* observer = nullptr,
                                 SampleWeights weights = {});

/// Clusters by a matrix of distances: symmetric, finite, at least 0, 0 on the diagonal; for metrics the engine does not
/// know, at sizes where n^2 numbers are no trouble. `options.metric` is not looked at. A row has its position as rank,
/// so labels are numbered by position; which rows share a cluster, and all strengths, do not depend on the order.
/// Complexity: O(n^2) time; O(n) memory beside the matrix.
/// Errors: Error{usage} as above; Error{data} for what is no such matrix, with its place; Error{interrupted}.
[[nodiscard]] Clustering cluster_distances(DistanceMatrixView distances, const ClusterOptions& options,
                                           Observer* observer = nullptr);

}  // namespace asterism
