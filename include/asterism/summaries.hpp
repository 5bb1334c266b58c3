/// What stands for a cluster: its centroid, and the members nearest to it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"
#include "asterism/options.hpp"

namespace asterism {

/// Summary of one cluster, for the tables.
struct ClusterSummary {
    /// d; mean of the members' unit vectors, L2-normalised (euclidean: of the members, as is).
    std::vector<float> centroid;
    std::int64_t article_count = 0;
    RowIndex medoid = 0;                    ///< the member nearest to the centroid, ties by rank
    std::vector<RowIndex> representatives;  ///< up to ten members of distinct vectors, nearest to the centroid first
};

/// One for each label of `labels`, which are as from `cluster`. Centroids are summed in rank order in float64, so the
/// bytes do not depend on row order or threads (0 = all cores). A zero mean gives the medoid's vector.
/// Errors: Error{usage} for other than one label per row, or rows that are a matrix of distances; Error{interrupted}.
[[nodiscard]] std::vector<ClusterSummary> summarize(const PreparedRows& rows, std::span<const std::int32_t> labels,
                                                    int threads = 0, const Observer* observer = nullptr);
/// Prepares the rows first, see `prepare`.
[[nodiscard]] std::vector<ClusterSummary> summarize(MatrixView vectors, std::span<const std::int32_t> labels,
                                                    Metric metric, std::span<const std::uint32_t> id_rank = {},
                                                    int threads = 0, const Observer* observer = nullptr);

}  // namespace asterism
