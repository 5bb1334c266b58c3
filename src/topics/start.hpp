/// A starting partition from labels that somebody stored.
#pragma once

#include <cstdint>
#include <span>

#include "asterism/graph.hpp"
#include "topics/partition.hpp"

namespace asterism::topics {

/// `labels`: per row, negative for none. A node is where its rows were, at the smallest label where they differ, and
/// alone where none has one. Canonical.
[[nodiscard]] Partition start_partition(const NeighborGraph& graph, std::span<const std::int32_t> labels);

/// Per node the smallest label of its rows, -1 where none has one.
[[nodiscard]] std::vector<std::int32_t> labels_of_nodes(const NeighborGraph& graph,
                                                        std::span<const std::int32_t> labels);

}  // namespace asterism::topics
