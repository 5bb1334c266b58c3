/// Communities of a graph: the partition that Leiden ends with.
///
/// Source: Traag, Waltman, van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Scientific
/// Reports 9:5233, 2019, algorithm A.2; see move_nodes.hpp and refine.hpp for what differs.
/// An iteration moves nodes, refines, makes the parts the nodes of a new level and goes on there, until refinement
/// merges nothing. Nothing in it is drawn by chance and every comparison is exact, so the result is a function of its
/// arguments.
#pragma once

#include <cstdint>

#include "asterism/graph.hpp"
#include "asterism/observer.hpp"
#include "topics/modularity.hpp"
#include "topics/partition.hpp"

namespace asterism::topics {

struct LeidenOptions {
    Thousandths resolution = 1000;
    std::uint64_t seed = 0;  ///< chooses the order of visits
    int iterations = 0;      ///< at most so many; 0: until one moves nothing
};

/// Improves `partition` and makes it canonical. Iterations repeat each other exactly where nothing moves, so a
/// partition that was run to its end comes back as it is. Precondition: Modularity::fits. O(edges) an iteration, about.
/// Error{interrupted}.
[[nodiscard]] Partition leiden(const WeightedGraph& graph, Partition partition, const LeidenOptions& options,
                               const Observer& observer);

}  // namespace asterism::topics
