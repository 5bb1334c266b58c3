#include "clusters/outlier_scores.hpp"

#include <algorithm>
#include <cmath>

namespace asterism::clusters {

std::vector<double> outlier_scores(const CondensedTree& tree, const ClusterTree& clusters) {
    std::vector<double> death = clusters.max_lambda;
    for (std::uint32_t c = clusters.count(); c-- > 1;) {
        death[clusters.parent[c]] = std::max(death[clusters.parent[c]], death[c]);
    }
    std::vector<double> scores(tree.points, 0.0);
    for (const CondensedRow& row : tree.rows) {
        if (row.child >= tree.points) continue;
        const double most = death[row.parent - tree.points];
        if (most == 0 || !std::isfinite(row.lambda)) continue;
        scores[row.child] = std::isinf(most) ? 1.0 : (most - row.lambda) / most;
    }
    return scores;
}

}  // namespace asterism::clusters
