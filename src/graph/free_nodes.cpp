#include "graph/free_nodes.hpp"

#include <algorithm>
#include <cassert>

namespace asterism::graph {
namespace {

std::uint32_t narrow(std::int64_t weight) {
    assert(weight < std::int64_t{1} << 32);
    return static_cast<std::uint32_t>(weight);
}

/// Free nodes by the label they are reached from, then as they are reached; those that no label reaches come first.
std::vector<std::uint32_t> near_together(const WeightedGraph& graph, std::span<const std::int32_t> label) {
    std::vector<std::int32_t> reached_from(label.begin(), label.end());
    std::vector<std::uint32_t> queue;
    for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
        if (label[v] >= 0) queue.push_back(v);
    }
    for (std::size_t head = 0; head < queue.size(); ++head) {
        const std::uint32_t v = queue[head];
        for (const std::uint32_t u : graph.neighbors_of(v)) {
            if (reached_from[u] >= 0) continue;
            reached_from[u] = reached_from[v];
            queue.push_back(u);
        }
    }
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
        if (reached_from[v] < 0) nodes.push_back(v);
    }
    for (const std::uint32_t v : queue) {
        if (label[v] < 0) nodes.push_back(v);
    }
    std::stable_sort(nodes.begin(), nodes.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return reached_from[a] < reached_from[b]; });
    return nodes;
}

}  // namespace

FreeNodes::FreeNodes(const WeightedGraph& graph, std::span<const std::int32_t> label)
    : nodes_(near_together(graph, label)) {
    std::vector<std::uint32_t> number(graph.nodes());
    for (std::uint32_t f = 0; f < nodes_.size(); ++f)
        number[nodes_[f]] = f;
    for (const std::uint32_t v : nodes_) {
        degree_.push_back(graph.degree[v]);
        if (graph.loop[v] > 0) edges_.push_back({number[v], narrow(graph.loop[v])});
        const auto neighbors = graph.neighbors_of(v);
        const auto weights = graph.weights_of(v);
        for (std::size_t e = 0; e < neighbors.size(); ++e) {
            const std::uint32_t u = neighbors[e];
            if (label[u] < 0)
                edges_.push_back({number[u], narrow(weights[e])});
            else
                exits_.push_back({label[u], weights[e]});
        }
        join_last_exits();
        first_edge_.push_back(edges_.size());
        first_exit_.push_back(exits_.size());
    }
}

/// The newest node's exits: one a label.
void FreeNodes::join_last_exits() {
    const auto begin = exits_.begin() + static_cast<std::ptrdiff_t>(first_exit_.back());
    std::sort(begin, exits_.end(), [](const Exit& a, const Exit& b) { return a.label < b.label; });
    auto last = begin;
    for (auto exit = begin; exit != exits_.end(); ++exit) {
        if (exit != begin && exit->label == last->label)
            last->weight += exit->weight;
        else if (exit != begin)
            *++last = *exit;
    }
    if (begin != exits_.end()) exits_.erase(last + 1, exits_.end());
}

}  // namespace asterism::graph
