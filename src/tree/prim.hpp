/// The linkage edges of hdbscan 0.8.40, in its own order, for ties=hdbscan.
///
/// Source: `mst_linkage_core` of hdbscan 0.8.40 (_hdbscan_linkage.pyx), a form of Prim, "Shortest Connection Networks
/// and Some Generalizations", Bell System Technical Journal 36(6), 1957. As there: start at row 0 of the input; each
/// step takes the lowest-numbered of the nearest rows outside; the edge recorded is (row added before, new row,
/// weight), which need not be a tree edge but gives the same hierarchy; then a stable sort by weight. Different from
/// there: no matrix, the distances to the newest row are computed on the fly, and left out where they cannot matter
/// because max(core, core) alone is not below what the frontier holds.
#pragma once

#include <vector>

#include "asterism/observer.hpp"
#include "tree/edge.hpp"

namespace asterism::tree {

/// One merge: the sets that hold `from` and `to` join at `weight`.
struct LinkageEdge {
    Point from;
    Point to;
    double weight;
};

/// n - 1 edges in ascending weight, equal weights in the order of the walk. Points are input rows here.
/// O(n^2 d) time, O(n) memory. Error{interrupted}.
[[nodiscard]] std::vector<LinkageEdge> prim_linkage(const MutualReachability& reachability, int threads,
                                                    Observer& observer);

}  // namespace asterism::tree
