#include "topics/flat_topics.hpp"

namespace asterism::topics {
namespace {

constexpr int kSteps = 4;

}  // namespace

std::vector<graph::Share> certainties(const WeightedGraph& graph, const Partition& partition, int threads,
                                      const Observer& observer) {
    return graph::shares_that_stay(graph, partition, count_topics(partition), kSteps, threads, observer);
}

graph::Share least_share(double floor) {
    const double exact = floor * graph::kAll;  // a power of two: no rounding
    const auto share = static_cast<graph::Share>(exact);
    return share < exact ? share + 1 : share;
}

FlatTopics flatten(const Partition& partition, std::span<const graph::Share> certainty,
                   std::span<const std::uint32_t> copies, const Floor& floor) {
    std::vector<std::uint64_t> rows(count_topics(partition), 0);
    for (std::size_t v = 0; v < partition.size(); ++v) {
        if (certainty[v] >= floor.certainty) rows[partition[v]] += copies[v];
    }
    FlatTopics flat;
    for (std::uint32_t topic = 0; topic < rows.size(); ++topic) {
        const bool stands = rows[topic] >= static_cast<std::uint64_t>(floor.min_cluster_size);
        flat.label_of_topic.push_back(stands ? static_cast<std::int32_t>(flat.topic_of_label.size()) : -1);
        if (stands) flat.topic_of_label.push_back(topic);
    }
    return flat;
}

std::uint64_t count_sure(std::span<const graph::Share> certainty, std::span<const std::uint32_t> copies,
                         graph::Share floor) {
    std::uint64_t rows = 0;
    for (std::size_t v = 0; v < certainty.size(); ++v)
        rows += certainty[v] >= floor ? copies[v] : 0;
    return rows;
}

}  // namespace asterism::topics
