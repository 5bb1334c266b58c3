/// GLOSH: how much sparser a point's surroundings are than the densest part of the cluster it fell out of.
///
/// Source: Campello et al. 2015, section 6: 1 - lambda(p) / M, where M is the largest lambda anywhere below the cluster
/// the point left. Deliberate difference: hdbscan 0.8.40 nearly always takes the largest among that cluster's own rows
/// (hdbscan issue 628, mended in 0.8.42).
#pragma once

#include <vector>

#include "asterism/clustering.hpp"
#include "clusters/cluster_tree.hpp"

namespace asterism::clusters {

/// Per point, in [0, 1]; 0 for points that never leave (infinite lambda), 1 against an infinite M.
[[nodiscard]] std::vector<double> outlier_scores(const CondensedTree& tree, const ClusterTree& clusters);

/// Per cluster its M: the largest lambda anywhere below it.
[[nodiscard]] std::vector<double> deaths(const ClusterTree& clusters);

/// Of a point that leaves a cluster of that M at `lambda`.
[[nodiscard]] double outlier_score(double lambda, double death);

}  // namespace asterism::clusters
