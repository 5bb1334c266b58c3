/// Labels, membership probabilities and persistence of the selected clusters.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
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

/// The rules of it that prediction shares.

/// No cluster.
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// Per cluster: the selected cluster at or above it, kNone without one.
[[nodiscard]] std::vector<std::uint32_t> nearest_selected(const ClusterTree& clusters,
                                                          std::span<const std::uint32_t> selected);

/// Smallest lambda at which a point belongs to the root, when that is the sole cluster.
[[nodiscard]] double root_threshold(const ClusterTree& clusters, const ClusterOptions& options);

/// Probability of a point that leaves at `lambda` a cluster whose own rows leave at most at `max_lambda`.
[[nodiscard]] double strength(double lambda, double max_lambda);

}  // namespace asterism::clusters
