#include "base/resources.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>

namespace asterism {

// That memory of a parent process does not count is seen from outside: tests/cli/end_to_end.py.
TEST(ResourceUse, ThePeakGrowsWithWhatIsTouchedAndStays) {
    constexpr std::size_t kBytes = std::size_t{64} << 20;
    const auto before = resource_use().peak_bytes;
    ASSERT_GT(before, 0);
    auto* block = static_cast<char*>(std::malloc(kBytes));
    ASSERT_NE(block, nullptr);
    std::memset(block, 1, kBytes);
    EXPECT_EQ(block[kBytes / 2], 1);
    std::free(block);
    EXPECT_GE(resource_use().peak_bytes, static_cast<std::int64_t>(kBytes));
    EXPECT_GE(resource_use().peak_bytes, before);
}

}  // namespace asterism
