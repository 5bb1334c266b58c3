/// Dot products and squared differences of float32 rows in float64, with the same bits on every machine.
///
/// Both are sums over 32 fixed lanes: lane l adds the coordinates l, l + 32, l + 64, ... in ascending order, and the
/// lanes are joined by one fixed tree (`join_lanes`). A product of two float32 values is exact in float64, so a fused
/// and a plain multiply-add give the same bits; (x - y)^2 is not exact, so the kernels never fuse it. Missing lanes of
/// the last block count as zero, which changes no bit: a lane is never -0.
///
/// Shapes: a and b are arrays of row pointers, each row d float32, no alignment needed; out is row-major
/// a.size() x b.size(). Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <span>

#include "simd/target.hpp"

namespace asterism::simd {

using Rows = std::span<const float* const>;

/// out[i * b.size() + j] = sum_k a_i[k] * b_j[k].
void dot_products(Target target, Rows a, Rows b, std::size_t d, double* out);
/// out[i * b.size() + j] = sum_k (a_i[k] - b_j[k])^2.
void squared_differences(Target target, Rows a, Rows b, std::size_t d, double* out);

/// One pair; the bits of the block forms.
[[nodiscard]] double dot_product(Target target, const float* a, const float* b, std::size_t d);
[[nodiscard]] double squared_difference(Target target, const float* a, const float* b, std::size_t d);

inline constexpr std::size_t kLanes = 32;

/// The fixed tree that joins 32 lanes.
[[nodiscard]] inline double join_lanes(const double* s) {
    double a[8];
    for (int l = 0; l < 8; ++l)
        a[l] = (s[l] + s[8 + l]) + (s[16 + l] + s[24 + l]);
    return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

}  // namespace asterism::simd
