/// Where new rows would go in a clustering that stands: label, probability and outlier score, as `approximate_predict`
/// and `approximate_predict_scores` of hdbscan give them.
///
/// A query hangs on the row j with the least mutual reachability w = max(core(j), core(q), d(q, j) / alpha), of equal
/// ones on the nearest, then on the smallest rank. core(q) is the distance to the row at place min_samples, counted
/// from 0, copies and weights counted one by one: the index that the fit uses, where place 0 is the row itself. From
/// there it leaves the tree at lambda = min(1 / w, lambda of j), out of the cluster that holds j at that level; what it
/// would change of the tree is not looked at. Label and probability follow from cluster and lambda as in the fit, with
/// its epsilon and its limit on sizes, the score is GLOSH.
/// So a row of the fit that is asked again gets its own label, probability and score; where two rows lie at distance 0
/// and left the tree apart, those of the smaller rank.
///
/// Deliberate differences from hdbscan 0.8.40: its core distances of rows stop one neighbour short of the fit's; it
/// looks for j among the nearest 2 x min_samples only; it selects clusters again without epsilon and limits (hdbscan
/// issues 361, 375, 445); its probability takes 1 / w where j left before; its score is not held to [0, 1].
/// Determinism: depends on no thread. Thread safety: pure functions, but for the search (see NeighborSearch).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "asterism/clustering.hpp"
#include "asterism/matrix.hpp"
#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"
#include "asterism/options.hpp"

namespace asterism {

/// Borrowed q x n float64, row-major: the distances from each query to every row of a clustering, by any metric.
struct QueryDistancesView {
    const double* data = nullptr;
    std::size_t rows = 0;  ///< q
    std::size_t cols = 0;  ///< n

    [[nodiscard]] const double* row(std::size_t query) const { return data + query * cols; }
};

/// All vectors are indexed by query.
struct Prediction {
    std::vector<std::int32_t> labels;    ///< of the clustering; -1 = noise
    std::vector<double> probabilities;   ///< [0, 1]; 0 for noise
    std::vector<double> outlier_scores;  ///< [0, 1]
    std::vector<RowIndex> neighbors;     ///< the row it hangs on
};

/// `clustering`: of the rows of `search`, by `options` (read: alpha, cluster_selection_epsilon, threads). `queries`:
/// q x d, finite, for cosine of non-zero norm.
/// Complexity: a search for 2 x min_samples neighbours a query, longer where those do not settle the least w.
/// Errors: Error{usage} for a clustering of other rows, other dimensions, or rows that are a matrix of distances;
/// Error{data} for queries without a distance; Error{interrupted}.
[[nodiscard]] Prediction predict(const Clustering& clustering, const ClusterOptions& options,
                                 const NeighborSearch& search, MatrixView queries, Observer* observer = nullptr);

/// The same by given distances; a row has its position as rank. O(q n) time.
/// Errors: Error{usage} for another number of columns than rows; Error{data} for distances that are not finite and at
/// least 0; Error{interrupted}.
[[nodiscard]] Prediction predict(const Clustering& clustering, const ClusterOptions& options,
                                 QueryDistancesView distances, Observer* observer = nullptr);

}  // namespace asterism
