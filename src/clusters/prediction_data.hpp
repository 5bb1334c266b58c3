/// What is kept of a fit so that new vectors can be placed into its clusters.
#pragma once

#include <vector>

#include "asterism/clustering.hpp"
#include "clusters/cluster_tree.hpp"
#include "clusters/membership.hpp"

namespace asterism::clusters {

/// Everything but core_distances. Exemplars are points here; those of a cluster are the points that stay longest in
/// each leaf below it (hdbscan's `exemplars_`), in ascending order.
[[nodiscard]] PredictionData prediction_data(const CondensedTree& tree, const ClusterTree& clusters,
                                             const Membership& membership);

}  // namespace asterism::clusters
