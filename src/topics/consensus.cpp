#include "topics/consensus.hpp"

#include <utility>

#include "base/threads.hpp"
#include "graph/degrees.hpp"
#include "topics/leiden.hpp"

namespace asterism::topics {
namespace {

constexpr std::uint32_t kNone = ~0U;

std::int64_t runs_together(std::span<const Partition> runs, std::uint32_t a, std::uint32_t b) {
    std::int64_t together = 0;
    for (const Partition& run : runs)
        together += run[a] == run[b] ? 1 : 0;
    return together;
}

/// Per node that no run keeps together with any neighbour: the neighbour of its heaviest edge.
std::vector<std::uint32_t> last_holds(const WeightedGraph& graph, std::span<const Partition> runs) {
    std::vector<std::uint32_t> hold(graph.nodes(), kNone);
    for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
        const auto neighbors = graph.neighbors_of(v);
        const auto weights = graph.weights_of(v);
        std::int64_t heaviest = 0;
        for (std::size_t e = 0; e < neighbors.size(); ++e) {
            if (runs_together(runs, v, neighbors[e]) > 0) {
                hold[v] = kNone;
                break;
            }
            if (weights[e] > heaviest) {
                heaviest = weights[e];
                hold[v] = neighbors[e];
            }
        }
    }
    return hold;
}

}  // namespace

WeightedGraph agreement(const WeightedGraph& graph, std::span<const Partition> runs) {
    const auto hold = last_holds(graph, runs);
    WeightedGraph result;
    result.first.reserve(graph.first.size());
    result.first.push_back(0);
    for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
        const auto neighbors = graph.neighbors_of(v);
        for (std::size_t e = 0; e < neighbors.size(); ++e) {
            const std::uint32_t u = neighbors[e];
            std::int64_t weight = runs_together(runs, v, u) * graph.weights_of(v)[e];
            if (weight == 0 && (hold[v] == u || hold[u] == v)) weight = 1;
            if (weight == 0) continue;
            result.neighbor.push_back(u);
            result.weight.push_back(weight);
        }
        result.loop.push_back(graph.loop[v] * static_cast<std::int64_t>(runs.size()));
        result.first.push_back(result.neighbor.size());
    }
    graph::sum_degrees(result);
    return result;
}

Partition single_run(const WeightedGraph& graph, Thousandths resolution, std::uint64_t seed, const Observer& observer) {
    return leiden(graph, singletons(graph.nodes()), {resolution, seed, kIterations}, observer);
}

Partition consensus(const WeightedGraph& graph, Thousandths resolution, Partition first_run, int threads,
                    const Observer& observer, const std::function<void()>& ended) {
    std::vector<Partition> runs(kRuns);
    runs[0] = std::move(first_run);
    parallel_for(kRuns, threads, observer, [&](std::size_t run, int) {
        if (runs[run].empty()) runs[run] = single_run(graph, resolution, run, observer);
        ended();
    });
    Partition agreed;
    {
        const WeightedGraph weighed = agreement(graph, runs);
        runs.clear();
        agreed = leiden(weighed, singletons(graph.nodes()), {resolution, 0, kIterations}, observer);
    }
    ended();
    agreed = settle(graph, std::move(agreed), resolution, observer);
    ended();
    return agreed;
}

Partition settle(const WeightedGraph& graph, Partition start, Thousandths resolution, const Observer& observer) {
    return leiden(graph, std::move(start), {resolution, 0, 0}, observer);
}

}  // namespace asterism::topics
