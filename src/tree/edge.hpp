/// Edges of mutual reachability between points, in a total order.
///
/// On this floor a point is a row's place in the order that breaks ties: its canonical rank for ties=canonical, its
/// input position for ties=hdbscan. The engine translates at both ends.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "neighbors/metric_space.hpp"

namespace asterism::tree {

using Point = std::uint32_t;

/// lo < hi. Ordered by (weight, lo, hi): no two edges are equal, so the minimum spanning tree is unique.
struct Edge {
    double weight;
    Point lo;
    Point hi;

    friend auto operator<=>(const Edge&, const Edge&) = default;
};

[[nodiscard]] inline Edge make_edge(Point a, Point b, double weight) {
    return {weight, std::min(a, b), std::max(a, b)};
}

/// Mutual reachability: max(core(p), core(q), d(p, q) / alpha). Core distances are not divided by alpha, as in hdbscan.
struct MutualReachability {
    const neighbors::MetricSpace& space;
    std::span<const RowIndex> row;  ///< point -> row of the space
    std::span<const double> core;   ///< per point
    double alpha = 1.0;

    [[nodiscard]] std::size_t size() const { return row.size(); }
    [[nodiscard]] double weight(Point p, Point q, double distance) const {
        return std::max(std::max(core[p], core[q]), distance / alpha);
    }
};

}  // namespace asterism::tree
