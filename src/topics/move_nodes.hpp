/// The local moves of Leiden: nodes go to the topic that gains most, until none has a better place.
///
/// Source: Traag, Waltman, van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Scientific
/// Reports 9:5233, 2019, algorithm A.2, MoveNodesFast. Deliberate differences, for a result that is the same everywhere
/// and that no single move can improve: the order is fixed, ties are broken (staying wins, then the topic of the
/// smaller rank, an empty one last), and an empty queue is not the end: a move changes K of its topics also for nodes
/// that are no neighbours, so all nodes are queued again until a whole pass moves none.
#pragma once

#include <cstdint>
#include <span>

#include "asterism/graph.hpp"
#include "asterism/observer.hpp"
#include "topics/modularity.hpp"
#include "topics/partition.hpp"

namespace asterism::topics {

/// Improves `partition` and makes it canonical. `order`: all nodes. Returns the number of moves: 0 says that no single
/// move improves Q. Ends, because each move makes Q larger. Error{interrupted}.
std::uint64_t move_nodes(const WeightedGraph& graph, Partition& partition, Thousandths resolution,
                         std::span<const std::uint32_t> order, const Observer& observer);

}  // namespace asterism::topics
