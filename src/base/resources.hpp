/// Wall time, CPU time and peak memory of this process, for the stage table, and how it hands memory back.
#pragma once

#include <cstdint>

namespace asterism {

struct ResourceUse {
    double wall_s = 0;            ///< since an arbitrary start
    double cpu_s = 0;             ///< user + system, all threads
    std::int64_t peak_bytes = 0;  ///< largest resident set of this program so far; 0 where there is no /proc
};

[[nodiscard]] ResourceUse resource_use();

/// From now on a freed block of a mebibyte or more goes back to the system at once. The C library would by and by keep
/// blocks of up to 32 MiB instead, in a heap that fragments: a sixth more memory at the peak of a clustering, measured.
/// For programs, before they start threads.
void return_large_blocks();

/// What was used between construction and `elapsed` (peak_bytes stays absolute).
class StageTimer {
 public:
    StageTimer() : start_(resource_use()) {}
    [[nodiscard]] ResourceUse elapsed() const;

 private:
    ResourceUse start_;
};

}  // namespace asterism
