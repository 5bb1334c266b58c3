#include "simd/quantize.hpp"

#include "simd/dispatch.hpp"
#include "simd/quantize_kernels.hpp"

namespace asterism::simd {

Quantized quantize(Target target, const float* x, std::size_t count, double scale, std::int8_t* q) {
    return ASTERISM_KERNEL(target, quantize_kernels).quantize(x, count, scale, q);
}

void scale(Target target, const float* x, std::size_t count, double factor, float* out) {
    ASTERISM_KERNEL(target, quantize_kernels).scale(x, count, factor, out);
}

float largest_magnitude(Target target, const float* x, std::size_t count) {
    return ASTERISM_KERNEL(target, quantize_kernels).largest_magnitude(x, count);
}

}  // namespace asterism::simd
