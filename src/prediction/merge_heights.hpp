/// The lambda at which a cluster and the cluster of each label part, looking from the root.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "clusters/cluster_tree.hpp"

namespace asterism::prediction {

/// Both lie on one line from the root: they never part, and a point's own lambda counts.
inline constexpr double kNeverPart = -1.0;

/// A worker's own. Memory: some numbers a cluster.
class MergeHeights {
 public:
    MergeHeights(const clusters::ClusterTree& clusters, std::span<const std::uint32_t> selected);

    /// By label: the birth of the clusters into which the lowest one above both splits, or kNeverPart. O(depth +
    /// clusters above selected ones) time, none when asked for the same cluster again. The answer lives until the next
    /// call.
    [[nodiscard]] std::span<const double> of(std::uint32_t cluster);

 private:
    const clusters::ClusterTree& clusters_;
    std::span<const std::uint32_t> selected_;
    std::vector<std::uint32_t> above_;  ///< the selected clusters and all above them, ascending
    std::vector<double> height_;        ///< by cluster, of those
    std::vector<bool> on_path_;         ///< by cluster: at or above the one asked for
    std::vector<double> by_label_;
    std::uint32_t asked_;
};

}  // namespace asterism::prediction
