#include "topics/partition.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/splitmix64.hpp"

namespace asterism::topics {

std::uint32_t renumber(Partition& partition) {
    constexpr std::uint32_t kUnseen = ~0U;
    std::vector<std::uint32_t> number(partition.size(), kUnseen);
    std::uint32_t topics = 0;
    for (std::uint32_t& topic : partition) {
        if (number[topic] == kUnseen) number[topic] = topics++;
        topic = number[topic];
    }
    return topics;
}

std::uint32_t count_topics(const Partition& partition) {
    return partition.empty() ? 0 : *std::max_element(partition.begin(), partition.end()) + 1;
}

Partition singletons(std::uint32_t nodes) {
    Partition partition(nodes);
    std::iota(partition.begin(), partition.end(), 0U);
    return partition;
}

std::vector<std::uint32_t> visiting_order(std::uint32_t nodes, std::uint64_t seed) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keys(nodes);
    for (std::uint32_t v = 0; v < nodes; ++v)
        keys[v] = {splitmix64(seed ^ v), v};
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> order(nodes);
    for (std::uint32_t i = 0; i < nodes; ++i)
        order[i] = keys[i].second;
    return order;
}

}  // namespace asterism::topics
