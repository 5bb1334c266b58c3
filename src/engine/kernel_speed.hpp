/// How fast this machine is at this moment at the four kinds of work that a run is made of: measured for a few
/// milliseconds each, on all threads at once, as cores share caches, clock and power, and other programs have their
/// part. They are four because no two keep step from one processor to the next: integers gain most from wide registers,
/// what waits for memory nothing.
#pragma once

namespace asterism {

struct KernelSpeed {
    double filter_ns = 0;   ///< per pair and 64 coordinates of the integer filter, one thread
    double exact_ns = 0;    ///< per pair and 64 coordinates of the exact distance, one thread
    double product_ns = 0;  ///< per 64 multiply-adds of a float32 product, one thread
    double plain_ns = 0;    ///< per key of a sort of a few thousand, one thread: branches and small memory
};

/// Runs the kernels of the active target on made-up rows in `threads` threads (at least 1); the means of their medians.
[[nodiscard]] KernelSpeed measure_kernels(int threads);

}  // namespace asterism
