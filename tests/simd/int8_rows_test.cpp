#include "simd/int8_rows.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace asterism::simd {
namespace {

struct alignas(64) Line {
    std::int8_t bytes[64];
};

/// Random rows, columns, thresholds; the columns as a packed block.
struct Problem {
    Problem(std::size_t rows, std::size_t groups, std::mt19937& random) : count(rows), width(groups * 4) {
        const auto any_byte = [&] { return static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127); };
        row_storage.resize((rows * width + 63) / 64 + 1);
        column_storage.resize(groups * kPackedColumns * 4 / 64 + 1);
        std::generate_n(row_storage[0].bytes, rows * width, any_byte);
        std::generate_n(column_storage[0].bytes, groups * kPackedColumns * 4,
                        [&] { return static_cast<std::int8_t>(random()); });
        const auto about = [&](int spread) { return static_cast<std::int32_t>(random() % (2U * spread)) - spread; };
        for (std::size_t r = 0; r < rows; ++r)
            row_threshold.push_back(about(300000)), offset.push_back(about(1000));
        for (std::size_t c = 0; c < kPackedColumns; ++c)
            start.push_back(about(9999)), column_threshold.push_back(about(300000));
    }
    [[nodiscard]] Int8Rows rows() const { return {row_storage[0].bytes, row_threshold.data(), offset.data(), count}; }
    [[nodiscard]] PackedBlock block() const {
        return {reinterpret_cast<const std::uint8_t*>(column_storage[0].bytes), start.data(), column_threshold.data()};
    }
    [[nodiscard]] std::int32_t sum(std::size_t r, std::size_t c) const {
        std::int32_t sum = start[c];
        for (std::size_t k = 0; k < width; ++k) {
            const auto column =
                static_cast<std::uint8_t>(column_storage[0].bytes[(k / 4 * kPackedColumns + c) * 4 + k % 4]);
            sum += column * row_storage[0].bytes[r * width + k];
        }
        return sum;
    }

    std::size_t count, width;
    std::vector<Line> row_storage, column_storage;
    std::vector<std::int32_t> start, row_threshold, column_threshold, offset;
};

}  // namespace

TEST(ReachingPairs, EveryTargetMarksThePairsOfTheDefinition) {
    std::mt19937 random(5);
    for (const Target target : runnable_targets()) {
        for (const std::size_t groups : {1UL, 2UL, 3UL, 4UL, 5UL, 17UL, 44UL}) {
            for (const std::size_t rows : {1UL, 5UL, 6UL, 7UL, 8UL, 9UL, 13UL, 22UL}) {
                const Problem problem(rows, groups, random);
                std::vector<std::uint64_t> masks(rows * 3, 0);
                reaching_pairs(target, problem.rows(), problem.block(), groups, masks.data(), 3);
                for (std::size_t r = 0; r < rows; ++r) {
                    for (std::size_t c = 0; c < kPackedColumns; ++c) {
                        const auto needed =
                            std::min(problem.row_threshold[r], problem.column_threshold[c]) + problem.offset[r];
                        ASSERT_EQ((masks[r * 3] >> c) & 1U, problem.sum(r, c) >= needed)
                            << to_string(target) << " " << r << " " << c;
                    }
                }
            }
        }
    }
}

TEST(BlockSums, EveryTargetGivesTheExactSumsEvenOfTheLargestBytes) {
    std::mt19937 random(6);
    for (const Target target : runnable_targets()) {
        for (const std::size_t groups : {1UL, 2UL, 3UL, 4UL, 97UL}) {
            Problem problem(2, groups, random);
            std::fill_n(problem.row_storage[0].bytes, groups * 4, static_cast<std::int8_t>(-127));
            constexpr std::int8_t kLargest = -1;  // 255 unsigned
            std::fill_n(problem.column_storage[0].bytes, groups * kPackedColumns * 4, kLargest);
            std::int32_t sums[kPackedColumns];
            block_sums(target, problem.row_storage[0].bytes, problem.block(), groups, sums);
            for (std::size_t c = 0; c < kPackedColumns; ++c)
                ASSERT_EQ(sums[c], problem.sum(0, c)) << to_string(target);
        }
    }
}

TEST(ShiftedDots, EveryTargetGivesTheExactSums) {
    std::mt19937 random(7);
    for (const Target target : runnable_targets()) {
        for (const std::size_t width : {64UL, 384UL, 1536UL}) {
            std::vector<Line> storage(20 * width / 64);
            std::int8_t* rows = storage[0].bytes;
            std::generate_n(rows, 20 * width,
                            [&] { return static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127); });
            const std::vector<std::uint32_t> indices{3, 0, 19, 19, 7, 2, 11};
            std::vector<std::int32_t> out(indices.size());
            shifted_dots(target, rows + 5 * width, rows, width, indices, out.data());
            for (std::size_t t = 0; t < indices.size(); ++t) {
                std::int32_t expected = 0;
                for (std::size_t k = 0; k < width; ++k)
                    expected += (rows[5 * width + k] + 128) * rows[indices[t] * width + k];
                ASSERT_EQ(out[t], expected) << to_string(target) << " " << width;
            }
        }
    }
}

}  // namespace asterism::simd
