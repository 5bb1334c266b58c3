/// Wall time, CPU time and peak memory of this process, for the stage table.
#pragma once

#include <cstdint>

namespace asterism {

struct ResourceUse {
    double wall_s = 0;            ///< since an arbitrary start
    double cpu_s = 0;             ///< user + system, all threads
    std::int64_t peak_bytes = 0;  ///< largest resident set so far
};

[[nodiscard]] ResourceUse resource_use();

/// What was used between construction and `elapsed` (peak_bytes stays absolute).
class StageTimer {
 public:
    StageTimer() : start_(resource_use()) {}
    [[nodiscard]] ResourceUse elapsed() const;

 private:
    ResourceUse start_;
};

}  // namespace asterism
