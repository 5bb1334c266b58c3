#include "base/resources.hpp"

#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <string>
#include <string_view>

namespace asterism {
namespace {

/// ru_maxrss is no such figure: it survives exec, so a child of a large process would report the memory of its parent.
std::int64_t peak_resident_bytes() {
    constexpr std::string_view kName = "VmHWM:";
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (!line.starts_with(kName)) continue;
        const auto digits = std::min(line.find_first_not_of(" \t", kName.size()), line.size());
        std::int64_t kibibytes = 0;
        std::from_chars(line.data() + digits, line.data() + line.size(), kibibytes);
        return kibibytes * 1024;
    }
    return 0;
}

}  // namespace

ResourceUse resource_use() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return {std::chrono::duration<double>(now).count(), seconds(usage.ru_utime) + seconds(usage.ru_stime),
            peak_resident_bytes()};
}

void return_large_blocks() {
#ifdef M_MMAP_THRESHOLD
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}

ResourceUse StageTimer::elapsed() const {
    const ResourceUse now = resource_use();
    return {now.wall_s - start_.wall_s, now.cpu_s - start_.cpu_s, now.peak_bytes};
}

}  // namespace asterism
