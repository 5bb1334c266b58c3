#include "topics/leiden.hpp"

#include <utility>

#include "topics/aggregate.hpp"
#include "topics/move_nodes.hpp"
#include "topics/refine.hpp"

namespace asterism::topics {
namespace {

/// One iteration over all levels. Returns the number of moves.
std::uint64_t iterate(const WeightedGraph& base, Partition& partition, const std::vector<std::uint32_t>& base_order,
                      const LeidenOptions& options, const Observer& observer) {
    WeightedGraph level;
    const WeightedGraph* graph = &base;
    std::vector<std::uint32_t> order = base_order;
    Partition topic = std::move(partition);             // per node of the level
    Partition node_of_base = singletons(base.nodes());  // node of the level that holds each node of the graph
    std::uint64_t moves = 0;
    while (true) {
        moves += move_nodes(*graph, topic, options.resolution, order, observer);
        const Partition part = refine(*graph, topic, options.resolution, order, observer);
        const std::uint32_t parts = count_topics(part);
        if (parts == graph->nodes()) break;
        Partition topic_of_part(parts);
        for (std::uint32_t v = 0; v < part.size(); ++v)
            topic_of_part[part[v]] = topic[v];
        topic = std::move(topic_of_part);
        for (std::uint32_t& node : node_of_base)
            node = part[node];
        level = aggregate(*graph, part, parts);
        graph = &level;
        order = visiting_order(parts, options.seed);
    }
    partition.resize(base.nodes());
    for (std::uint32_t v = 0; v < base.nodes(); ++v)
        partition[v] = topic[node_of_base[v]];
    return moves;
}

}  // namespace

Partition leiden(const WeightedGraph& graph, Partition partition, const LeidenOptions& options,
                 const Observer& observer) {
    const auto order = visiting_order(graph.nodes(), options.seed);
    for (int i = 0; options.iterations == 0 || i < options.iterations; ++i) {
        if (iterate(graph, partition, order, options, observer) == 0) break;
    }
    renumber(partition);
    return partition;
}

}  // namespace asterism::topics
