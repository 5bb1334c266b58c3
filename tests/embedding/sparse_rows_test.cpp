#include "embedding/sparse_rows.hpp"

#include <gtest/gtest.h>

#include "embedding/random_matrix.hpp"

namespace asterism::embedding {

TEST(SparseRows, TransposeSwapsRowsAndColumns) {
    const SparseRows matrix = random_matrix(40, 23, 1);
    const SparseRows transposed = transpose(matrix);
    ASSERT_EQ(transposed.rows(), 23U);
    ASSERT_EQ(transposed.columns, 40U);
    for (std::size_t row = 0; row < 40; ++row) {
        for (std::size_t column = 0; column < 23; ++column)
            EXPECT_EQ(at(matrix, row, column), at(transposed, column, row));
    }
}

TEST(SparseRows, MultiplyEqualsTheSumsWrittenOutForAnyThreadCount) {
    constexpr std::size_t kWidth = 5;
    const SparseRows matrix = random_matrix(600, 31, 2);
    std::vector<float> dense(31 * kWidth);
    for (std::size_t i = 0; i < dense.size(); ++i)
        dense[i] = static_cast<float>(i % 17) / 8.0F - 1.0F;
    for (const int threads : {1, 2, 4}) {
        std::vector<float> out(600 * kWidth, 99.0F);
        multiply(matrix, dense, kWidth, out, threads);
        for (std::size_t row = 0; row < 600; ++row) {
            for (std::size_t k = 0; k < kWidth; ++k) {
                float sum = 0.0F;
                for (std::size_t column = 0; column < 31; ++column)
                    sum += at(matrix, row, column) * dense[column * kWidth + k];
                ASSERT_EQ(out[row * kWidth + k], sum);
            }
        }
    }
}

}  // namespace asterism::embedding
