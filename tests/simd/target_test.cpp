#include "simd/target.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#if defined(__aarch64__)
#include <sys/auxv.h>
#endif

namespace asterism::simd {
namespace {

std::string names(const std::vector<Target>& targets) {
    std::string names;
    for (const Target target : targets) {
        if (!names.empty()) names += ' ';
        names += to_string(target);
    }
    return names;
}

}  // namespace

TEST(Targets, ScalarIsAlwaysThereAndTheActiveOneIsRunnable) {
    const auto targets = runnable_targets();
    EXPECT_EQ(targets.front(), Target::scalar);
    EXPECT_NE(std::find(targets.begin(), targets.end(), active_target()), targets.end());
}

/// The other tests run every runnable target, so one that silently is none would look tested. scripts/test names those
/// that the processor should run; without a name given there is nothing to compare with.
TEST(Targets, AreThoseThatTheEnvironmentExpects) {
    const char* expected = std::getenv("ASTERISM_EXPECT_TARGETS");
    EXPECT_EQ(names(runnable_targets()), expected != nullptr ? expected : names(runnable_targets()));
}

#if defined(__aarch64__)
TEST(Targets, NeonIsTheLastWhereTheKernelReportsTheDotProduct) {
    const bool dot_product = (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0;
    EXPECT_EQ(runnable_targets().back(), dot_product ? Target::neon : Target::scalar);
}
#endif

}  // namespace asterism::simd
