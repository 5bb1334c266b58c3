#include "pipeline/run/preflight.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

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

/// What a graph of neighbours adds, measured on two sets of 11k and 19k sentence embeddings: bytes a row at the peak,
/// beside the tree, and of topics, which have none. Seconds in terms of the hierarchy's on one thread, which is work on
/// each row as these are; rough.
constexpr std::uint64_t kAttachBytesPerRow = 550;
constexpr std::uint64_t kTopicsBytesPerRow = 220;
constexpr double kGraphShare = 20;
constexpr double kResolutionShare = 70;
constexpr double kTopicsShare = 100;

/// Turns a forecast of HDBSCAN into one of what is to be done.
void add_graph(Forecast& made, std::uint64_t rows, int threads, const AlgorithmSettings& algorithm) {
    made.bytes += rows * ((algorithm.attach ? kAttachBytesPerRow : 0) + (algorithm.topics ? kTopicsBytesPerRow : 0));
    const auto named = [&](std::string_view name) { return std::ranges::find(made.stages, name, &PlannedStage::name); };
    const double per_row = named("hierarchy") == made.stages.end() ? 0 : named("hierarchy")->seconds / threads;
    auto place = made.stages.insert(std::next(named("neighbors")), {"graph", kGraphShare * per_row});
    if (!algorithm.topics) return;
    if (!algorithm.topics->resolution)
        place = made.stages.insert(std::next(place), {"resolution", kResolutionShare * per_row});
    made.stages.insert(std::next(place), {"topics", kTopicsShare * per_row});
    if (algorithm.attach) return;
    std::erase_if(made.stages,
                  [](const PlannedStage& stage) { return stage.name == "spanning_tree" || stage.name == "hierarchy"; });
}

std::uint64_t mebibytes(std::uint64_t bytes) {
    return (bytes + kMebibyte / 2) / kMebibyte;
}

}  // namespace

Forecast forecast(std::uint64_t rows, std::uint64_t dimensions, const ClusterOptions& options, bool verified,
                  const AlgorithmSettings& algorithm) {
    WorkSize size = work_size(rows, dimensions, options);
    if (algorithm.topics) size.list_length = kGraphNeighbors;
    if (algorithm.attach) size.list_length = std::max(size.list_length, kGraphNeighbors);
    Forecast made{.bytes = predicted_memory(size) + rows * kBytesPerId + kProgramBytes,
                  .seconds = 0,
                  .stages = predicted_time(size, measure_kernels(size.threads), verified),
                  .threads = size.threads};
    if (algorithm.with_graph()) add_graph(made, rows, size.threads, algorithm);
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
                   Observer* observer, const AlgorithmSettings& algorithm) {
    Forecast ahead = forecast(rows, dimensions, options, verified, algorithm);
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
