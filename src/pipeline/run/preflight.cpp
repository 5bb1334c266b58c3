#include "pipeline/run/preflight.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "asterism/error.hpp"
#include "base/available_memory.hpp"
#include "base/log.hpp"
#include "engine/memory_model.hpp"
#include "engine/time_model.hpp"
#include "pipeline/run/graph_time.hpp"

namespace asterism::pipeline {
namespace {

constexpr std::uint64_t kMebibyte = 1U << 20U;
/// The program with its libraries, before it reads anything.
constexpr std::uint64_t kProgramBytes = 12 * kMebibyte + kMebibyte / 2;
/// An id, or the place in a file, of each row.
constexpr std::uint64_t kBytesPerId = 8;

/// What a graph of neighbours adds, measured on two sets of 11k and 19k sentence embeddings: bytes a row at the peak,
/// beside the tree, and of topics, which have none.
constexpr std::uint64_t kAttachBytesPerRow = 550;
constexpr std::uint64_t kTopicsBytesPerRow = 220;

std::uint64_t mebibytes(std::uint64_t bytes) {
    return (bytes + kMebibyte / 2) / kMebibyte;
}

}  // namespace

Forecast forecast(std::uint64_t rows, std::uint64_t dimensions, const ClusterOptions& options, bool verified,
                  const AlgorithmSettings& algorithm, bool warm) {
    WorkSize size = work_size(rows, dimensions, options);
    if (algorithm.topics) size.list_length = kGraphNeighbors;
    if (algorithm.attach) size.list_length = std::max(size.list_length, kGraphNeighbors);
    const KernelSpeed speed = measure_kernels(size.threads);
    Forecast made{.bytes = predicted_memory(size) + rows * kBytesPerId + kProgramBytes,
                  .seconds = 0,
                  .stages = predicted_time(size, speed, verified),
                  .threads = size.threads};
    made.bytes += rows * ((algorithm.attach ? kAttachBytesPerRow : 0) + (algorithm.topics ? kTopicsBytesPerRow : 0));
    if (algorithm.with_graph())
        plan_graph(made.stages, {rows, dimensions, size.threads, warm, verified}, speed, algorithm);
    for (const PlannedStage& stage : made.stages)
        made.seconds += stage.seconds;
    return made;
}

void require_memory(const Forecast& ahead, std::uint64_t rows, std::uint64_t dimensions) {
    const auto available = available_memory(ahead.threads);
    if (!available || ahead.bytes <= available->bytes) return;
    throw Error(ErrorKind::preflight,
                fmt::format("clustering {} vectors of {} dimensions needs about {} MiB and {} MiB are available {}; "
                            "nothing was started, use a machine with more memory or fewer dimensions",
                            rows, dimensions, mebibytes(ahead.bytes), available->bytes / kMebibyte, available->limit));
}

Forecast preflight(std::uint64_t rows, std::uint64_t dimensions, const ClusterOptions& options, bool verified,
                   Observer* observer, const AlgorithmSettings& algorithm, bool warm) {
    Forecast ahead = forecast(rows, dimensions, options, verified, algorithm, warm);
    require_memory(ahead, rows, dimensions);
    log_info("{} vectors of {} dimensions: about {} MiB, and {} on {} thread{}", rows, dimensions,
             mebibytes(ahead.bytes), rough_duration(ahead.seconds), ahead.threads, ahead.threads == 1 ? "" : "s");
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
