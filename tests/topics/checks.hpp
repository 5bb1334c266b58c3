/// What a good partition must have, found the slow and obvious way.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "asterism/graph.hpp"
#include "base/int128.hpp"
#include "topics/partition.hpp"

namespace asterism::testing {

/// Q x 1000 x 2m, by all pairs.
inline Int128 exact_quality(const WeightedGraph& graph, const topics::Partition& topic, std::int64_t resolution) {
    Int128 value = 0;
    for (std::uint32_t a = 0; a < graph.nodes(); ++a) {
        value += static_cast<Int128>(graph.loop[a]) * 1000 * graph.total;
        for (std::size_t e = 0; e < graph.neighbors_of(a).size(); ++e) {
            if (topic[a] == topic[graph.neighbors_of(a)[e]])
                value += static_cast<Int128>(graph.weights_of(a)[e]) * 1000 * graph.total;
        }
        for (std::uint32_t b = 0; b < graph.nodes(); ++b) {
            if (topic[a] == topic[b]) value -= static_cast<Int128>(resolution) * graph.degree[a] * graph.degree[b];
        }
    }
    return value;
}

/// Does moving one node to another topic, or to a new one, make Q larger?
inline bool a_move_improves(const WeightedGraph& graph, const topics::Partition& topic, std::int64_t resolution) {
    const Int128 here = exact_quality(graph, topic, resolution);
    const std::uint32_t topics = topics::count_topics(topic);
    for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
        for (std::uint32_t t = 0; t <= topics; ++t) {
            topics::Partition moved = topic;
            moved[v] = t;
            if (exact_quality(graph, moved, resolution) > here) return true;
        }
    }
    return false;
}

/// Are the nodes of every topic connected by its own edges?
inline bool all_connected(const WeightedGraph& graph, const topics::Partition& topic) {
    std::vector<std::uint32_t> piece(graph.nodes());
    for (std::uint32_t v = 0; v < graph.nodes(); ++v)
        piece[v] = v;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
            for (const std::uint32_t u : graph.neighbors_of(v)) {
                if (topic[u] != topic[v] || piece[u] >= piece[v]) continue;
                piece[v] = piece[u];
                changed = true;
            }
        }
    }
    for (std::uint32_t a = 0; a < graph.nodes(); ++a) {
        for (std::uint32_t b = 0; b < graph.nodes(); ++b) {
            if (topic[a] == topic[b] && piece[a] != piece[b]) return false;
        }
    }
    return true;
}

/// The largest Q x 1000 x 2m of all partitions.
inline Int128 best_quality(const WeightedGraph& graph, std::int64_t resolution) {
    topics::Partition topic(graph.nodes(), 0);
    Int128 best = exact_quality(graph, topic, resolution);
    while (true) {  // restricted growth strings, in order
        std::size_t at = topic.size();
        while (at-- > 1) {
            if (topic[at] <= *std::max_element(topic.begin(), topic.begin() + static_cast<std::ptrdiff_t>(at))) break;
        }
        if (at == 0 || at >= topic.size()) return best;
        ++topic[at];
        std::fill(topic.begin() + static_cast<std::ptrdiff_t>(at) + 1, topic.end(), 0U);
        best = std::max(best, exact_quality(graph, topic, resolution));
    }
}

}  // namespace asterism::testing
