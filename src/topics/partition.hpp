/// A division of nodes into topics, and the sums that searching for a better one needs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace asterism::topics {

/// Topic of every node. Canonical: topics are numbered 0, 1, ... by their first node, so equal divisions have equal
/// bytes and a topic's number says where its smallest rank stands among those of the others.
using Partition = std::vector<std::uint32_t>;

/// Makes it canonical; returns the number of topics. Topics must be smaller than the number of nodes.
std::uint32_t renumber(Partition& partition);

/// Topics of a canonical partition.
[[nodiscard]] std::uint32_t count_topics(const Partition& partition);

/// Every node alone.
[[nodiscard]] Partition singletons(std::uint32_t nodes);

/// Nodes in the order in which a search visits them: by splitmix64 of the seed and the node, which never tie.
[[nodiscard]] std::vector<std::uint32_t> visiting_order(std::uint32_t nodes, std::uint64_t seed);

/// Weights from one node to the topics around it: made once, cleared in the time that was spent on filling it.
class TopicSums {
 public:
    explicit TopicSums(std::uint32_t topics) : sums_(topics, 0) {}
    /// Precondition: weight > 0.
    void add(std::uint32_t topic, std::int64_t weight) {
        if (sums_[topic] == 0) touched_.push_back(topic);
        sums_[topic] += weight;
    }
    [[nodiscard]] std::int64_t operator[](std::uint32_t topic) const { return sums_[topic]; }
    [[nodiscard]] std::vector<std::uint32_t>& touched() { return touched_; }
    void clear() {
        for (const std::uint32_t topic : touched_)
            sums_[topic] = 0;
        touched_.clear();
    }

 private:
    std::vector<std::int64_t> sums_;
    std::vector<std::uint32_t> touched_;
};

}  // namespace asterism::topics
