#include "topics/refine.hpp"

#include "base/threads.hpp"

namespace asterism::topics {
namespace {

constexpr std::uint64_t kVisits = 1U << 12;  // between two looks at the observer

class Refiner {
 public:
    Refiner(const WeightedGraph& graph, const Partition& topic, Thousandths resolution)
        : graph_(graph),
          topic_(topic),
          modularity_(graph.total, resolution),
          part_(singletons(graph.nodes())),
          topic_degree_(graph.nodes(), 0),
          part_degree_(graph.degree),
          cut_(graph.nodes(), 0),
          alone_(graph.nodes(), true),
          sums_(graph.nodes()) {
        for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
            topic_degree_[topic[v]] += graph.degree[v];
            for_each_inside(v, [&](std::uint32_t, std::int64_t weight) { cut_[v] += weight; });
        }
    }

    void visit(std::uint32_t v) {
        if (!alone_[v] || !well_connected(v, topic_[v])) return;
        for_each_inside(v, [&](std::uint32_t u, std::int64_t weight) { sums_.add(part_[u], weight); });
        const std::uint32_t best = best_part(v);
        if (best != v) join(v, best);
        sums_.clear();
    }

    [[nodiscard]] Partition take() && {
        renumber(part_);
        return std::move(part_);
    }

 private:
    /// Calls see(node, weight) for every neighbour in the same topic.
    template <class See>
    void for_each_inside(std::uint32_t v, const See& see) const {
        const auto neighbors = graph_.neighbors_of(v);
        const auto weights = graph_.weights_of(v);
        for (std::size_t e = 0; e < neighbors.size(); ++e) {
            if (topic_[neighbors[e]] == topic_[v]) see(neighbors[e], weights[e]);
        }
    }

    [[nodiscard]] bool well_connected(std::uint32_t part, std::uint32_t topic) const {
        return modularity_.gain(cut_[part], part_degree_[part], topic_degree_[topic] - part_degree_[part]) >= 0;
    }

    /// The part with the largest gain of at least 0, or v itself.
    std::uint32_t best_part(std::uint32_t v) {
        std::uint32_t best = v;
        Int128 most = -1;
        for (const std::uint32_t part : sums_.touched()) {
            if (!well_connected(part, topic_[v])) continue;
            const Int128 gain = modularity_.gain(sums_[part], graph_.degree[v], part_degree_[part]);
            if (gain > most || (gain == most && best != v && part < best)) {
                most = gain;
                best = part;
            }
        }
        return best;
    }

    void join(std::uint32_t v, std::uint32_t part) {
        alone_[v] = false;
        alone_[part] = false;  // a part has the number of its first node
        part_[v] = part;
        part_degree_[part] += graph_.degree[v];
        cut_[part] += cut_[v] - 2 * sums_[part];
    }

    const WeightedGraph& graph_;
    const Partition& topic_;
    Modularity modularity_;
    Partition part_;
    std::vector<std::int64_t> topic_degree_;  ///< per topic, K
    std::vector<std::int64_t> part_degree_;   ///< per part
    std::vector<std::int64_t> cut_;           ///< per part: its weight to the rest of its topic
    std::vector<char> alone_;                 ///< per node: nothing has joined it, nor it anything
    TopicSums sums_;
};

}  // namespace

Partition refine(const WeightedGraph& graph, const Partition& topic, Thousandths resolution,
                 std::span<const std::uint32_t> order, const Observer& observer) {
    Refiner refiner(graph, topic, resolution);
    std::uint64_t visits = 0;
    for (const std::uint32_t v : order) {
        if (visits++ % kVisits == 0) stop_if_cancelled(observer);
        refiner.visit(v);
    }
    return std::move(refiner).take();
}

}  // namespace asterism::topics
