#include "simd/row_products.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <random>
#include <vector>

namespace asterism::simd {
namespace {

struct Block {
    std::vector<std::vector<float>> storage;
    std::vector<const float*> rows;
};

Block random_rows(std::size_t count, std::size_t d, std::mt19937& random) {
    std::normal_distribution<float> normal;
    Block block;
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<float> row(d);
        for (float& x : row)
            x = normal(random) * (i % 3 == 0 ? 1e-20F : 1.0F);
        block.storage.push_back(row);
    }
    for (const auto& row : block.storage)
        block.rows.push_back(row.data());
    return block;
}

std::uint64_t bits(double x) {
    return std::bit_cast<std::uint64_t>(x);
}

/// The definition, written once more and slowly.
double lanes_by_hand(const std::vector<float>& a, const std::vector<float>& b, bool difference) {
    std::vector<double> lanes(32, 0.0);
    for (std::size_t k = 0; k < a.size(); ++k) {
        const double x = a[k];
        const double y = b[k];
        lanes[k % 32] += difference ? (x - y) * (x - y) : x * y;
    }
    double a8[8];
    for (int l = 0; l < 8; ++l)
        a8[l] = (lanes[l] + lanes[8 + l]) + (lanes[16 + l] + lanes[24 + l]);
    return ((a8[0] + a8[4]) + (a8[2] + a8[6])) + ((a8[1] + a8[5]) + (a8[3] + a8[7]));
}

}  // namespace

TEST(RowProducts, EveryTargetGivesTheBitsOfTheDefinitionForOddShapes) {
    std::mt19937 random(7);
    for (const Target target : runnable_targets()) {
        for (const std::size_t d : {1, 2, 3, 5, 7, 8, 9, 15, 31, 32, 33, 40, 63, 64, 100, 384, 385}) {
            for (const std::size_t rows : {1, 2, 3, 4, 5, 9}) {
                const Block a = random_rows(rows, d, random);
                const Block b = random_rows(rows + 2, d, random);
                std::vector<double> dots(rows * (rows + 2));
                std::vector<double> squares(dots.size());
                dot_products(target, a.rows, b.rows, d, dots.data());
                squared_differences(target, a.rows, b.rows, d, squares.data());
                for (std::size_t p = 0; p < dots.size(); ++p) {
                    const auto& x = a.storage[p / (rows + 2)];
                    const auto& y = b.storage[p % (rows + 2)];
                    ASSERT_EQ(bits(dots[p]), bits(lanes_by_hand(x, y, false))) << to_string(target) << " d=" << d;
                    ASSERT_EQ(bits(squares[p]), bits(lanes_by_hand(x, y, true))) << to_string(target) << " d=" << d;
                }
            }
        }
    }
}

TEST(RowProducts, OnePairHasTheBitsOfTheBlock) {
    std::mt19937 random(8);
    const Block a = random_rows(2, 77, random);
    for (const Target target : runnable_targets()) {
        EXPECT_EQ(bits(dot_product(target, a.rows[0], a.rows[1], 77)),
                  bits(lanes_by_hand(a.storage[0], a.storage[1], false)));
        EXPECT_EQ(bits(squared_difference(target, a.rows[0], a.rows[1], 77)),
                  bits(lanes_by_hand(a.storage[0], a.storage[1], true)));
    }
}

}  // namespace asterism::simd
