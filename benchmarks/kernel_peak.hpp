/// What a processor can reach with the instructions of a kernel: loops of them that never touch memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "simd/target.hpp"

namespace asterism::benchmark {

struct PeakLoop {
    std::string_view instruction;                    ///< for people
    std::uint64_t (*products)(std::uint64_t turns);  ///< runs the loop; returns how many products of bytes that was
};

/// nullopt for scalar, whose instructions are the compiler's choice.
[[nodiscard]] std::optional<PeakLoop> peak_loop(simd::Target target);

}  // namespace asterism::benchmark
