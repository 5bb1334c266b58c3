/// The kernels behind simd/quantize.hpp: one text, compiled once per target with its flags; only quantize_*.cpp include
/// this. Everything is in an unnamed namespace, so that no target's code is taken for another's by the linker.
#pragma once

#include "simd/kernels.hpp"

namespace asterism::simd {

namespace {

constexpr std::size_t kQuantizeLanes = 8;

struct QuantizeLanes {
    std::int32_t sum[kQuantizeLanes] = {};
    double squared[kQuantizeLanes] = {};
    double kept[kQuantizeLanes] = {};
    double off[kQuantizeLanes] = {};
};

inline void quantize_one(float x, double inverse, double scale, std::size_t lane, QuantizeLanes& lanes,
                         std::int8_t& out) {
    constexpr double kToInteger = 0x1.8p52;  // adding and subtracting it rounds to the nearest integer
    const auto value = static_cast<double>(x);
    double steps = value * inverse;
    steps = steps < -127.0 ? -127.0 : steps;
    steps = steps > 127.0 ? 127.0 : steps;
    const double q = (steps + kToInteger) - kToInteger;
    const double kept = scale * q;
    const double off = value - kept;
    const auto integer = static_cast<std::int32_t>(q);
    out = static_cast<std::int8_t>(integer);
    lanes.sum[lane] += integer;
    lanes.squared[lane] += value * value;
    lanes.kept[lane] += kept * kept;
    lanes.off[lane] += off * off;
}

inline double join_eight_lanes(const double* s) {
    return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
}

inline Quantized quantize_row(const float* x, std::size_t count, double scale, std::int8_t* q) {
    QuantizeLanes lanes;
    const double inverse = 1.0 / scale;
    std::size_t k = 0;
    for (; k + kQuantizeLanes <= count; k += kQuantizeLanes) {
        for (std::size_t l = 0; l < kQuantizeLanes; ++l)
            quantize_one(x[k + l], inverse, scale, l, lanes, q[k + l]);
    }
    for (std::size_t l = 0; k < count; ++k, ++l)
        quantize_one(x[k], inverse, scale, l, lanes, q[k]);
    std::int32_t sum = 0;
    for (const std::int32_t lane : lanes.sum)
        sum += lane;
    return {sum, join_eight_lanes(lanes.squared), join_eight_lanes(lanes.kept), join_eight_lanes(lanes.off)};
}

inline void scale_row(const float* x, std::size_t count, double factor, float* out) {
    for (std::size_t k = 0; k < count; ++k)
        out[k] = static_cast<float>(static_cast<double>(x[k]) * factor);
}

inline float largest_magnitude_of_row(const float* x, std::size_t count) {
    float largest[16] = {};
    std::size_t k = 0;
    for (; k + 16 <= count; k += 16) {
        for (std::size_t l = 0; l < 16; ++l) {
            const float magnitude = __builtin_fabsf(x[k + l]);
            largest[l] = magnitude > largest[l] ? magnitude : largest[l];
        }
    }
    for (; k < count; ++k) {
        const float magnitude = __builtin_fabsf(x[k]);
        largest[0] = magnitude > largest[0] ? magnitude : largest[0];
    }
    for (const float lane : largest)
        largest[0] = lane > largest[0] ? lane : largest[0];
    return largest[0];
}

constexpr QuantizeKernels kCompiledHere{quantize_row, scale_row, largest_magnitude_of_row};

}  // namespace
}  // namespace asterism::simd
