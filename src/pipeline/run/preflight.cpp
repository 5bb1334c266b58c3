#include "pipeline/run/preflight.hpp"

#include <fmt/format.h>

#include <cmath>

#include "asterism/error.hpp"
#include "base/available_memory.hpp"
#include "base/log.hpp"
#include "engine/memory_model.hpp"
#include "engine/time_model.hpp"

namespace asterism::pipeline {
namespace {

constexpr std::uint64_t kMebibyte = 1U << 20U;
/// The program with its libraries, before it reads anything.
constexpr std::uint64_t kProgramBytes = 12 * kMebibyte + kMebibyte / 2;
/// An id, or the place in a file, of each row.
constexpr std::uint64_t kBytesPerId = 8;

std::uint64_t mebibytes(std::uint64_t bytes) {
    return (bytes + kMebibyte / 2) / kMebibyte;
}

}  // namespace

Forecast forecast(std::uint64_t rows, std::uint64_t dimensions, const ClusterOptions& options, bool verified) {
    const WorkSize size = work_size(rows, dimensions, options);
    Forecast made{.bytes = predicted_memory(size) + rows * kBytesPerId + kProgramBytes,
                  .seconds = 0,
                  .stages = predicted_time(size, measure_kernels(size.threads), verified)};
    for (const PlannedStage& stage : made.stages)
        made.seconds += stage.seconds;
    return made;
}

Forecast preflight(std::uint64_t rows, std::uint64_t dimensions, const ClusterOptions& options, bool verified,
                   Observer* observer) {
    Forecast ahead = forecast(rows, dimensions, options, verified);
    const int threads = work_size(rows, dimensions, options).threads;
    const auto available = available_memory(threads);
    if (available && ahead.bytes > available->bytes) {
        throw Error(
            ErrorKind::preflight,
            fmt::format("clustering {} vectors of {} dimensions needs about {} MiB and {} MiB are available {}; "
                        "nothing was started, use a machine with more memory or fewer dimensions",
                        rows, dimensions, mebibytes(ahead.bytes), available->bytes / kMebibyte, available->limit));
    }
    log_info("{} vectors of {} dimensions: about {} MiB, and {} on {} thread{}", rows, dimensions,
             mebibytes(ahead.bytes), rough_duration(ahead.seconds), threads, threads == 1 ? "" : "s");
    if (observer != nullptr) observer->plan(ahead.stages);
    return ahead;
}

std::string rough_duration(double seconds) {
    const auto whole = [](double value) { return static_cast<std::int64_t>(std::llround(value)); };
    if (seconds < 1) return "less than 1 s";
    if (seconds < 90) return fmt::format("{} s", whole(seconds));
    if (seconds < 90 * 60.0) return fmt::format("{} min", whole(seconds / 60));
    return fmt::format("{} h", whole(seconds / 3600));
}

}  // namespace asterism::pipeline
