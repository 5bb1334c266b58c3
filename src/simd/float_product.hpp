/// Rows times a matrix in float32, fast and with a known error; the only sums of the engine that may differ between
/// machines. They shape the filter and never a result.
#pragma once

#include <cstddef>

#include "simd/target.hpp"

namespace asterism::simd {

/// Columns of the matrix come in multiples of this (pad with zeros).
inline constexpr std::size_t kProductColumns = 64;

/// out[r * columns + c] = sum_k rows[r * stride + k] * matrix[k * columns + c]; columns is a multiple of
/// kProductColumns. Sums run over runs of 64 coordinates, then over the runs, so each is off by at most
/// product_error(depth) * |row| * |column|.
void row_times_matrix(Target target, const float* rows, std::size_t count, std::size_t stride, const float* matrix,
                      std::size_t depth, std::size_t columns, float* out);

/// Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.1: n operations in a row give an error of
/// at most n u / (1 - n u), u = 2^-24; the runs make n = 64 + depth / 64 + 1.
[[nodiscard]] constexpr double product_error(std::size_t depth) {
    const double operations = 64.0 + static_cast<double>(depth) / 64.0 + 2.0;
    return operations * 0x1p-24 / (1.0 - operations * 0x1p-24);
}

}  // namespace asterism::simd
