/// A partition that does not hang on one order of visits: what several runs agree on.
///
/// After Lancichinetti, Fortunato, "Consensus clustering in complex networks", Scientific Reports 2:336, 2012, with two
/// differences: the runs weigh the graph's own edges instead of all pairs, and the plain graph has the last word.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "asterism/graph.hpp"
#include "asterism/observer.hpp"
#include "topics/modularity.hpp"
#include "topics/partition.hpp"

namespace asterism::topics {

/// More runs agree no better with those on other samples of the articles, and take longer.
inline constexpr int kRuns = 8;
inline constexpr int kStages = kRuns + 2;
/// Of each run. Later iterations move little, and the last stage goes to the end.
inline constexpr int kIterations = 2;

/// Each weight, loops too, times the number of runs that keep its ends together. Edges of weight 0 are dropped; a node
/// that would lose all keeps its heaviest (ties: the smaller node) at weight 1, in both directions.
[[nodiscard]] WeightedGraph agreement(const WeightedGraph& graph, std::span<const Partition> runs);

/// One run from single nodes with the seed.
[[nodiscard]] Partition single_run(const WeightedGraph& graph, Thousandths resolution, std::uint64_t seed,
                                   const Observer& observer);

/// Cold: kRuns runs with the seeds 0 .. 7, two iterations on their agreement, then the plain weights from there until
/// nothing moves. `first_run`: single_run with seed 0, where it is known. `ended` is called kStages times, as each
/// run and the two last stages end, from any thread. Determinism: runs do not touch each other, so threads do not show.
/// Precondition: Modularity::fits(8 total). Memory: a second graph, and per thread the levels of a run, together about
/// one more. Error{interrupted}.
[[nodiscard]] Partition consensus(const WeightedGraph& graph, Thousandths resolution, Partition first_run, int threads,
                                  const Observer& observer, const std::function<void()>& ended);

/// Warm: the plain weights from `start` until nothing moves.
[[nodiscard]] Partition settle(const WeightedGraph& graph, Partition start, Thousandths resolution,
                               const Observer& observer);

}  // namespace asterism::topics
