#include "topics/aggregate.hpp"

#include <algorithm>

#include "graph/degrees.hpp"
#include "graph/members.hpp"

namespace asterism::topics {

WeightedGraph aggregate(const WeightedGraph& graph, const Partition& group, std::uint32_t groups) {
    const graph::Members members(group, groups);
    WeightedGraph result;
    result.total = graph.total;
    result.loop.assign(groups, 0);
    result.degree.assign(groups, 0);
    result.first.reserve(std::size_t{groups} + 1);
    result.first.push_back(0);
    TopicSums sums(groups);
    for (std::uint32_t g = 0; g < groups; ++g) {
        for (const std::uint32_t v : members.of(g)) {
            result.loop[g] += graph.loop[v];
            result.degree[g] += graph.degree[v];
            const auto neighbors = graph.neighbors_of(v);
            const auto weights = graph.weights_of(v);
            for (std::size_t e = 0; e < neighbors.size(); ++e) {
                if (group[neighbors[e]] == g)
                    result.loop[g] += weights[e];
                else
                    sums.add(group[neighbors[e]], weights[e]);
            }
        }
        // The queue of the next level is filled in the order of these lists, so that order must not be chance.
        std::sort(sums.touched().begin(), sums.touched().end());
        for (const std::uint32_t other : sums.touched()) {
            result.neighbor.push_back(other);
            result.weight.push_back(sums[other]);
        }
        sums.clear();
        result.first.push_back(result.neighbor.size());
    }
    return result;
}

WeightedGraph subgraph(const WeightedGraph& graph, const Partition& group, std::span<const std::uint32_t> members,
                       std::span<const std::uint32_t> place) {
    WeightedGraph result;
    result.first.push_back(0);
    for (const std::uint32_t v : members) {
        const auto neighbors = graph.neighbors_of(v);
        for (std::size_t e = 0; e < neighbors.size(); ++e) {
            if (group[neighbors[e]] != group[v]) continue;
            result.neighbor.push_back(place[neighbors[e]]);
            result.weight.push_back(graph.weights_of(v)[e]);
        }
        result.loop.push_back(graph.loop[v]);
        result.first.push_back(result.neighbor.size());
    }
    graph::sum_degrees(result);
    return result;
}

}  // namespace asterism::topics
