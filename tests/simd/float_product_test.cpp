#include "simd/float_product.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace asterism::simd {

TEST(RowTimesMatrix, StaysWithinItsStatedErrorOnEveryTarget) {
    std::mt19937 random(3);
    std::normal_distribution<float> normal;
    for (const Target target : runnable_targets()) {
        for (const std::size_t depth : {1UL, 64UL, 65UL, 384UL, 1000UL}) {
            for (const std::size_t count : {1UL, 5UL, 6UL, 8UL}) {
                const std::size_t stride = depth + 3;
                std::vector<float> rows(count * stride);
                std::vector<float> matrix(depth * kProductColumns);
                for (float& x : rows)
                    x = normal(random);
                for (float& x : matrix)
                    x = normal(random);
                std::vector<float> out(count * kProductColumns);
                row_times_matrix(target, rows.data(), count, stride, matrix.data(), depth, kProductColumns, out.data());
                for (std::size_t r = 0; r < count; ++r) {
                    for (std::size_t c = 0; c < kProductColumns; ++c) {
                        double exact = 0, row = 0, column = 0;
                        for (std::size_t k = 0; k < depth; ++k) {
                            const double x = rows[r * stride + k];
                            const double y = matrix[k * kProductColumns + c];
                            exact += x * y, row += x * x, column += y * y;
                        }
                        const double off = std::abs(exact - static_cast<double>(out[r * kProductColumns + c]));
                        ASSERT_LE(off, product_error(depth) * std::sqrt(row * column)) << to_string(target);
                    }
                }
            }
        }
    }
}

}  // namespace asterism::simd
