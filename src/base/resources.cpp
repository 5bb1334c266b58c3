#include "base/resources.hpp"

#include <malloc.h>
#include <sys/resource.h>

#include <chrono>

namespace asterism {

ResourceUse resource_use() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return {std::chrono::duration<double>(now).count(), seconds(usage.ru_utime) + seconds(usage.ru_stime),
            static_cast<std::int64_t>(usage.ru_maxrss) * 1024};
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
