/// Scaling float32 rows and rounding them to int8, with the sums that bound what the rounding lost.
///
/// Sums run over eight fixed lanes in float64 without contraction, so every target gives the same bits.
/// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>

#include "simd/target.hpp"

namespace asterism::simd {

struct Quantized {
    std::int32_t sum;  ///< of q
    double squared;    ///< sum of x^2
    double kept;       ///< sum of (scale q)^2
    double off;        ///< sum of (x - scale q)^2
};

/// q[k] = the integer nearest to x[k] / scale, within -127 .. 127. scale > 0 and finite, x finite.
Quantized quantize(Target target, const float* x, std::size_t count, double scale, std::int8_t* q);

/// out[k] = x[k] * factor, in float64, rounded to float32.
void scale(Target target, const float* x, std::size_t count, double factor, float* out);

/// The largest |x[k]|, 0 for none.
[[nodiscard]] float largest_magnitude(Target target, const float* x, std::size_t count);

}  // namespace asterism::simd
