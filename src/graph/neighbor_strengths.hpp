/// How strongly a row holds each of its neighbours, by its own measure of near and far.
///
/// Source: McInnes, Healy, Melville, "UMAP", 2018, section 3.1 and algorithm 3 (smooth nearest neighbour distances).
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace asterism::graph {

/// strengths[j] = exp(-max(0, d_j - rho) / sigma), in (0, 1], for up to 15 `distances` in ascending order; rho is the
/// first. sigma: 50 halvings of [1e-3, 1e3] x the mean distance towards a sum of log2(k), the upper end taken. 1 for
/// all when k = 1 or all distances are equal. A strength may be 0 where the exponential is below 2^-1021.
void neighbor_strengths(std::span<const double> distances, std::span<double> strengths);

/// Weights are whole numbers of this part of the strength 1.
inline constexpr std::int64_t kWeightUnits = 1 << 20;

/// A strength in [0, 1] as a weight, rounded, at least 1.
[[nodiscard]] inline std::int64_t whole_weight(double strength) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(strength * kWeightUnits + 0.5));
}

}  // namespace asterism::graph
