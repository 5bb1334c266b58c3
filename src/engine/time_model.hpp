/// How long a clustering takes, stage by stage, from the size of the data and the speed of this machine's kernels.
///
/// Each stage is a sum of terms: work per row and coordinate, and work per pair in steps of 64 coordinates, each in the
/// unit that it grows with on another machine (kernel_speed.hpp). All constants stand in time_model.cpp; to calibrate,
/// run benchmarks/preflight_check.py. Structure of the data is guessed (typical_data.hpp): within 20 % on sentence
/// embeddings, less for data without structure.
#pragma once

#include <string_view>
#include <vector>

#include "asterism/observer.hpp"
#include "engine/kernel_speed.hpp"
#include "engine/typical_data.hpp"

namespace asterism {

/// The stages of `cluster` and, where it is asked for, "verify", with their expected seconds of wall time.
[[nodiscard]] std::vector<PlannedStage> predicted_time(const WorkSize& size, const KernelSpeed& speed, bool verified);

}  // namespace asterism
