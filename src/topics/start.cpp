#include "topics/start.hpp"

#include <algorithm>
#include <vector>

namespace asterism::topics {

std::vector<std::int32_t> labels_of_nodes(const NeighborGraph& graph, std::span<const std::int32_t> labels) {
    std::vector<std::int32_t> label_of_node(graph.copies.size(), -1);
    for (std::size_t row = 0; row < labels.size(); ++row) {
        std::int32_t& label = label_of_node[graph.node_of_row[row]];
        if (labels[row] >= 0 && (label < 0 || labels[row] < label)) label = labels[row];
    }
    return label_of_node;
}

Partition start_partition(const NeighborGraph& graph, std::span<const std::int32_t> labels) {
    const auto label_of_node = labels_of_nodes(graph, labels);
    std::vector<std::int32_t> known(label_of_node);
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    if (!known.empty() && known.front() < 0) known.erase(known.begin());
    Partition partition;
    auto alone = static_cast<std::uint32_t>(known.size());  // stays below the number of nodes
    for (const std::int32_t label : label_of_node) {
        const auto place = std::lower_bound(known.begin(), known.end(), label) - known.begin();
        partition.push_back(label < 0 ? alone++ : static_cast<std::uint32_t>(place));
    }
    renumber(partition);
    return partition;
}

}  // namespace asterism::topics
