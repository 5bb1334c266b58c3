/// How well a clustering fits the densities of its rows: DBCV, and its cheap relative on the spanning tree.
///
/// Source: Moulavi, Jaskowiak, Campello, Zimek, Sander, "Density-Based Clustering Validation", SDM 2014. Determinism:
/// depends on no thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "asterism/hierarchy.hpp"
#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"

namespace asterism {

/// hdbscan's `relative_validity_`, in [-1, 1], larger is better: only for comparing cuts of one hierarchy. Of each
/// cluster the longest edge inside it against the shortest to another, weighted by size over all rows; a cluster with
/// no edge to another has twice the longest edge of all (a sole cluster: twice its shortest edge to noise). 0 without
/// clusters. `spanning_tree`: of a hierarchy by ties=canonical (that of ties=hdbscan is a linkage, whose ends are no
/// neighbours). O(n) time. Error{usage} for labels below -1 or edges of other rows.
[[nodiscard]] double relative_validity(std::span<const SpanningEdge> spanning_tree,
                                       std::span<const std::int32_t> labels);

struct ValidityOptions {
    /// > 0: the d of the all-points core distance, which is a mean of powers -d of distances. None: the dimensions of
    /// the vectors; it must be given for a matrix of distances.
    std::optional<double> d;
    bool raw_distances = false;  ///< trees by distance alone (hdbscan's mst_raw_dist)
    int threads = 0;             ///< 0 = all cores; never changes the result
};

struct Validity {
    double index = 0;  ///< [-1, 1]: the clusters' own, weighted by their rows over all rows, noise included
    std::vector<double> per_cluster;  ///< per label, [-1, 1]; NaN for labels without rows
};

/// hdbscan's `validity_index`, equal to that of 0.8.40 where it is finite, but for the order of sums. Powers are taken
/// relative to each row's smallest distance, so nothing overflows at high d (hdbscan issue 592). As there, the index is
/// a function of the order of the rows too: of several minimum trees it takes one.
/// Deliberate differences, where 0.8.40 has NaN or fails: a sole cluster has 1; a cluster of one row has 0; so has one
/// of copies that lie on those of another.
/// `labels`: per row, -1 = noise; of any clustering. Complexity: the distances inside each cluster twice, and those
/// between the inner rows of all; one cluster's tree is the work of one thread. O(n) memory.
/// Errors: Error{usage} for labels of another length or below -1, or d out of range or missing; Error{interrupted}.
[[nodiscard]] Validity validity_index(const PreparedRows& rows, std::span<const std::int32_t> labels,
                                      const ValidityOptions& options = {}, Observer* observer = nullptr);

}  // namespace asterism
