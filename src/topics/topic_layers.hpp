/// Stories below the topics and themes above them, nested by construction.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/graph.hpp"
#include "asterism/observer.hpp"
#include "topics/flat_topics.hpp"
#include "topics/modularity.hpp"
#include "topics/partition.hpp"

namespace asterism::topics {

/// Between the resolutions of two layers.
inline constexpr Thousandths kLayerRatio = 4;

/// What the layers are made around.
struct MainLayer {
    const NeighborGraph& graph;
    const Partition& topic;  ///< per node
    const FlatTopics& flat;
    std::span<const graph::Share> certainty;  ///< per node
    Thousandths resolution;
    Floor floor;
};

struct Stories {
    std::vector<std::int32_t> story;    ///< per node; -1: in none
    std::vector<std::int32_t> parents;  ///< per story, the label it lies in
    std::vector<double> persistence;    ///< per story, the share of its weight in the whole graph that stays inside
};

struct Themes {
    std::vector<std::int32_t> theme;  ///< per label, numbered by first label
    std::vector<double> persistence;  ///< per theme, likewise
};

/// Each topic that stands is split by Leiden inside its own subgraph at four times its resolution: only edges inside
/// count, against degrees and 2m of the whole graph, so that a topic at its own resolution would not split. Certainty
/// is that of walks inside the topic; same floor, same smallest size. None where fewer than two stories stand. (Against
/// degrees of the subgraph alone, small topics fall to crumbs: no story at all on three of five sets.)
[[nodiscard]] Stories find_stories(const MainLayer& main, int threads, const Observer& observer);

/// Topics merged as nodes at a quarter of the resolution.
[[nodiscard]] Themes find_themes(const MainLayer& main, const Observer& observer);

}  // namespace asterism::topics
