/// What a division is worth, in exact integers.
///
/// Q = sum over topics of (inside - g K^2 / 2m): `inside` counts inner edges in both directions and loops once, K is
/// the sum of the topic's degrees, 2m that of all, g the resolution: Reichardt and Bornholdt, "Statistical mechanics of
/// community detection", Physical Review E 74:016110, 2006. The resolution is an integer of thousandths, so Q times
/// 1000 x 2m is an integer, and every comparison is exact as long as `fits`.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/graph.hpp"
#include "base/int128.hpp"

namespace asterism::topics {

/// A resolution in thousandths.
using Thousandths = std::int64_t;

class Modularity {
 public:
    Modularity(std::int64_t total, Thousandths resolution)
        : scaled_total_(static_cast<Int128>(total) * 1000), resolution_(resolution) {}

    /// Half of what Q x 1000 x 2m gains when a group of `degree`, which `weight` joins to a topic of `topic_degree`,
    /// joins that topic. The group is not counted in the topic.
    [[nodiscard]] Int128 gain(std::int64_t weight, std::int64_t degree, std::int64_t topic_degree) const {
        return weight * scaled_total_ - static_cast<Int128>(resolution_) * degree * topic_degree;
    }

    /// Are all sums for a graph of this total below 2^127? The products are at most resolution x total^2.
    [[nodiscard]] static bool fits(std::int64_t total, Thousandths resolution);

 private:
    Int128 scaled_total_;
    Int128 resolution_;
};

/// Q / 2m of a partition: at most 1. The numerator is exact.
[[nodiscard]] double quality(const WeightedGraph& graph, std::span<const std::uint32_t> topic, Thousandths resolution);

/// Per topic, inside / K: the share of its weight that does not leave it; 1 for a topic without weight.
[[nodiscard]] std::vector<double> shares_inside(const WeightedGraph& graph, std::span<const std::uint32_t> topic);

}  // namespace asterism::topics
