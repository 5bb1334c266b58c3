#include "graph/random_walk.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/threads.hpp"
#include "graph/members.hpp"

namespace asterism::graph {
namespace {

/// Weights times shares sum to at most degree x 2^30: below this they fit 64 bits.
constexpr std::int64_t kSmallDegree = std::int64_t{1} << 34;

/// One worker's walks: the nodes around one group, ring by ring.
class GroupWalk {
 public:
    explicit GroupWalk(const WeightedGraph& graph)
        : graph_(graph), shares_(graph.nodes(), 0), next_(graph.nodes()), near_(graph.nodes(), false) {}

    /// Writes the shares of the members to `out`, which is indexed by node.
    void run(std::span<const std::uint32_t> members, int steps, std::span<Share> out) {
        gather(members, steps / 2);
        for (const std::uint32_t v : members)
            shares_[v] = kAll;
        for (int s = 1; s <= steps; ++s)
            walk(ends_[static_cast<std::size_t>(std::min(s, steps - s))]);
        for (const std::uint32_t v : members)
            out[v] = shares_[v];
        for (const std::uint32_t v : nodes_) {
            shares_[v] = 0;
            near_[v] = false;
        }
    }

 private:
    /// nodes_ = the members, then ring after ring; ends_[r] = how many lie within r edges.
    void gather(std::span<const std::uint32_t> members, int rings) {
        nodes_.assign(members.begin(), members.end());
        for (const std::uint32_t v : members)
            near_[v] = true;
        ends_ = {nodes_.size()};
        for (std::size_t from = 0; rings > 0; --rings, from = ends_[ends_.size() - 2]) {
            for (std::size_t i = from; i < ends_.back(); ++i)
                add_neighbors(nodes_[i]);
            ends_.push_back(nodes_.size());
        }
    }
    void add_neighbors(std::uint32_t v) {
        for (const std::uint32_t u : graph_.neighbors_of(v)) {
            if (near_[u]) continue;
            near_[u] = true;
            nodes_.push_back(u);
        }
    }
    void walk(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            next_[nodes_[i]] = step(graph_, nodes_[i], shares_);
        for (std::size_t i = 0; i < count; ++i)
            shares_[nodes_[i]] = next_[nodes_[i]];
    }

    const WeightedGraph& graph_;
    std::vector<Share> shares_;
    std::vector<Share> next_;
    std::vector<char> near_;
    std::vector<std::uint32_t> nodes_;
    std::vector<std::size_t> ends_;
};

}  // namespace

Share step(const WeightedGraph& graph, std::uint32_t node, std::span<const Share> shares) {
    const std::int64_t degree = graph.degree[node];
    if (degree == 0) return shares[node];
    const auto neighbors = graph.neighbors_of(node);
    const auto weights = graph.weights_of(node);
    if (degree < kSmallDegree) {
        std::uint64_t sum = static_cast<std::uint64_t>(graph.loop[node]) * shares[node];
        for (std::size_t e = 0; e < neighbors.size(); ++e)
            sum += static_cast<std::uint64_t>(weights[e]) * shares[neighbors[e]];
        return static_cast<Share>(sum / static_cast<std::uint64_t>(degree));
    }
    UInt128 sum = static_cast<UInt128>(graph.loop[node]) * shares[node];
    for (std::size_t e = 0; e < neighbors.size(); ++e)
        sum += static_cast<UInt128>(weights[e]) * shares[neighbors[e]];
    return per_degree(sum, degree);
}

std::vector<Share> shares_that_stay(const WeightedGraph& graph, std::span<const std::uint32_t> group,
                                    std::uint32_t groups, int steps, int threads, const Observer& observer) {
    const Members members(group, groups);
    std::vector<Share> shares(graph.nodes(), 0);
    std::vector<std::optional<GroupWalk>> walks(static_cast<std::size_t>(threads));
    parallel_for(groups, threads, observer, [&](std::size_t g, int worker) {
        auto& walk = walks[static_cast<std::size_t>(worker)];
        if (!walk) walk.emplace(graph);
        walk->run(members.of(g), steps, shares);
    });
    return shares;
}

}  // namespace asterism::graph
