#include "topics/move_nodes.hpp"

#include "base/threads.hpp"

namespace asterism::topics {
namespace {

constexpr std::uint32_t kNew = ~0U;          // a topic of its own
constexpr std::uint64_t kVisits = 1U << 12;  // between two looks at the observer: a few milliseconds

class NodeMover {
 public:
    NodeMover(const WeightedGraph& graph, Partition& topic, Thousandths resolution)
        : graph_(graph),
          topic_(topic),
          modularity_(graph.total, resolution),
          degree_(graph.nodes(), 0),
          size_(graph.nodes(), 0),
          sums_(graph.nodes()) {
        renumber(topic_);
        for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
            degree_[topic_[v]] += graph.degree[v];
            ++size_[topic_[v]];
        }
        for (std::uint32_t t = graph.nodes(); t-- > 0;) {
            if (size_[t] == 0) empty_.push_back(t);
        }
    }

    /// One queue from all nodes until it is empty. Returns the number of moves.
    std::uint64_t pass(std::span<const std::uint32_t> order, const Observer& observer) {
        queue_.assign(order.begin(), order.end());
        queued_.assign(order.size(), true);
        std::uint64_t moves = 0;
        std::uint64_t visits = 0;
        for (std::size_t head = 0, left = order.size(); left > 0; ++visits) {
            if (visits % kVisits == 0) stop_if_cancelled(observer);
            const std::uint32_t v = queue_[head];
            queued_[v] = false;
            head = wrapped(head + 1);
            --left;
            const std::uint32_t to = best_topic(v);
            if (to == topic_[v]) continue;
            move(v, to);
            ++moves;
            for (const std::uint32_t u : graph_.neighbors_of(v)) {
                if (queued_[u] || topic_[u] == topic_[v]) continue;
                queue_[wrapped(head + left++)] = u;  // a ring: no node is in it twice, so there is room
                queued_[u] = true;
            }
        }
        return moves;
    }

 private:
    [[nodiscard]] std::size_t wrapped(std::size_t place) const {
        return place < queue_.size() ? place : place - queue_.size();
    }

    /// Where v gains most, itself taken out of its topic.
    std::uint32_t best_topic(std::uint32_t v) {
        const auto neighbors = graph_.neighbors_of(v);
        const auto weights = graph_.weights_of(v);
        for (std::size_t e = 0; e < neighbors.size(); ++e)
            sums_.add(topic_[neighbors[e]], weights[e]);
        const std::uint32_t own = topic_[v];
        const std::int64_t degree = graph_.degree[v];
        std::uint32_t best = own;
        Int128 most = modularity_.gain(sums_[own], degree, degree_[own] - degree);
        if (most < 0 && size_[own] > 1) {
            best = kNew;
            most = 0;
        }
        for (const std::uint32_t t : sums_.touched()) {
            if (t == own) continue;
            const Int128 gain = modularity_.gain(sums_[t], degree, degree_[t]);
            if (gain > most || (gain == most && best != own && t < best)) {
                most = gain;
                best = t;
            }
        }
        sums_.clear();
        return best;
    }

    /// An emptied number is the next to be given to a new topic.
    void move(std::uint32_t v, std::uint32_t to) {
        if (to == kNew) {
            to = empty_.back();
            empty_.pop_back();
        }
        const std::uint32_t from = topic_[v];
        degree_[from] -= graph_.degree[v];
        degree_[to] += graph_.degree[v];
        ++size_[to];
        if (--size_[from] == 0) empty_.push_back(from);
        topic_[v] = to;
    }

    const WeightedGraph& graph_;
    Partition& topic_;
    Modularity modularity_;
    std::vector<std::int64_t> degree_;  ///< per topic, K
    std::vector<std::uint32_t> size_;   ///< per topic: nodes
    std::vector<std::uint32_t> empty_;  ///< topics without nodes; the last is taken first
    TopicSums sums_;
    std::vector<std::uint32_t> queue_;
    std::vector<char> queued_;
};

}  // namespace

std::uint64_t move_nodes(const WeightedGraph& graph, Partition& partition, Thousandths resolution,
                         std::span<const std::uint32_t> order, const Observer& observer) {
    std::uint64_t moves = 0;
    NodeMover mover(graph, partition, resolution);
    for (std::uint64_t last = 1; last > 0; moves += last)
        last = mover.pass(order, observer);
    renumber(partition);
    return moves;
}

}  // namespace asterism::topics
