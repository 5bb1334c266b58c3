/// Which resolution, when none is given: as fine as the graph can carry without doubt, or as fine as a number of topics
/// asks for.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "asterism/graph.hpp"
#include "asterism/observer.hpp"
#include "topics/flat_topics.hpp"
#include "topics/modularity.hpp"
#include "topics/partition.hpp"

namespace asterism::topics {

inline constexpr Thousandths kLadder[] = {500, 1000, 2000, 4000};
inline constexpr Thousandths kFinest = 1'000'000;

struct Chosen {
    Thousandths resolution;
    Partition run;  ///< single_run with seed 0 at it
};

/// Of the ladder, by one run each, the largest resolution at which at least 95 % as many rows as at the smallest have a
/// certainty of 0.5. Ladder and 95 % were chosen on three sets of articles and held on two more. Error{interrupted}.
[[nodiscard]] Chosen finest_sure(const WeightedGraph& graph, std::span<const std::uint32_t> copies, int threads,
                                 const Observer& observer, const std::function<void()>& ended);

/// How many topics a resolution gives; asked for some twenty resolutions at most.
using CountAt = std::function<std::uint32_t(Thousandths)>;

/// A resolution that gives `wanted` topics within `tolerance` of it, or else the one of those tried that comes nearest
/// (ties: the first tried). Steps outwards from `start` by `factor` until the count crosses what is wanted, falls from
/// its best twice (small topics dissolve when they are cut too fine) or the range ends; then halves in ratio.
[[nodiscard]] Thousandths search_resolution(const CountAt& count_at, std::uint32_t wanted, double tolerance,
                                            Thousandths start, double factor);

}  // namespace asterism::topics
