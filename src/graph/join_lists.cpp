#include "graph/join_lists.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/threads.hpp"
#include "graph/degrees.hpp"
#include "graph/neighbor_strengths.hpp"

namespace asterism::graph {
namespace {

constexpr std::size_t kBlock = 1024;  // nodes a task takes
constexpr std::int64_t kMostLoop = 15;

/// A neighbour and how strongly it is held.
struct Hold {
    std::uint32_t node;
    double strength;
};

template <class Body>
void for_each_node(std::size_t nodes, int threads, const Observer& observer, const Body& body) {
    parallel_for((nodes + kBlock - 1) / kBlock, threads, observer, [&](std::size_t block, int) {
        for (std::size_t v = block * kBlock; v < std::min(nodes, (block + 1) * kBlock); ++v)
            body(static_cast<std::uint32_t>(v));
    });
}

/// Per node the nodes it lists, ascending.
std::vector<Hold> outgoing_holds(const NodeLists& lists, std::size_t nodes, int threads, const Observer& observer) {
    const std::size_t k = lists.k;
    std::vector<Hold> holds(nodes * k);
    for_each_node(nodes, threads, observer, [&](std::uint32_t v) {
        std::array<double, kGraphNeighbors> strengths{};
        neighbor_strengths(std::span(lists.distances).subspan(v * k, k), std::span(strengths).first(k));
        const auto own = std::span(holds).subspan(v * k, k);
        for (std::size_t j = 0; j < k; ++j)
            own[j] = {lists.nodes[v * k + j], strengths[j]};
        std::sort(own.begin(), own.end(), [](const Hold& a, const Hold& b) { return a.node < b.node; });
    });
    return holds;
}

/// The same holds by the node that is held; `from` ascending within each.
class IncomingHolds {
 public:
    IncomingHolds(std::span<const Hold> outgoing, std::size_t nodes, std::size_t k)
        : first_(nodes + 1, 0), holds_(outgoing.size()) {
        for (const Hold& hold : outgoing)
            ++first_[hold.node + 1];
        for (std::size_t v = 0; v < nodes; ++v)
            first_[v + 1] += first_[v];
        std::vector<std::uint64_t> next(first_.begin(), first_.end() - 1);
        for (std::size_t e = 0; e < outgoing.size(); ++e)
            holds_[next[outgoing[e].node]++] = {static_cast<std::uint32_t>(e / k), outgoing[e].strength};
    }
    [[nodiscard]] std::span<const Hold> of(std::uint32_t v) const {
        return std::span(holds_).subspan(first_[v], first_[v + 1] - first_[v]);
    }

 private:
    std::vector<std::uint64_t> first_;
    std::vector<Hold> holds_;
};

/// Calls see(node, strength there, strength back) for every node in either list, ascending.
template <class See>
void merge(std::span<const Hold> there, std::span<const Hold> back, const See& see) {
    constexpr std::uint32_t kEnd = ~0U;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < there.size() || j < back.size()) {
        const std::uint32_t a = i < there.size() ? there[i].node : kEnd;
        const std::uint32_t b = j < back.size() ? back[j].node : kEnd;
        see(std::min(a, b), a <= b ? there[i].strength : 0.0, b <= a ? back[j].strength : 0.0);
        i += a <= b ? 1 : 0;
        j += b <= a ? 1 : 0;
    }
}

}  // namespace

WeightedGraph join_lists(const NodeLists& lists, std::span<const std::uint32_t> copies, int threads,
                         const Observer& observer) {
    const std::size_t nodes = copies.size();
    const auto outgoing = outgoing_holds(lists, nodes, threads, observer);
    const IncomingHolds incoming(outgoing, nodes, lists.k);
    const auto merged = [&](std::uint32_t v, const auto& see) {
        merge(std::span(outgoing).subspan(v * lists.k, lists.k), incoming.of(v), see);
    };
    WeightedGraph graph;
    graph.first.assign(nodes + 1, 0);
    for_each_node(nodes, threads, observer,
                  [&](std::uint32_t v) { merged(v, [&](std::uint32_t, double, double) { ++graph.first[v + 1]; }); });
    for (std::size_t v = 0; v < nodes; ++v)
        graph.first[v + 1] += graph.first[v];
    graph.neighbor.resize(graph.first[nodes]);
    graph.weight.resize(graph.first[nodes]);
    for_each_node(nodes, threads, observer, [&](std::uint32_t v) {
        std::uint64_t edge = graph.first[v];
        merged(v, [&](std::uint32_t u, double there, double back) {
            graph.neighbor[edge] = u;
            graph.weight[edge++] = whole_weight(there + back - there * back);
        });
    });
    graph.loop.reserve(nodes);
    for (const std::uint32_t rows : copies)
        graph.loop.push_back(std::min<std::int64_t>(rows - 1, kMostLoop) * kWeightUnits);
    sum_degrees(graph);
    return graph;
}

}  // namespace asterism::graph
