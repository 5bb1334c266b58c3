/// What a clustering will take, memory and time, said before the work, and refused when the memory is not there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/observer.hpp"
#include "pipeline/run/algorithm_settings.hpp"

namespace asterism::pipeline {

struct Forecast {
    std::uint64_t bytes = 0;           ///< peak resident memory of reading and clustering
    double seconds = 0;                ///< of clustering (and verifying), on this machine as it is now
    std::vector<PlannedStage> stages;  ///< the parts of `seconds`
    int threads = 1;                   ///< that will be used
};

/// Runs this machine's kernels for some milliseconds. `warm`: topics will begin at those of an earlier run. See
/// engine/memory_model.hpp, engine/time_model.hpp and graph_time.hpp.
[[nodiscard]] Forecast forecast(std::uint64_t rows, std::uint64_t dimensions, const ClusterOptions& options,
                                bool verified, const AlgorithmSettings& algorithm = {}, bool warm = false);

/// Error{preflight} with both numbers when the memory exceeds what is available, see available_memory.hpp.
void require_memory(const Forecast& ahead, std::uint64_t rows, std::uint64_t dimensions);

/// Makes the forecast, logs it, and tells the observer (may be null) what lies ahead. Errors as of
/// `require_memory`.
Forecast preflight(std::uint64_t rows, std::uint64_t dimensions, const ClusterOptions& options, bool verified,
                   Observer* observer, const AlgorithmSettings& algorithm = {}, bool warm = false);

/// "less than 1 s", "78 s", "12 min", "3 h": as exact as a forecast can be.
[[nodiscard]] std::string rough_duration(double seconds);

}  // namespace asterism::pipeline
