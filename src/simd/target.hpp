/// Which instruction set the kernels of this process use.
#pragma once

#include <string_view>
#include <vector>

namespace asterism::simd {

/// In ascending width. Every target gives the same bits; only the speed differs.
enum class Target : unsigned char { scalar, avx2, avx512 };

[[nodiscard]] std::string_view to_string(Target target);

/// Targets that were compiled in and that this processor can run, narrowest first; `scalar` is always among them.
[[nodiscard]] std::vector<Target> runnable_targets();

/// The widest runnable target, or the one that the environment variable ASTERISM_SIMD names (read once).
/// Error{usage} when it names something unknown or not runnable here.
[[nodiscard]] Target active_target();

}  // namespace asterism::simd
