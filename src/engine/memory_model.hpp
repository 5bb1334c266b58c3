/// How much memory a clustering takes at its peak, from the size of the data alone.
///
/// Follows what lives at the same time in src/engine/hierarchy.cpp: what is held throughout, then stage by stage what
/// is added; the peak is the largest sum. It is a prediction (within 15 % of the resident memory, measured from 11k
/// rows up), no bound: head widths are guessed (typical_data.hpp). All constants stand in memory_model.cpp; to
/// calibrate, run benchmarks/preflight_check.py and compare stage by stage.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/typical_data.hpp"

namespace asterism {

struct StageMemory {
    std::string_view stage;  ///< as the engine names it
    std::uint64_t bytes;     ///< at that stage's peak, without the vectors
};

[[nodiscard]] std::vector<StageMemory> predicted_memory_by_stage(const WorkSize& size);

/// Vectors and the largest stage. Not in it: the program itself, and what its caller keeps per row.
[[nodiscard]] std::uint64_t predicted_memory(const WorkSize& size);

}  // namespace asterism
