/// From lists of nearest nodes to an undirected graph with integer weights.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/graph.hpp"

namespace asterism::graph {

/// Per node its k nearest other nodes, by (distance, node).
struct NodeLists {
    std::size_t k = 0;
    std::vector<std::uint32_t> nodes;  ///< nodes x k
    std::vector<double> distances;     ///< nodes x k
};

/// a + b - ab for each pair of which at least one lists the other: the fuzzy union of both views (McInnes et al. 2018,
/// definition 7). `copies`: rows of each node, for its loop.
/// The sum a + b and the product ab do not depend on the order of a and b, so both directions get the same bits.
[[nodiscard]] WeightedGraph join_lists(const NodeLists& lists, std::span<const std::uint32_t> copies, int threads,
                                       const Observer& observer);

}  // namespace asterism::graph
