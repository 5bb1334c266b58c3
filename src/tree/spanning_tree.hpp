/// The exact minimum spanning tree of mutual reachability, in one certified pass.
///
/// 1. A spanning tree T of list edges: real edges, exact weights, perhaps not minimal.
///
/// 2. Cycle property: a pair outside T can be in the minimum tree only if it is smaller than the largest edge on the
///    path of T between its ends.
///
/// 3. A pair of different rows that is in neither neighbour list has a distance of at least the K-th distance of both
///    ends, so its weight is at least bound(p) = max(core(p), rho(p) / alpha) for both. Hence where T joins two
///    components at weight w, only points with bound <= w can offer something better, and only if there are such on
///    both sides. Those of the smaller side become searchers; reach(p) is the largest such w.
///
/// 4. Searchers are compared with every point whose bound their reach covers; pairs below their path maximum are kept.
///
/// 5. Kruskal over T and what was kept gives the minimum tree. It is unique (total order), so neither T nor the order
///    of the work leaves a trace. When very many pairs are kept, step 5 runs in between and tightens T.
#pragma once

#include <vector>

#include "asterism/observer.hpp"
#include "neighbors/pair_search.hpp"
#include "tree/edge.hpp"
#include "tree/list_forest.hpp"

namespace asterism::tree {

struct SpanningTree {
    std::vector<Edge> edges;   ///< n - 1, sorted (none for n < 2)
    PairCounts counts;         ///< of step 4
    std::uint64_t extras = 0;  ///< pairs that step 4 kept
};

/// Memory: O(n log n) integers beside the lists. Determinism: the edges are unique, the counts are not.
/// Error{interrupted}.
[[nodiscard]] SpanningTree minimum_spanning_tree(const MutualReachability& reachability, const PointLists& lists,
                                                 const SearchablePoints& searchable, int threads, Observer& observer);

}  // namespace asterism::tree
