#include "pipeline/preflight.hpp"

#include <gtest/gtest.h>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

TEST(Preflight, asks_for_the_vectors_twice_and_a_little) {
    const std::uint64_t vectors = 20841ULL * 384 * 4;
    const std::uint64_t needed = estimated_bytes(20841, 384, {});
    EXPECT_GT(needed, 2 * vectors);
    EXPECT_LT(needed, 2 * vectors + (64U << 20U) + 20841ULL * 1000);
}

TEST(Preflight, more_neighbours_need_more_memory_but_never_more_than_there_are_rows) {
    ClusterOptions many;
    many.min_samples = 1000;
    EXPECT_GT(estimated_bytes(10000, 8, many), estimated_bytes(10000, 8, {}));
    ClusterOptions absurd;
    absurd.min_samples = 2'000'000'000;
    EXPECT_EQ(estimated_bytes(10, 8, absurd), estimated_bytes(10, 8, [] {
                  ClusterOptions ten;
                  ten.min_samples = 10;
                  return ten;
              }()));
}

TEST(Preflight, what_can_never_fit_is_refused_with_both_numbers) {
    ASSERT_TRUE(available_bytes().has_value());
    try {
        preflight(1ULL << 40U, 1024, {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::preflight);
        EXPECT_NE(std::string(error.what()).find("are available"), std::string::npos);
    }
    EXPECT_NO_THROW(preflight(10, 4, {}));
}

}  // namespace
}  // namespace asterism::pipeline
