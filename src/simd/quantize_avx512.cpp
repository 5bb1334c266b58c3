#include "simd/quantize_kernels.hpp"

namespace asterism::simd::avx512 {

Quantized quantize(const float* x, std::size_t count, double scale, std::int8_t* q) {
    return quantize_row(x, count, scale, q);
}

float largest_magnitude(const float* x, std::size_t count) {
    return largest_magnitude_of_row(x, count);
}

}  // namespace asterism::simd::avx512
