/// How long a graph of neighbours, topics, and their proofs take: what they add to the time of an engine's run.
///
/// Plain work on each row, in the unit of engine/kernel_speed.hpp. How often topics are gone through hangs on the data:
/// within 20 % on 100,000 sentence embeddings, within 30 % on sets of 10,000 to 25,000.
#pragma once

#include <cstdint>
#include <vector>

#include "asterism/observer.hpp"
#include "engine/kernel_speed.hpp"
#include "pipeline/run/algorithm_settings.hpp"

namespace asterism::pipeline {

struct GraphWork {
    std::uint64_t rows = 0;
    std::uint64_t dimensions = 0;
    int threads = 1;
    bool warm = false;  ///< topics begin at those of an earlier run
    bool verified = false;
};

/// Turns the plan of an HDBSCAN run into one of what is to be done.
void plan_graph(std::vector<PlannedStage>& stages, const GraphWork& work, const KernelSpeed& speed,
                const AlgorithmSettings& algorithm);

}  // namespace asterism::pipeline
