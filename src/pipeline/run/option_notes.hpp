/// What the options of a clustering did that somebody who chose them may not expect, in sentences for its report.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "asterism/cluster.hpp"

namespace asterism::pipeline {

/// Sizes that the rows cannot reach, and what max_cluster_size made noise of. Mostly empty. `rows`: those clustered.
[[nodiscard]] std::vector<std::string> option_notes(const ClusterOptions& options, std::size_t rows,
                                                    const LimitLosses& losses);

}  // namespace asterism::pipeline
