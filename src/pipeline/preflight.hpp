/// How much memory a clustering needs, said before the work, and refused when this machine does not have it.
#pragma once

#include <cstdint>
#include <optional>

#include "asterism/cluster.hpp"

namespace asterism::pipeline {

/// Upper estimate of reading and clustering n vectors of d float32: the vectors twice (the second copy is the
/// engine's), the neighbour lists of 16 + min_samples entries of 8 bytes a row, 400 bytes a row for trees and columns,
/// and 64 MiB.
[[nodiscard]] std::uint64_t estimated_bytes(std::uint64_t rows, std::uint64_t dimensions,
                                            const ClusterOptions& options);

/// Memory this process can still get: what the kernel calls available, or less where a cgroup sets a limit. nullopt
/// when the system does not say.
[[nodiscard]] std::optional<std::uint64_t> available_bytes();

/// Logs the estimate. Error{preflight} when it exceeds what is available.
void preflight(std::uint64_t rows, std::uint64_t dimensions, const ClusterOptions& options);

}  // namespace asterism::pipeline
