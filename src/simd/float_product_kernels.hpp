/// The kernel behind simd/float_product.hpp, written once over a vector type that each target's file defines.
/// Only float_product_*.cpp include this.
#pragma once

#include <algorithm>
#include <cstddef>

namespace asterism::simd {

inline constexpr std::size_t kRun = 64;

/// Adds one run of at most kRun coordinates of kCount rows to V::kColumns columns of out. V is a register of float32.
template <class V, std::size_t kCount>
void add_run(const float* rows, std::size_t stride, const float* matrix, std::size_t run, std::size_t columns,
             float* out) {
    constexpr std::size_t kParts = V::kColumns / V::kWidth;
    typename V::Register sums[kCount][kParts];
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kCount; ++r) {
#pragma GCC unroll 4
        for (std::size_t p = 0; p < kParts; ++p)
            sums[r][p] = V::broadcast(0.0F);
    }
    for (std::size_t k = 0; k < run; ++k) {
        typename V::Register part[kParts];
#pragma GCC unroll 4
        for (std::size_t p = 0; p < kParts; ++p)
            part[p] = V::load(matrix + k * columns + V::kWidth * p);
#pragma GCC unroll 8
        for (std::size_t r = 0; r < kCount; ++r) {
            const typename V::Register x = V::broadcast(rows[r * stride + k]);
#pragma GCC unroll 4
            for (std::size_t p = 0; p < kParts; ++p)
                sums[r][p] = V::multiply_add(x, part[p], sums[r][p]);
        }
    }
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kCount; ++r) {  // unrolled, or the sums would live in memory all along
#pragma GCC unroll 4
        for (std::size_t p = 0; p < kParts; ++p) {
            float* to = out + r * columns + V::kWidth * p;
            V::store(to, V::add(V::load(to), sums[r][p]));
        }
    }
}

template <class V>
void product(const float* rows, std::size_t count, std::size_t stride, const float* matrix, std::size_t depth,
             std::size_t columns, float* out) {
    std::fill_n(out, count * columns, 0.0F);
    for (std::size_t k = 0; k < depth; k += kRun) {
        const std::size_t run = std::min(kRun, depth - k);
        for (std::size_t c = 0; c < columns; c += V::kColumns) {
            const float* block = matrix + k * columns + c;
            std::size_t r = 0;
            for (; r + V::kRows <= count; r += V::kRows) {
                add_run<V, V::kRows>(rows + r * stride + k, stride, block, run, columns, out + r * columns + c);
            }
            for (; r < count; ++r)
                add_run<V, 1>(rows + r * stride + k, stride, block, run, columns, out + r * columns + c);
        }
    }
}

}  // namespace asterism::simd
