#include "simd/quantize.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace asterism::simd {
namespace {

std::vector<float> random_row(std::size_t count, std::mt19937& random) {
    std::vector<float> row(count);
    for (float& x : row)
        x = (static_cast<float>(random() % 20001) - 10000.0F) / 9000.0F;
    return row;
}

}  // namespace

TEST(Quantize, EveryTargetRoundsToTheNearestAndGivesTheSumsOfScalarBitForBit) {
    std::mt19937 random(8);
    for (const std::size_t count : {1UL, 7UL, 8UL, 9UL, 63UL, 160UL, 385UL}) {
        for (const double scale : {0.01, 0.0037, 1.0}) {
            const auto row = random_row(count, random);
            std::vector<std::int8_t> expected(count);
            const Quantized sums = quantize(Target::scalar, row.data(), count, scale, expected.data());
            std::int32_t sum = 0;
            double off = 0;
            for (std::size_t k = 0; k < count; ++k) {
                const auto x = static_cast<double>(row[k]);
                ASSERT_LE(std::abs(expected[k]), 127);
                if (std::abs(x) < 126 * scale) {
                    ASSERT_LE(std::abs(x / scale - expected[k]), 0.5 + 1e-9);
                }
                sum += expected[k];
                off += (x - scale * expected[k]) * (x - scale * expected[k]);
            }
            EXPECT_EQ(sums.sum, sum);
            EXPECT_NEAR(sums.off, off, 1e-12 * (1 + off));
            for (const Target target : runnable_targets()) {
                std::vector<std::int8_t> q(count);
                const Quantized got = quantize(target, row.data(), count, scale, q.data());
                EXPECT_EQ(q, expected) << to_string(target);
                EXPECT_EQ(got.sum, sums.sum) << to_string(target);
                EXPECT_EQ(got.squared, sums.squared) << to_string(target);
                EXPECT_EQ(got.kept, sums.kept) << to_string(target);
                EXPECT_EQ(got.off, sums.off) << to_string(target);
            }
        }
    }
}

TEST(Quantize, WhatIsFarOffStopsAt127) {
    const float row[] = {1e30F, -1e30F, 0.0F};
    for (const Target target : runnable_targets()) {
        std::int8_t q[3];
        (void)quantize(target, row, 3, 1.0, q);
        EXPECT_EQ(q[0], 127);
        EXPECT_EQ(q[1], -127);
        EXPECT_EQ(q[2], 0);
    }
}

TEST(Scale, EveryTargetGivesTheBitsOfScalar) {
    std::mt19937 random(9);
    for (const std::size_t count : {1UL, 7UL, 16UL, 33UL, 384UL}) {
        const auto row = random_row(count, random);
        for (const Target target : runnable_targets()) {
            std::vector<float> out(count);
            scale(target, row.data(), count, 1.0 / 3, out.data());
            for (std::size_t k = 0; k < count; ++k)
                ASSERT_EQ(out[k], static_cast<float>(static_cast<double>(row[k]) * (1.0 / 3))) << to_string(target);
        }
    }
}

TEST(LargestMagnitude, IsFoundAtEveryPlace) {
    for (const Target target : runnable_targets()) {
        EXPECT_EQ(largest_magnitude(target, nullptr, 0), 0.0F);
        for (const std::size_t count : {1UL, 15UL, 16UL, 17UL, 50UL}) {
            for (std::size_t at = 0; at < count; ++at) {
                std::vector<float> row(count, 0.5F);
                row[at] = -3.0F;
                ASSERT_EQ(largest_magnitude(target, row.data(), count), 3.0F) << to_string(target) << " " << at;
            }
        }
    }
}

}  // namespace asterism::simd
