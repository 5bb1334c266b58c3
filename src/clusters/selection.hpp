/// Which clusters of the condensed tree become the flat clustering.
///
/// Excess of mass and leaf: Campello et al. 2015, sections 5.1-5.2. cluster_selection_epsilon: Malzer, Baum, "A Hybrid
/// Approach to Hierarchical Density-based Cluster Selection", MFI 2020. Rules to the letter of `get_clusters` in
/// hdbscan 0.8.40; deliberate difference: only ties=hdbscan rounds the children's sum to float32, as that does.
#pragma once

#include <cstdint>
#include <vector>

#include "asterism/clustering.hpp"
#include "clusters/cluster_tree.hpp"

namespace asterism::clusters {

struct Selection {
    /// Cluster numbers (id - n), ascending; may be nested after an epsilon search.
    std::vector<std::uint32_t> selected;
    /// Per cluster, after excess of mass gave the children's sum to the parents.
    std::vector<double> stability;
};

[[nodiscard]] Selection select_clusters(const CondensedTree& tree, const ClusterTree& clusters,
                                        const ClusterOptions& options);

}  // namespace asterism::clusters
