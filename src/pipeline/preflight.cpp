#include "pipeline/preflight.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "asterism/error.hpp"
#include "base/log.hpp"

namespace asterism::pipeline {
namespace {

constexpr std::uint64_t kMebibyte = 1U << 20U;
/// Spanning tree 16, linkage and condensed tree about 130, labels and scores 20, ids 8; rounded up by half again.
constexpr std::uint64_t kTreeBytesPerRow = 400;

std::optional<std::uint64_t> mem_available() {
    std::ifstream in("/proc/meminfo");
    std::string name;
    for (std::string unit; in >> name;) {
        std::uint64_t kibibytes = 0;
        in >> kibibytes;
        std::getline(in, unit);
        if (name == "MemAvailable:") return kibibytes * 1024;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> number_in(const char* path) {
    std::ifstream in(path);
    std::uint64_t value = 0;
    if (in >> value) return value;
    return std::nullopt;  // absent, or "max"
}

/// Limit of the cgroup (version 2) that a container shows as its root.
std::optional<std::uint64_t> cgroup_available() {
    const auto limit = number_in("/sys/fs/cgroup/memory.max");
    const auto used = number_in("/sys/fs/cgroup/memory.current");
    if (!limit || !used) return std::nullopt;
    return *limit > *used ? *limit - *used : 0;
}

}  // namespace

std::uint64_t estimated_bytes(std::uint64_t rows, std::uint64_t dimensions, const ClusterOptions& options) {
    const auto samples =
        static_cast<std::uint64_t>(std::max(1, options.min_samples.value_or(options.min_cluster_size)));
    const std::uint64_t neighbours = 8 * (16 + std::min(samples, rows));
    return rows * (2 * dimensions * sizeof(float) + neighbours + kTreeBytesPerRow) + 64 * kMebibyte;
}

std::optional<std::uint64_t> available_bytes() {
    const auto machine = mem_available();
    const auto group = cgroup_available();
    if (machine && group) return std::min(*machine, *group);
    return machine ? machine : group;
}

void preflight(std::uint64_t rows, std::uint64_t dimensions, const ClusterOptions& options) {
    const std::uint64_t needed = estimated_bytes(rows, dimensions, options);
    const auto available = available_bytes();
    log_info("{} vectors of {} dimensions need at most {} MiB", rows, dimensions, needed / kMebibyte);
    if (!available || needed <= *available) return;
    throw Error(
        ErrorKind::preflight,
        fmt::format("clustering {} vectors of {} dimensions needs up to {} MiB and {} MiB are available; nothing was "
                    "started, use a machine with more memory or fewer dimensions",
                    rows, dimensions, needed / kMebibyte, *available / kMebibyte));
}

}  // namespace asterism::pipeline
