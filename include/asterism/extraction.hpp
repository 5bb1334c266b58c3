/// Other ways to take clusters from a hierarchy: one height for all, a wished number of clusters, every granularity
/// that is stable; and the hierarchy as a plain table.
///
/// Determinism, for everything here: depends on the arguments alone. Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "asterism/clustering.hpp"
#include "asterism/hierarchy.hpp"
#include "asterism/options.hpp"

namespace asterism {

/// One merge of the single linkage tree, in the order of columns of hdbscan and SciPy: `left` and `right` join at
/// `distance` to a node of `size` rows. Nodes below n are input rows; merge t makes node n + t.
struct LinkageRow {
    std::uint32_t left;
    std::uint32_t right;
    double distance;
    std::uint32_t size;  ///< weights counted
};

/// n - 1 merges, ascending by distance. ties=hdbscan: those of 0.8.40. canonical: where more than two parts join at
/// once, they join one after the other by smallest rank: ((1st, 2nd), 3rd), ... O(n) time.
/// (The condensed tree of a clustering is such a table already: parent, child, lambda, size. So is its spanning tree.)
[[nodiscard]] std::vector<LinkageRow> single_linkage(const Hierarchy& hierarchy);

/// DBSCAN* at one height: the components of {mutual reachability < distance} with at least `min_cluster_size` rows, -1
/// for the rest; labels by smallest rank (ties=hdbscan: by smallest row). As hdbscan's `dbscan_clustering`, but for the
/// order of its labels. O(n) time. Errors: Error{usage} for a distance that is below 0 or no number, or a
/// min_cluster_size below 1.
/// Source: Campello et al. 2013, section 3 (DBSCAN without border points).
[[nodiscard]] std::vector<std::int32_t> dbscan_clustering(const Hierarchy& hierarchy, double distance,
                                                          int min_cluster_size = 5);

/// A cut with a wished number of clusters.
struct CountedCut {
    Clustering clustering;
    SelectionMethod method = SelectionMethod::eom;  ///< as used
    double cluster_selection_epsilon = 0;           ///< as used
};

/// The cut by `options`, but with the least cluster_selection_epsilon that leaves at most `clusters` clusters; theirs
/// is not read. Where method eom has fewer even without an epsilon, method leaf is used (as `HDBSCAN_flat` of hdbscan
/// does). So there are exactly as many as wished, except: fewer when the leaves are fewer, or when one distance merges
/// several at once; more, two or so, when all that is left are children of the root and `allow_single_cluster` is off.
/// Compare `clustering.cluster_count()`. The number never grows with epsilon, so the search is a bisection over the
/// births of the clusters. O(n log n) time. Errors: Error{usage} for clusters < 1 or options out of range.
[[nodiscard]] CountedCut cut_to_count(const Hierarchy& hierarchy, const ClusterOptions& options, int clusters);

/// A run of min_cluster_size over which the leaves of the condensed tree are the same clusters.
struct Granularity {
    std::uint32_t smallest;  ///< of the min_cluster_size, at least 2
    std::uint32_t largest;
    std::uint32_t clusters;     ///< leaves, the root not counted
    std::uint64_t persistence;  ///< sum over these leaves of the number of min_cluster_size at which each is a leaf
    bool stable;                ///< a local maximum: no neighbour has more, nor one beyond neighbours that have as much
};

/// All of them, ascending, from min_cluster_size 2 to the last that has a leaf; none when there is no cluster at all.
/// To have one, `cut` by method leaf at a min_cluster_size of its run.
/// Source: Bot, McInnes, Aerts, "Persistent Multiscale Density-based Clustering", arXiv 2512.16558, 2025 (PLSCAN): its
/// persistence of sizes. Deliberate difference: parts that join at one distance split at once. O(n log n) time.
[[nodiscard]] std::vector<Granularity> granularities(const Hierarchy& hierarchy);

}  // namespace asterism
