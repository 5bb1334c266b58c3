#include "clusters/limit_losses.hpp"

#include <algorithm>
#include <vector>

#include "clusters/membership.hpp"
#include "clusters/selection.hpp"

namespace asterism::clusters {

LimitLosses limit_losses(const CondensedTree& tree, const ClusterTree& clusters, std::span<const std::int32_t> labels,
                         const ClusterOptions& options) {
    LimitLosses losses;
    if (options.max_cluster_size == 0 || options.method != SelectionMethod::eom) return losses;
    ClusterOptions unlimited = options;
    unlimited.max_cluster_size = 0;
    const auto without = membership(tree, clusters, select_clusters(tree, clusters, unlimited), unlimited);
    std::vector<bool> loses(without.cluster_of_label.size(), false);
    for (std::size_t point = 0; point < labels.size(); ++point) {
        const std::int32_t before = without.labels[point];
        if (before < 0 || labels[point] >= 0) continue;
        ++losses.rows;
        loses[static_cast<std::size_t>(before)] = true;
    }
    losses.clusters = std::ranges::count(loses, true);
    return losses;
}

}  // namespace asterism::clusters
