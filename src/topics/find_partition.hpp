/// The partition that a set of options asks for: cold or warm, at a resolution that is given, chosen or searched for.
#pragma once

#include "asterism/graph.hpp"
#include "asterism/observer.hpp"
#include "asterism/report.hpp"
#include "asterism/topics.hpp"
#include "topics/flat_topics.hpp"
#include "topics/modularity.hpp"
#include "topics/partition.hpp"

namespace asterism::topics {

/// Per unit of a resolution.
inline constexpr Thousandths kWholeResolution = 1000;

struct FoundPartition {
    Partition topic;  ///< per node
    Thousandths resolution;
};

/// Adds the stages "resolution", unless one is given, and "topics" to the report. Precondition: options in range.
/// Error{usage} when the graph is too large for exact comparisons; Error{interrupted}.
[[nodiscard]] FoundPartition find_partition(const NeighborGraph& graph, const TopicOptions& options, Observer& observer,
                                            EngineReport& report);

[[nodiscard]] inline Floor floor_of(const TopicOptions& options) {
    return {least_share(options.certainty), options.min_cluster_size};
}

}  // namespace asterism::topics
