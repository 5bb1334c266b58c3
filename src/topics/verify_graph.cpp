#include <algorithm>
#include <numeric>
#include <vector>

#include "asterism/graph.hpp"
#include "base/progress.hpp"
#include "base/splitmix64.hpp"
#include "base/threads.hpp"
#include "neighbors/metric_space.hpp"
#include "tree/findings.hpp"

namespace asterism {
namespace {

/// All pairs of 20,000 nodes: some seconds at a few hundred dimensions.
constexpr std::size_t kMostPairs = std::size_t{20'000} * 20'000;
constexpr std::size_t kBlock = 64;  // nodes a task checks

/// All nodes, or as many as cost no more than kMostPairs; the same for the same number of nodes.
std::vector<std::uint32_t> nodes_to_check(std::size_t nodes) {
    std::vector<std::uint32_t> chosen(nodes);
    std::iota(chosen.begin(), chosen.end(), 0U);
    if (nodes * nodes <= kMostPairs) return chosen;
    std::sort(chosen.begin(), chosen.end(),
              [](std::uint32_t a, std::uint32_t b) { return splitmix64(a) < splitmix64(b); });
    chosen.resize(std::max<std::size_t>(1, kMostPairs / nodes));
    return chosen;
}

/// Is the list of v what a comparison with every other node gives?
bool list_holds(const neighbors::MetricSpace& space, const NeighborGraph& graph, const Neighbors& lists,
                std::uint32_t v) {
    const RowIndex row = graph.row_of_node[v];
    std::vector<double> distances(graph.row_of_node.size());
    space.distances(std::span(&row, 1), graph.row_of_node, distances.data());
    std::vector<std::pair<double, std::uint32_t>> others;
    for (std::uint32_t u = 0; u < distances.size(); ++u) {
        if (u != v) others.emplace_back(distances[u], u);
    }
    std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(lists.k), others.end());
    for (std::size_t j = 0; j < lists.k; ++j) {
        if (others[j].first != lists.distances_of(row)[j]) return false;
        if (graph.row_of_node[others[j].second] != lists.rows_of(row)[j]) return false;
    }
    return true;
}

bool same(const NeighborGraph& a, const NeighborGraph& b) {
    return a.node_of_row == b.node_of_row && a.row_of_node == b.row_of_node && a.copies == b.copies &&
           a.edges.first == b.edges.first && a.edges.neighbor == b.edges.neighbor && a.edges.weight == b.edges.weight &&
           a.edges.loop == b.edges.loop && a.edges.degree == b.edges.degree && a.edges.total == b.edges.total;
}

}  // namespace

Verification verify_graph(const PreparedRows& rows, const Neighbors& lists, const NeighborGraph& graph,
                          int threads_or_0, Observer* observer_or_null) {
    Observer silent;
    Observer& observer = observer_or_null != nullptr ? *observer_or_null : silent;
    const int threads = thread_count(threads_or_0);
    const NeighborGraph again = neighbor_graph(rows, lists, threads, &observer);
    observer.stage("verify");
    tree::Findings found;
    if (!same(graph, again)) found.add("the graph is not the one of these lists");
    const neighbors::MetricSpace space(rows);
    const auto nodes = nodes_to_check(again.row_of_node.size());
    std::vector<char> holds(nodes.size(), true);
    const std::size_t tasks = (nodes.size() + kBlock - 1) / kBlock;
    Progress progress(observer, tasks);
    parallel_for(tasks, threads, observer, [&](std::size_t task, int) {
        for (std::size_t i = task * kBlock; i < std::min(nodes.size(), (task + 1) * kBlock); ++i)
            holds[i] = list_holds(space, again, lists, nodes[i]);
        progress.step();
    });
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!holds[i]) found.add("row {}: its list is not that of its nearest rows", again.row_of_node[nodes[i]]);
    }
    Verification result;
    result.rows_checked = nodes.size();
    result.pairs_checked = nodes.size() * (again.row_of_node.size() - 1);
    result.edges_checked = again.edges.neighbor.size() / 2;
    result.complete = nodes.size() == again.row_of_node.size();
    found.move_into(result);
    return result;
}

}  // namespace asterism
