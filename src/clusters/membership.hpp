/// Labels, membership probabilities and persistence of the selected clusters.
#pragma once

#include <cstdint>
#include <vector>

#include "asterism/clustering.hpp"
#include "clusters/cluster_tree.hpp"
#include "clusters/selection.hpp"

namespace asterism::clusters {

struct Membership {
    std::vector<std::int32_t> labels;             ///< per point: its nearest selected cluster above it; -1 = noise
    std::vector<double> probabilities;            ///< lambda of the point over the largest of its cluster, at most 1
    std::vector<double> persistence;              ///< per label: stability / (points x largest lambda of the tree)
    std::vector<std::uint32_t> cluster_of_label;  ///< per label: cluster number (id - n)
};

/// Label order: canonical, by the smallest point below each selected cluster; hdbscan, by cluster number.
/// A selected root holds points only when it is the sole cluster, and then those that stay to its end (or, with an
/// epsilon, closer than that).
[[nodiscard]] Membership membership(const CondensedTree& tree, const ClusterTree& clusters, const Selection& selection,
                                    const ClusterOptions& options);

}  // namespace asterism::clusters
