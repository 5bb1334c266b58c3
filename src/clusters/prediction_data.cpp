#include "clusters/prediction_data.hpp"

#include <algorithm>

namespace asterism::clusters {
namespace {

/// Per cluster: for leaves the points at their largest lambda, for others none.
std::vector<std::vector<RowIndex>> leaf_exemplars(const CondensedTree& tree, const ClusterTree& clusters) {
    std::vector<std::vector<RowIndex>> exemplars(clusters.count());
    for (const CondensedRow& row : tree.rows) {
        const std::uint32_t c = row.parent - tree.points;
        if (clusters.is_leaf(c) && row.lambda == clusters.max_lambda[c]) exemplars[c].push_back(row.child);
    }
    return exemplars;
}

}  // namespace

PredictionData prediction_data(const CondensedTree& tree, const ClusterTree& clusters, const Membership& membership) {
    PredictionData data;
    const auto of_leaf = leaf_exemplars(tree, clusters);
    std::vector<std::uint32_t> below;
    for (const std::uint32_t cluster : membership.cluster_of_label) {
        data.selected_clusters.push_back(tree.points + cluster);
        data.max_lambdas.push_back(clusters.max_lambda[cluster]);
        auto& exemplars = data.exemplars.emplace_back();
        below.assign(1, cluster);
        for (std::size_t at = 0; at < below.size(); ++at) {
            const std::uint32_t c = below[at];
            exemplars.insert(exemplars.end(), of_leaf[c].begin(), of_leaf[c].end());
            below.insert(below.end(), clusters.children[c].begin(), clusters.children[c].end());
        }
        std::sort(exemplars.begin(), exemplars.end());
    }
    return data;
}

}  // namespace asterism::clusters
