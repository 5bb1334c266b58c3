/// Which algorithm groups the rows of a run, beside the options of HDBSCAN.
#pragma once

#include <optional>

#include "asterism/topics.hpp"

namespace asterism::pipeline {

struct AlgorithmSettings {
    /// HDBSCAN: bring its noise home along the graph of neighbours. Its member `threads` is not looked at.
    std::optional<AttachOptions> attach;
    /// Set: topics in place of HDBSCAN. min_cluster_size, metric and threads are those of the other options.
    std::optional<TopicOptions> topics;
    bool cold = false;   ///< topics: nothing of the published run is kept
    bool layers = true;  ///< stories and themes, too

    /// The graph of neighbours is wanted. Both are set only where every way is tried, see explain.hpp.
    [[nodiscard]] bool with_graph() const { return attach || topics; }
};

}  // namespace asterism::pipeline
