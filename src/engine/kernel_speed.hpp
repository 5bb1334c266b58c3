/// How fast the two kernels that matter run on this machine at this moment: measured for a few milliseconds each, on
/// all threads at once, as cores share caches, clock and power, and other programs have their part.
#pragma once

namespace asterism {

struct KernelSpeed {
    double filter_ns = 0;  ///< per pair and 64 coordinates of the integer filter, one thread
    double exact_ns = 0;   ///< per pair and 64 coordinates of the exact distance, one thread
};

/// Runs the kernels of the active target on made-up rows in `threads` threads (at least 1); the mean of their medians.
[[nodiscard]] KernelSpeed measure_kernels(int threads);

}  // namespace asterism
