/// Which instruction set the kernels of this process use.
#pragma once

#include <string_view>
#include <vector>

namespace asterism::simd {

/// A place in the table of target.cpp, which names those of this processor family, narrowest first: "scalar", on x86-64
/// "avx2" (with FMA) and "avx512" (with VNNI), on 64-bit Arm "neon" (with the dot product of Armv8.2). Every target
/// gives the same bits; only the speed differs.
enum class Target : unsigned char { scalar = 0 };

[[nodiscard]] std::string_view to_string(Target target);

/// Targets that were compiled in and that this processor can run, narrowest first; `scalar` is always among them.
[[nodiscard]] std::vector<Target> runnable_targets();

/// The widest runnable target, or the one that the environment variable ASTERISM_SIMD names (read once).
/// Error{usage} when it names something unknown or not runnable here.
[[nodiscard]] Target active_target();

}  // namespace asterism::simd
