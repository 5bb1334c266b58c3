/// The condensed tree seen from its clusters: parents, births, sizes, children, deaths.
///
/// Everything is indexed by c = cluster id - n, so 0 is the root. Parents have smaller numbers than their children.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "asterism/clustering.hpp"

namespace asterism::clusters {

struct ClusterTree {
    explicit ClusterTree(const CondensedTree& tree);

    [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(parent.size()); }
    [[nodiscard]] bool is_leaf(std::uint32_t c) const { return children[c].empty(); }

    std::vector<std::uint32_t> parent;  ///< root: 0
    std::vector<double> birth;          ///< lambda at which it was born; root: 0
    std::vector<std::uint32_t> size;    ///< points at birth; root: as hdbscan counts it, the sum of its child clusters
    std::vector<double> max_lambda;     ///< largest lambda among its own rows; 0 without rows
    std::vector<std::vector<std::uint32_t>> children;
    double largest_lambda = 0;  ///< of the whole tree
};

/// Stability of every cluster: sum over its rows of (lambda - birth) x size (Campello et al. 2015, section 4.3).
/// canonical: over distinct lambdas, ascending, with the sizes of each added first, so the sum has one order. hdbscan:
/// in the order of the rows.
[[nodiscard]] std::vector<double> stabilities(const CondensedTree& tree, const ClusterTree& clusters, Ties ties);

}  // namespace asterism::clusters
