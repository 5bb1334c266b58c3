#include "simd/quantize.hpp"

#include "simd/kernels.hpp"

namespace asterism::simd {

Quantized quantize(Target target, const float* x, std::size_t count, double scale, std::int8_t* q) {
    return kernels_of(target).quantize.quantize(x, count, scale, q);
}

void scale(Target target, const float* x, std::size_t count, double factor, float* out) {
    kernels_of(target).quantize.scale(x, count, factor, out);
}

float largest_magnitude(Target target, const float* x, std::size_t count) {
    return kernels_of(target).quantize.largest_magnitude(x, count);
}

}  // namespace asterism::simd
