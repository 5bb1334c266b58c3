#include "simd/target.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "simd/kernels.hpp"

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

TEST(Targets, EachHasEveryKernel) {
    for (const Target target : runnable_targets()) {
        const Kernels& kernels = kernels_of(target);
        EXPECT_NE(kernels.row_products.dot_products, nullptr) << to_string(target);
        EXPECT_NE(kernels.row_products.squared_differences, nullptr) << to_string(target);
        EXPECT_NE(kernels.int8_rows.reaching_pairs, nullptr) << to_string(target);
        EXPECT_NE(kernels.int8_rows.block_sums, nullptr) << to_string(target);
        EXPECT_NE(kernels.int8_rows.shifted_dots, nullptr) << to_string(target);
        EXPECT_NE(kernels.float_product.row_times_matrix, nullptr) << to_string(target);
        EXPECT_NE(kernels.quantize.quantize, nullptr) << to_string(target);
        EXPECT_NE(kernels.quantize.scale, nullptr) << to_string(target);
        EXPECT_NE(kernels.quantize.largest_magnitude, nullptr) << to_string(target);
    }
}

TEST(Targets, RunTheKernelsOfTheirFallbackWhereTheyHaveNoneThemselves) {
    const auto runs = [] { return true; };
    const auto first = [](Rows, Rows, std::size_t, double*) {};
    const auto second = [](Rows, Rows, std::size_t, double* out) { *out = 1; };
    const auto magnitude = [](const float*, std::size_t) { return 0.0F; };
    const RowProductKernels all{first, first}, one{nullptr, second};
    const QuantizeKernels quantize{nullptr, nullptr, magnitude};
    const TargetRow rows[] = {{"narrow", "", runs, &all, nullptr, nullptr, &quantize},
                              {"wide", "narrow", runs, &one, nullptr, nullptr, nullptr},
                              {"wider", "wide", runs, nullptr, nullptr, nullptr, nullptr},
                              {"other", "narrow", runs, nullptr, nullptr, nullptr, nullptr}};
    const std::vector<Kernels> kernels = complete(rows);
    EXPECT_EQ(kernels[1].row_products.dot_products, all.dot_products);
    EXPECT_EQ(kernels[1].row_products.squared_differences, one.squared_differences);
    EXPECT_EQ(kernels[2].row_products.squared_differences, one.squared_differences);
    EXPECT_EQ(kernels[3].row_products.squared_differences, all.squared_differences);
    EXPECT_EQ(kernels[3].quantize.largest_magnitude, quantize.largest_magnitude);
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
    EXPECT_EQ(to_string(runnable_targets().back()), dot_product ? "neon" : "scalar");
}
#endif

}  // namespace asterism::simd
