/// The values of one row out of its distances to exemplars and its merge heights: the two formulas of membership.hpp.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "clusters/cluster_tree.hpp"
#include "prediction/tree_places.hpp"

namespace asterism::prediction {

/// What is the same for all rows.
struct SoftClusters {
    const clusters::ClusterTree& clusters;
    std::span<const std::uint32_t> selected;
};

/// `heights`: as from MergeHeights of the place's cluster. `values`: distances go in, values come out.
void soft_values_of_row(const SoftClusters& soft, const Place& place, std::span<const double> heights,
                        std::span<double> values);
void soft_values_of_query(const SoftClusters& soft, const Place& place, std::span<const double> heights,
                          std::span<double> values);

}  // namespace asterism::prediction
