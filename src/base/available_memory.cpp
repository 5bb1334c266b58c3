#include "base/available_memory.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string_view>
#include <vector>

namespace asterism {
namespace {

namespace fs = std::filesystem;

/// Version 1 says "no limit" by the largest multiple of a page.
constexpr std::uint64_t kNoLimit = std::uint64_t{1} << 62U;
/// glibc: a stack of 8 MiB and an arena of 64 MiB.
constexpr std::uint64_t kMappedByThread = std::uint64_t{72} << 20U;

std::optional<std::uint64_t> number_in(const fs::path& path) {
    std::ifstream in(path);
    std::uint64_t value = 0;
    if (in >> value && value < kNoLimit) return value;
    return std::nullopt;  // absent, or "max"
}

/// The number that follows a name; lines are "NAME NUMBER ..." or "NAME: NUMBER ...".
std::optional<std::uint64_t> entry_in(const fs::path& path, std::string_view name) {
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string found;
        std::uint64_t value = 0;
        if (words >> found >> value && found == name) return value;
    }
    return std::nullopt;
}

std::uint64_t less(std::uint64_t from, std::uint64_t bytes) {
    return from > bytes ? from - bytes : 0;
}

/// How the two versions name the same things.
struct GroupFiles {
    fs::path mount;
    std::vector<std::string_view> limits;
    std::string_view used;
    std::string_view inactive_cache;
    std::string_view active_cache;
};

/// Collects limits and keeps the tightest.
class Tightest {
 public:
    void add(std::optional<std::uint64_t> bytes, const std::string& limit) {
        if (bytes && (!found_ || *bytes < found_->bytes)) found_ = AvailableMemory{*bytes, limit};
    }

    void add_groups(const GroupFiles& files, const fs::path& group) {
        for (fs::path part = group;; part = part.parent_path()) {
            const fs::path folder = files.mount / part.relative_path();
            if (const auto used = number_in(folder / files.used)) {
                const auto cache = entry_in(folder / "memory.stat", files.inactive_cache).value_or(0) +
                                   entry_in(folder / "memory.stat", files.active_cache).value_or(0);
                for (const auto name : files.limits) {
                    if (const auto limit = number_in(folder / name))
                        add(less(*limit, less(*used, cache)),
                            fmt::format("in the control group \"{}\"", part.string()));
                }
            }
            if (part == part.parent_path()) break;
        }
    }

    [[nodiscard]] const std::optional<AvailableMemory>& found() const { return found_; }

 private:
    std::optional<AvailableMemory> found_;
};

/// Lines of /proc/self/cgroup are "0::/group" for version 2 and "4:memory:/group" for version 1.
void add_control_groups(const fs::path& root, Tightest& tightest) {
    const GroupFiles second{
        root / "sys/fs/cgroup", {"memory.max", "memory.high"}, "memory.current", "inactive_file", "active_file"};
    const GroupFiles first{root / "sys/fs/cgroup/memory",
                           {"memory.limit_in_bytes"},
                           "memory.usage_in_bytes",
                           "total_inactive_file",
                           "total_active_file"};
    std::ifstream in(root / "proc/self/cgroup");
    for (std::string line; std::getline(in, line);) {
        const auto controllers = line.find(':') + 1;
        const auto path = line.find(':', controllers) + 1;
        if (controllers == 0 || path == 0) continue;
        const std::string names = fmt::format(",{},", line.substr(controllers, path - 1 - controllers));
        if (names == ",,") tightest.add_groups(second, line.substr(path));
        if (names.find(",memory,") != std::string::npos) tightest.add_groups(first, line.substr(path));
    }
}

/// /proc/self/limits: lines of "Max address space  LIMIT  LIMIT  bytes", the first the one in force; a number or
/// "unlimited".
std::optional<std::uint64_t> limit_in(const fs::path& path, std::string_view name) {
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        std::uint64_t value = 0;
        if (line.starts_with(name) && std::istringstream(line.substr(name.size())) >> value) return value;
    }
    return std::nullopt;
}

/// /proc/self/statm: pages mapped, resident, shared, text, lib, data and stack.
void add_process_limits(const fs::path& root, int threads, Tightest& tightest) {
    std::ifstream in(root / "proc/self/statm");
    std::uint64_t mapped = 0, other = 0, data = 0;
    if (!(in >> mapped >> other >> other >> other >> other >> data)) return;
    const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    const auto add = [&](std::string_view resource, std::uint64_t used, const char* name) {
        if (const auto limit = limit_in(root / "proc/self/limits", resource)) tightest.add(less(*limit, used), name);
    };
    add("Max address space", mapped * page + static_cast<std::uint64_t>(threads - 1) * kMappedByThread,
        "under ulimit -v");
    add("Max data size", data * page, "under ulimit -d");
}

}  // namespace

std::optional<AvailableMemory> available_memory(int threads, const fs::path& root) {
    Tightest tightest;
    if (const auto kibibytes = entry_in(root / "proc/meminfo", "MemAvailable:"))
        tightest.add(*kibibytes * 1024, "on this machine");
    add_control_groups(root, tightest);
    add_process_limits(root, threads, tightest);
    return tightest.found();
}

}  // namespace asterism
