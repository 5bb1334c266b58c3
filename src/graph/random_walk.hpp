/// Random walks on the graph, in integers: from a node along each edge in proportion to its weight, the loop included.
///
/// A share is a part of all walks from a node, in units of 2^-30. A step is floor(sum w F / degree): the same bits in
/// any order of the sum. Each step rounds down by less than one unit.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/graph.hpp"
#include "asterism/observer.hpp"
#include "base/int128.hpp"

namespace asterism::graph {

using Share = std::uint32_t;
inline constexpr int kShareBits = 30;
inline constexpr Share kAll = Share{1} << kShareBits;

[[nodiscard]] inline double as_number(Share share) {
    return static_cast<double>(share) / kAll;
}

/// What is left of `sum`, a sum of weights times shares, per unit of degree. Precondition: degree > 0.
[[nodiscard]] inline Share per_degree(UInt128 sum, std::int64_t degree) {
    const auto divisor = static_cast<std::uint64_t>(degree);
    if (sum >> 64 == 0) return static_cast<Share>(static_cast<std::uint64_t>(sum) / divisor);
    return static_cast<Share>(sum / divisor);
}

/// One step from `node`: the share of walks that are then where `shares` counts. A node without edges and loop stays.
[[nodiscard]] Share step(const WeightedGraph& graph, std::uint32_t node, std::span<const Share> shares);

/// Per node the share of `steps`-step walks from it that end in its own group. `group`: per node, 0 .. groups - 1.
/// Per group only what can still matter is walked: its members in the last step, with their neighbours in the step
/// before, and so on outwards and, from the start, inwards. Memory: 13 bytes a node and thread. Error{interrupted}.
[[nodiscard]] std::vector<Share> shares_that_stay(const WeightedGraph& graph, std::span<const std::uint32_t> group,
                                                  std::uint32_t groups, int steps, int threads,
                                                  const Observer& observer);

}  // namespace asterism::graph
