/// Small graphs for tests: drawn by hand, or random.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <tuple>
#include <utility>
#include <vector>

#include "asterism/graph.hpp"
#include "graph/degrees.hpp"

namespace asterism::testing {

struct HandEdge {
    std::uint32_t a;
    std::uint32_t b;
    std::int64_t weight = 1;
};

/// Edges in any order, each once; `loops` per node, or none.
inline WeightedGraph make_graph(std::uint32_t nodes, const std::vector<HandEdge>& edges,
                                std::vector<std::int64_t> loops = {}) {
    std::vector<std::map<std::uint32_t, std::int64_t>> lists(nodes);
    for (const auto& [a, b, weight] : edges) {
        lists[a][b] = weight;
        lists[b][a] = weight;
    }
    WeightedGraph graph;
    graph.first.push_back(0);
    for (const auto& list : lists) {
        for (const auto& [neighbor, weight] : list) {
            graph.neighbor.push_back(neighbor);
            graph.weight.push_back(weight);
        }
        graph.first.push_back(graph.neighbor.size());
    }
    graph.loop = loops.empty() ? std::vector<std::int64_t>(nodes, 0) : std::move(loops);
    graph::sum_degrees(graph);
    return graph;
}

/// About `edges_per_node` edges a node with weights up to `heaviest`; some loops; some nodes without an edge.
inline WeightedGraph random_graph(std::uint32_t nodes, double edges_per_node, std::int64_t heaviest,
                                  std::uint32_t seed) {
    std::mt19937_64 random(seed);
    std::vector<HandEdge> edges;
    const auto count = static_cast<std::size_t>(edges_per_node * nodes);
    for (std::size_t e = 0; nodes > 1 && e < count; ++e) {
        const auto a = static_cast<std::uint32_t>(random() % nodes);
        const auto b = static_cast<std::uint32_t>(random() % nodes);
        if (a == b) continue;
        edges.push_back({a, b, 1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(heaviest))});
    }
    std::vector<std::int64_t> loops(nodes, 0);
    for (std::int64_t& loop : loops)
        loop = random() % 4 == 0 ? static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(heaviest)) : 0;
    return make_graph(nodes, edges, loops);
}

/// The same graph with node v called `name[v]`.
inline WeightedGraph renamed(const WeightedGraph& graph, const std::vector<std::uint32_t>& name) {
    std::vector<HandEdge> edges;
    std::vector<std::int64_t> loops(graph.nodes());
    for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
        loops[name[v]] = graph.loop[v];
        for (std::size_t e = 0; e < graph.neighbors_of(v).size(); ++e)
            edges.push_back({name[v], name[graph.neighbors_of(v)[e]], graph.weights_of(v)[e]});
    }
    return make_graph(graph.nodes(), edges, loops);
}

}  // namespace asterism::testing
