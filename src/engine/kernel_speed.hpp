/// How fast the two kernels that matter run on this machine at this moment: a few milliseconds of each.
#pragma once

namespace asterism {

struct KernelSpeed {
    double filter_ns = 0;  ///< per pair and 64 coordinates of the integer filter, one thread
    double exact_ns = 0;   ///< per pair and 64 coordinates of the exact distance, one thread
};

/// Runs the kernels of the active target on made-up rows and takes the best of some rounds.
[[nodiscard]] KernelSpeed measure_kernels();

}  // namespace asterism
