/// How much more memory this process can get, and what says so: the machine, a control group, or a limit of the shell.
///
/// The tightest of
/// - MemAvailable of /proc/meminfo;
/// - for each control group from this process's up to the root: memory.max and memory.high (version 2) or
///   memory.limit_in_bytes (version 1), less what is in use but for file cache, which the kernel gives up when asked;
/// - RLIMIT_AS and RLIMIT_DATA (ulimit -v, ulimit -d), less what is mapped already; of the former also less what each
///   further thread maps without using it (its stack, and a heap of its own).
/// A group that this process cannot see, because a container shows it only its own part of the tree, limits nothing
/// here; the part that it does see is looked at.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace asterism {

struct AvailableMemory {
    std::uint64_t bytes = 0;
    std::string limit;  ///< for a message: "on this machine", "in the control group \"/a\"", "under ulimit -v"
};

/// For work on `threads` threads; nullopt when the system says nothing. `root` stands before /proc and /sys, for tests.
[[nodiscard]] std::optional<AvailableMemory> available_memory(int threads, const std::filesystem::path& root = "/");

}  // namespace asterism
