/// Which topics stand, and which rows are in them: the floor of certainty, and the smallest size.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/graph.hpp"
#include "asterism/observer.hpp"
#include "graph/random_walk.hpp"
#include "topics/partition.hpp"

namespace asterism::topics {

/// Per node the share of 4-step walks that end in its own topic. Four steps see a topic's surroundings and not the
/// whole graph.
[[nodiscard]] std::vector<graph::Share> certainties(const WeightedGraph& graph, const Partition& partition, int threads,
                                                    const Observer& observer);

/// The smallest share that is at least `floor`, in [0, 1].
[[nodiscard]] graph::Share least_share(double floor);

struct Floor {
    graph::Share certainty;  ///< nodes below it are noise
    int min_cluster_size;    ///< topics with fewer rows above it are dissolved
};

/// The topics that stand, in their order.
struct FlatTopics {
    std::vector<std::int32_t> label_of_topic;   ///< -1: dissolved
    std::vector<std::uint32_t> topic_of_label;  ///< the inverse
};

/// `copies`: rows per node.
[[nodiscard]] FlatTopics flatten(const Partition& partition, std::span<const graph::Share> certainty,
                                 std::span<const std::uint32_t> copies, const Floor& floor);

/// Rows above the floor.
[[nodiscard]] std::uint64_t count_sure(std::span<const graph::Share> certainty, std::span<const std::uint32_t> copies,
                                       graph::Share floor);

}  // namespace asterism::topics
