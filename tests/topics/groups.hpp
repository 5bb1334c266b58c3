/// Rows in groups of known numbers, for topics that can be told by eye.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#include "asterism/matrix.hpp"

namespace asterism::testing {

/// `groups` x `size` rows around centres of their own, then `strays` rows anywhere. Row i belongs to group i / size.
/// Integers of a generator that the standard specifies, scaled by a power of two: the same rows everywhere.
inline Matrix groups_of_rows(std::size_t groups, std::size_t size, std::size_t strays, std::uint32_t seed,
                             int spread = 300, std::size_t d = 16) {
    std::mt19937 random(seed);
    const auto within = [&](int width) { return static_cast<int>(random() % (2U * width + 1)) - width; };
    Matrix matrix(d, groups * size + strays);
    std::vector<int> centre(d);
    for (std::size_t i = 0; i < groups * size + strays; ++i) {
        const bool stray = i >= groups * size;
        if (i % size == 0 || stray) {
            for (int& x : centre)
                x = within(1000);
        }
        float* row = matrix.add_row();
        for (std::size_t k = 0; k < d; ++k)
            row[k] = static_cast<float>(centre[k] + within(spread)) / 1024;
    }
    return matrix;
}

inline Matrix rows_in_order(const Matrix& matrix, const std::vector<std::uint32_t>& order) {
    Matrix result(matrix.cols(), order.size());
    for (const std::uint32_t row : order)
        std::copy_n(matrix.row(row), matrix.cols(), result.add_row());
    return result;
}

inline std::vector<std::uint32_t> shuffled_order(std::size_t rows, std::uint32_t seed) {
    std::vector<std::uint32_t> order(rows);
    std::iota(order.begin(), order.end(), 0U);
    std::mt19937 random(seed);
    for (std::size_t i = rows; i > 1; --i)
        std::swap(order[i - 1], order[random() % i]);
    return order;
}

}  // namespace asterism::testing
