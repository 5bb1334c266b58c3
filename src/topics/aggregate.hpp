/// Graphs made of a graph: the one whose nodes are groups, and the one inside a group.
#pragma once

#include <cstdint>
#include <span>

#include "asterism/graph.hpp"
#include "topics/partition.hpp"

namespace asterism::topics {

/// One node a group. An edge is the sum of those between two groups; a loop the group's loops once and its inner edges
/// in both directions; degrees are added up, so Q stays what it is. `group` canonical with `groups` groups.
[[nodiscard]] WeightedGraph aggregate(const WeightedGraph& graph, const Partition& group, std::uint32_t groups);

/// The nodes `members` of one group and the edges among them; node i stands for members[i]. `place`: per node its
/// position among the members of its own group.
[[nodiscard]] WeightedGraph subgraph(const WeightedGraph& graph, const Partition& group,
                                     std::span<const std::uint32_t> members, std::span<const std::uint32_t> place);

}  // namespace asterism::topics
