#include "simd/quantize_kernels.hpp"

namespace asterism::simd::avx512 {

Quantized quantize(const float* x, std::size_t count, double scale, std::int8_t* q) {
    return quantize_row(x, count, scale, q);
}

float largest_magnitude(const float* x, std::size_t count) {
    return largest_magnitude_of_row(x, count);
}

void scale(const float* x, std::size_t count, double factor, float* out) {
    scale_row(x, count, factor, out);
}

}  // namespace asterism::simd::avx512
