/// The condensed tree: the dendrogram with everything too small to be a cluster taken out.
///
/// Source: Campello, Moulavi, Sander, "Density-Based Clustering Based on Hierarchical Density Estimates", PAKDD 2013,
/// section 5; `condense_tree` of hdbscan 0.8.40 (_hdbscan_tree.pyx).
/// From the root down (birth 0): where two or more children have at least min_cluster_size points, each becomes a new
/// cluster and the parent ends; where exactly one has, it goes on as the parent; where none has, all points leave.
/// Points of children that are too small leave the parent at that lambda.
#pragma once

#include <cstdint>

#include "asterism/clustering.hpp"
#include "tree/dendrogram.hpp"

namespace asterism::tree {

/// canonical: clusters are numbered breadth-first over the tree of clusters, rows sorted by (parent, lambda, child),
/// and a zero weight has the largest finite lambda of the tree (1 if there is none). hdbscan: numbering and row order
/// of its breadth-first walk over the dendrogram, and a zero weight has lambda = infinity. A dendrogram of one point
/// gives one cluster, the root, without rows. O(n log n) time.
[[nodiscard]] CondensedTree condense(const Dendrogram& dendrogram, int min_cluster_size, Ties ties);

}  // namespace asterism::tree
