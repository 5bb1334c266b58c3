/// Degrees of a graph from its edges and loops.
#pragma once

#include "asterism/graph.hpp"

namespace asterism::graph {

/// Fills `degree` and `total`. Sums of integers: exact, whatever their order.
inline void sum_degrees(WeightedGraph& graph) {
    graph.degree = graph.loop;
    graph.total = 0;
    for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
        for (const std::int64_t weight : graph.weights_of(v))
            graph.degree[v] += weight;
        graph.total += graph.degree[v];
    }
}

}  // namespace asterism::graph
