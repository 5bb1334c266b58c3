/// Proof by exact distances alone that a tree is the minimum spanning tree of mutual reachability.
///
/// A row that is held against every other row shows its core distance (m rows, no fewer, lie within it) and that no
/// pair of its own is smaller than the largest tree edge on the path between its ends. If that holds for all rows, no
/// edge can be exchanged for a smaller one, so the tree is the minimum (cycle property). If it holds for all rows of
/// one of the two groups that an edge joined, the edge is the smallest that leaves the group, so it belongs to the
/// minimum tree (cut property): with large inputs, rows are chosen such that many edges get this proof.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "asterism/observer.hpp"
#include "asterism/verify.hpp"
#include "tree/edge.hpp"

namespace asterism::tree {

struct Claim {
    const MutualReachability& reachability;  ///< with the core distances that are claimed
    std::size_t m;                           ///< min_samples
    std::span<const Edge> edges;             ///< sorted by weight; canonical: in the total order
    /// Empty for ties=canonical. For ties=hdbscan the points in the order of Prim's walk: edges[i] then joins a point
    /// to the one walked after it, at the least weight to any point walked before.
    std::span<const Point> walk;
};

/// Checks every row when all pairs are at most `most_pairs`, else so many rows that they cost no more.
/// Error{interrupted}.
[[nodiscard]] Verification certify(const Claim& claim, std::uint64_t most_pairs, int threads, Observer& observer);

}  // namespace asterism::tree
