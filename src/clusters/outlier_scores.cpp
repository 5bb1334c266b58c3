#include "clusters/outlier_scores.hpp"

#include <algorithm>
#include <cmath>

namespace asterism::clusters {

std::vector<double> deaths(const ClusterTree& clusters) {
    std::vector<double> death = clusters.max_lambda;
    for (std::uint32_t c = clusters.count(); c-- > 1;) {
        death[clusters.parent[c]] = std::max(death[clusters.parent[c]], death[c]);
    }
    return death;
}

double outlier_score(double lambda, double death) {
    if (death == 0 || !std::isfinite(lambda)) return 0.0;
    return std::isinf(death) ? 1.0 : (death - lambda) / death;
}

std::vector<double> outlier_scores(const CondensedTree& tree, const ClusterTree& clusters) {
    const std::vector<double> death = deaths(clusters);
    std::vector<double> scores(tree.points, 0.0);
    for (const CondensedRow& row : tree.rows) {
        if (row.child < tree.points) scores[row.child] = outlier_score(row.lambda, death[row.parent - tree.points]);
    }
    return scores;
}

}  // namespace asterism::clusters
