#include "topics/modularity.hpp"

#include <algorithm>

namespace asterism::topics {
namespace {

/// Of one topic.
struct Sums {
    std::int64_t inside = 0;
    std::int64_t degree = 0;
};

/// Topics are smaller than the number of nodes.
std::vector<Sums> sums_of_topics(const WeightedGraph& graph, std::span<const std::uint32_t> topic) {
    std::vector<Sums> sums(topic.size());
    for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
        Sums& own = sums[topic[v]];
        own.degree += graph.degree[v];
        own.inside += graph.loop[v];
        const auto neighbors = graph.neighbors_of(v);
        for (std::size_t e = 0; e < neighbors.size(); ++e) {
            if (topic[neighbors[e]] == topic[v]) own.inside += graph.weights_of(v)[e];
        }
    }
    return sums;
}

}  // namespace

bool Modularity::fits(std::int64_t total, Thousandths resolution) {
    const auto square = static_cast<UInt128>(total) * static_cast<UInt128>(total);  // total < 2^63
    const auto factor = static_cast<UInt128>(std::max<Thousandths>(resolution, 1000));
    return square < (UInt128{1} << 127) / factor;
}

double quality(const WeightedGraph& graph, std::span<const std::uint32_t> topic, Thousandths resolution) {
    if (graph.total == 0) return 0;
    Int128 value = 0;  // Q x 1000 x 2m
    for (const Sums& sums : sums_of_topics(graph, topic)) {
        value += static_cast<Int128>(sums.inside) * graph.total * 1000;
        value -= static_cast<Int128>(resolution) * sums.degree * sums.degree;
    }
    const auto total = static_cast<double>(graph.total);
    return static_cast<double>(value) / total / total / 1000;
}

std::vector<double> shares_inside(const WeightedGraph& graph, std::span<const std::uint32_t> topic) {
    std::vector<double> shares;
    for (const Sums& sums : sums_of_topics(graph, topic))
        shares.push_back(sums.degree == 0 ? 1.0 : static_cast<double>(sums.inside) / static_cast<double>(sums.degree));
    return shares;
}

}  // namespace asterism::topics
