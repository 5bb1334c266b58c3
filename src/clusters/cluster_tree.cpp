#include "clusters/cluster_tree.hpp"

#include <algorithm>

namespace asterism::clusters {

ClusterTree::ClusterTree(const CondensedTree& tree)
    : parent(tree.clusters, 0),
      birth(tree.clusters, 0.0),
      size(tree.clusters, 0),
      max_lambda(tree.clusters, 0.0),
      children(tree.clusters) {
    for (const CondensedRow& row : tree.rows) {
        const std::uint32_t p = row.parent - tree.points;
        max_lambda[p] = std::max(max_lambda[p], row.lambda);
        largest_lambda = std::max(largest_lambda, row.lambda);
        if (row.child < tree.points) continue;
        const std::uint32_t c = row.child - tree.points;
        parent[c] = p;
        birth[c] = row.lambda;
        size[c] = row.size;
        children[p].push_back(c);
        if (p == 0) size[0] += row.size;
    }
    for (auto& below : children)
        std::sort(below.begin(), below.end());
}

std::vector<double> stabilities(const CondensedTree& tree, const ClusterTree& clusters, Ties ties) {
    std::vector<double> stability(clusters.count(), 0.0);
    const auto& rows = tree.rows;
    for (std::size_t i = 0; i < rows.size();) {
        const std::uint32_t c = rows[i].parent - tree.points;
        const double excess = rows[i].lambda - clusters.birth[c];
        std::uint64_t leaving = rows[i].size;
        const std::size_t first = i++;
        if (ties == Ties::canonical) {
            while (i < rows.size() && rows[i].parent == rows[first].parent && rows[i].lambda == rows[first].lambda) {
                leaving += rows[i++].size;
            }
        }
        stability[c] += excess * static_cast<double>(leaving);
    }
    return stability;
}

}  // namespace asterism::clusters
