/// Sparse test matrices with many zeros, empty rows and repeated rows.
#pragma once

#include <cstddef>
#include <random>

#include "embedding/sparse_rows.hpp"

namespace asterism::embedding {

inline SparseRows random_matrix(std::size_t rows, std::size_t columns, std::uint32_t seed) {
    std::mt19937 random(seed);
    SparseRows out;
    out.columns = columns;
    for (std::size_t row = 0; row < rows; ++row) {
        if (row % 7 == 3) random.seed(seed + static_cast<std::uint32_t>(row % 14));  // a row seen before
        for (std::uint32_t column = 0; column < columns; ++column) {
            if (row % 11 == 5 || random() % 5 != 0) continue;
            out.column.push_back(column);
            out.value.push_back(static_cast<float>(random() % 1000) / 500.0F - 1.0F);
        }
        out.begin.push_back(out.column.size());
    }
    return out;
}

inline float at(const SparseRows& matrix, std::size_t row, std::size_t column) {
    for (std::uint64_t i = matrix.begin[row]; i < matrix.begin[row + 1]; ++i) {
        if (matrix.column[i] == column) return matrix.value[i];
    }
    return 0.0F;
}

}  // namespace asterism::embedding
