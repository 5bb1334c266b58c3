/// What the limit on the size of clusters made noise of, so that a program can say it.
#pragma once

#include <cstdint>
#include <span>

#include "asterism/clustering.hpp"
#include "clusters/cluster_tree.hpp"

namespace asterism::clusters {

/// Selects once more without max_cluster_size and compares. `labels`: per point, as selected with it. Nothing is lost
/// without a limit, and by method leaf, which knows none. O(points) time, 16 bytes a point.
[[nodiscard]] LimitLosses limit_losses(const CondensedTree& tree, const ClusterTree& clusters,
                                       std::span<const std::int32_t> labels, const ClusterOptions& options);

}  // namespace asterism::clusters
