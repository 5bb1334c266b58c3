#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "asterism/graph.hpp"
#include "base/findings.hpp"
#include "base/progress.hpp"
#include "base/splitmix64.hpp"
#include "base/threads.hpp"
#include "neighbors/metric_space.hpp"

namespace asterism {
namespace {

/// All pairs of 20,000 nodes: some seconds at a few hundred dimensions.
constexpr std::size_t kMostPairs = std::size_t{20'000} * 20'000;
constexpr std::size_t kBlock = 32;    // nodes a task checks: they share what is read of the others
constexpr std::size_t kOthers = 256;  // nodes they are compared with at a time

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

/// Distance and node: lists ascend by both.
using Place = std::pair<double, std::uint32_t>;
constexpr std::uint32_t kNoNode = ~0U;  // a copy of one

/// The list of v as it says; `lists` are of `graph`.
std::vector<Place> listed(const NeighborGraph& graph, const Neighbors& lists, std::uint32_t v) {
    const RowIndex row = graph.row_of_node[v];
    std::vector<Place> places;
    for (std::size_t j = 0; j < lists.k; ++j) {
        const RowIndex other = lists.rows_of(row)[j];
        const std::uint32_t u = graph.node_of_row[other];
        places.emplace_back(lists.distances_of(row)[j], graph.row_of_node[u] == other ? u : kNoNode);
    }
    return places;
}

/// Is the list of each of these nodes what a comparison with every other node gives? What is no farther than the last
/// of a list must be that list, no more and no less.
void check_lists(const neighbors::MetricSpace& space, const NeighborGraph& graph, const Neighbors& lists,
                 std::span<const std::uint32_t> nodes, std::span<char> holds) {
    if (lists.k == 0) return;
    std::vector<RowIndex> rows;
    std::vector<std::vector<Place>> claimed;
    for (const std::uint32_t v : nodes) {
        rows.push_back(graph.row_of_node[v]);
        claimed.push_back(listed(graph, lists, v));
    }
    std::vector<std::vector<Place>> within(nodes.size());
    std::vector<double> distances(nodes.size() * kOthers);
    const std::span<const RowIndex> all = graph.row_of_node;
    for (std::size_t first = 0; first < all.size(); first += kOthers) {
        const auto others = all.subspan(first, std::min(kOthers, all.size() - first));
        space.distances(rows, others, distances.data());
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            for (std::size_t c = 0; c < others.size(); ++c) {
                const Place other{distances[i * others.size() + c], static_cast<std::uint32_t>(first + c)};
                if (other.second != nodes[i] && other <= claimed[i].back()) within[i].push_back(other);
            }
        }
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        std::sort(within[i].begin(), within[i].end());
        holds[i] = within[i] == claimed[i];
    }
}

/// The graph is made anew inside of another stage, which can be cancelled meanwhile.
class Silent final : public Observer {
 public:
    explicit Silent(const Observer& whole) : whole_(whole) {}
    [[nodiscard]] bool cancelled() const override { return whole_.cancelled(); }

 private:
    const Observer& whole_;
};

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
    observer.stage("verify_graph");
    Silent silent_part(observer);
    const NeighborGraph again = neighbor_graph(rows, lists, threads, &silent_part);
    Findings found;
    if (!same(graph, again)) found.add("the graph is not the one of these lists");
    const neighbors::MetricSpace space(rows);
    const auto nodes = nodes_to_check(again.row_of_node.size());
    std::vector<char> holds(nodes.size(), true);
    const std::size_t tasks = (nodes.size() + kBlock - 1) / kBlock;
    Progress progress(observer, tasks);
    parallel_for(tasks, threads, observer, [&](std::size_t task, int) {
        const std::size_t first = task * kBlock;
        const std::size_t count = std::min(kBlock, nodes.size() - first);
        check_lists(space, again, lists, std::span(nodes).subspan(first, count),
                    std::span(holds).subspan(first, count));
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
