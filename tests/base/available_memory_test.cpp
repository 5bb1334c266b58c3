#include "base/available_memory.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/folder.hpp"

namespace asterism {
namespace {

namespace fs = std::filesystem;

/// A system made of a few files.
struct System {
    System() { write("proc/meminfo", "MemTotal:       9000 kB\nMemFree:        10 kB\nMemAvailable:   8000 kB\n"); }
    void write(const std::string& path, const std::string& text) const {
        fs::create_directories(fs::path(folder / path).parent_path());
        (void)folder.write(path, text);
    }
    /// One group of version 2.
    void group(const std::string& path, const std::string& max, const std::string& high, std::uint64_t current,
               std::uint64_t cache = 0) const {
        const std::string at = "sys/fs/cgroup" + path + "/";
        write(at + "memory.max", max);
        write(at + "memory.high", high);
        write(at + "memory.current", std::to_string(current));
        write(at + "memory.stat", "anon 1\ninactive_file " + std::to_string(cache) + "\nactive_file 0\n");
    }
    [[nodiscard]] AvailableMemory available() const { return available_memory(1, fs::path(folder / "")).value(); }
    Folder folder;
};

TEST(AvailableMemory, is_what_the_machine_has_without_other_limits) {
    const System system;
    EXPECT_EQ(system.available().bytes, 8000U * 1024);
    EXPECT_EQ(system.available().limit, "on this machine");
}

TEST(AvailableMemory, the_tightest_of_nested_groups_counts) {
    const System system;
    system.write("proc/self/cgroup", "0::/outer/inner\n");
    system.group("/outer/inner", "max\n", "5000000\n", 1000000);
    EXPECT_EQ(system.available().bytes, 4000000U);
    EXPECT_EQ(system.available().limit, "in the control group \"/outer/inner\"");
    system.group("/outer", "3000000\n", "max\n", 2500000);
    EXPECT_EQ(system.available().bytes, 500000U);
    EXPECT_EQ(system.available().limit, "in the control group \"/outer\"");
}

TEST(AvailableMemory, file_cache_is_given_up_when_it_is_needed) {
    const System system;
    system.write("proc/self/cgroup", "0::/job\n");
    system.group("/job", "4000000\n", "max\n", 3900000, 3000000);
    EXPECT_EQ(system.available().bytes, 4000000U - 900000);
    system.group("/job", "4000000\n", "max\n", 5000000, 0);
    EXPECT_EQ(system.available().bytes, 0U) << "over the limit already";
}

TEST(AvailableMemory, a_container_that_sees_only_its_own_group_finds_it_at_the_root) {
    const System system;
    system.write("proc/self/cgroup", "0::/docker/4711\n");
    system.group("", "2000000\n", "max\n", 500000);
    EXPECT_EQ(system.available().bytes, 1500000U);
}

TEST(AvailableMemory, version_1_is_read_too_and_its_largest_number_is_no_limit) {
    const System system;
    system.write("proc/self/cgroup", "9:name=systemd:/\n4:cpu,memory:/a/b\n0::/\n");
    const std::string at = "sys/fs/cgroup/memory/a/";
    system.write(at + "b/memory.limit_in_bytes", "9223372036854771712\n");
    system.write(at + "b/memory.usage_in_bytes", "1000\n");
    EXPECT_EQ(system.available().limit, "on this machine");
    system.write(at + "memory.limit_in_bytes", "3000000\n");
    system.write(at + "memory.usage_in_bytes", "2000000\n");
    system.write(at + "memory.stat", "inactive_file 1\ntotal_inactive_file 400000\ntotal_active_file 100000\n");
    EXPECT_EQ(system.available().bytes, 1500000U);
    EXPECT_EQ(system.available().limit, "in the control group \"/a\"");
}

TEST(AvailableMemory, is_unknown_where_the_system_says_nothing) {
    const Folder empty;
    EXPECT_FALSE(available_memory(2, fs::path(empty / "")).has_value());
}

TEST(AvailableMemory, limits_of_the_shell_count_less_what_is_mapped) {
    const System system;
    const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    system.write("proc/self/statm", "200 5 4 3 2 100 0\n");
    const auto limits = [&](const std::string& data, const std::string& space) {
        system.write("proc/self/limits",
                     "Limit                     Soft Limit           Hard Limit           Units\n"
                     "Max data size             " +
                         data +
                         "   unlimited            bytes\n"
                         "Max address space         " +
                         space + "   8000000000           bytes\n");
    };
    limits("unlimited", std::to_string(page * 300));
    EXPECT_EQ(system.available().bytes, page * 100);
    EXPECT_EQ(system.available().limit, "under ulimit -v");
    limits(std::to_string(page * 150), std::to_string(page * 300));
    EXPECT_EQ(system.available().bytes, page * 50);
    EXPECT_EQ(system.available().limit, "under ulimit -d");
    limits("unlimited", "unlimited");
    EXPECT_EQ(system.available().limit, "on this machine");
}

TEST(AvailableMemory, a_limit_of_this_process_is_found_where_the_kernel_keeps_it) {
    std::ifstream in("/proc/self/limits");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    EXPECT_NE(text.find("\nMax address space "), std::string::npos);
    EXPECT_NE(text.find("\nMax data size "), std::string::npos);
}

}  // namespace
}  // namespace asterism
