/// How much a row belongs to every cluster: soft clustering, as `all_points_membership_vectors` and `membership_vector`
/// of hdbscan give it.
///
/// For a row p and each cluster C of a label: D(p, C) = 1 / distance to the nearest exemplar of C, normalised; the
/// merge height h(p, C) = the lambda at which p and C part, of p's own cluster that of p; M = the largest lambda among
/// the rows that leave the cluster which p leaves.
/// All rows: D x softmax over C of exp(-(M + 1e-8) / h), normalised, times max h / max(M of that cluster, lambda of p).
/// New rows, hung on the tree as in prediction.hpp: sqrt(D) x (softmax over C of M / (M - h))^2, normalised, times
/// max h / (max(M of that cluster, lambda) + 1e-8). The two differ, as there.
/// A value is in [0, 1], those of a row add up to at most 1: the rest is noise. Where h is largest for several
/// clusters, as it is for all of them where a row leaves the root, M is that of the first in the tree (as there); of a
/// matrix of distances that depends on the order of the rows.
///
/// Source: "Soft Clustering for HDBSCAN", documentation of hdbscan, and `_prediction_utils` of 0.8.40. Deliberate
/// differences: float64 throughout; the clusters are those of the labels, so epsilon and limits count; a row on an
/// exemplar has D = 1 there (shared, if it is on several); infinite lambdas (ties=hdbscan) give limits and no NaN
/// (hdbscan issues 119, 295). Determinism: depends on no thread. Thread safety: pure functions, but for the search (see
/// NeighborSearch).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "asterism/clustering.hpp"
#include "asterism/matrix.hpp"
#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"
#include "asterism/options.hpp"
#include "asterism/prediction.hpp"

namespace asterism {

/// K: clusters of the clustering.
struct MembershipVectors {
    std::size_t width = 0;             ///< values a row: K, or the smaller of K and `top`
    std::vector<double> values;        ///< rows x width: by label; of a top form the largest first
    std::vector<std::int32_t> labels;  ///< rows x width: the labels of a top form, equal values by label; else empty
};

/// All rows of the clustering. `top`: so many of the largest values a row; 0 = all K. `rows`: those clustered, vectors
/// or a matrix of distances.
/// Complexity: O(n e d) time, e being the exemplars of distinct bytes; memory beside the result: K numbers a row in
/// work, so the top form needs O(n top).
/// Errors: Error{usage} for a clustering of other rows; Error{interrupted}.
[[nodiscard]] MembershipVectors all_points_membership_vectors(const Clustering& clustering, const PreparedRows& rows,
                                                              std::size_t top = 0, int threads = 0,
                                                              Observer* observer = nullptr);

/// Of new rows. Arguments and errors as of `predict`.
[[nodiscard]] MembershipVectors membership_vectors(const Clustering& clustering, const ClusterOptions& options,
                                                   const NeighborSearch& search, MatrixView queries,
                                                   std::size_t top = 0, Observer* observer = nullptr);
[[nodiscard]] MembershipVectors membership_vectors(const Clustering& clustering, const ClusterOptions& options,
                                                   QueryDistancesView distances, std::size_t top = 0,
                                                   Observer* observer = nullptr);

}  // namespace asterism
