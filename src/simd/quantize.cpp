#include "simd/quantize.hpp"

#include "simd/quantize_kernels.hpp"

namespace asterism::simd {

Quantized quantize(Target target, const float* x, std::size_t count, double scale, std::int8_t* q) {
#if defined(__x86_64__)
    if (target == Target::avx512) return avx512::quantize(x, count, scale, q);
    if (target == Target::avx2) return avx2::quantize(x, count, scale, q);
#endif
    (void)target;  // elsewhere the compiler's own vectors serve it well
    return scalar::quantize(x, count, scale, q);
}

void scale(Target target, const float* x, std::size_t count, double factor, float* out) {
#if defined(__x86_64__)
    if (target == Target::avx512) return avx512::scale(x, count, factor, out);
    if (target == Target::avx2) return avx2::scale(x, count, factor, out);
#endif
    (void)target;
    scalar::scale(x, count, factor, out);
}

float largest_magnitude(Target target, const float* x, std::size_t count) {
#if defined(__x86_64__)
    if (target == Target::avx512) return avx512::largest_magnitude(x, count);
    if (target == Target::avx2) return avx2::largest_magnitude(x, count);
#endif
    (void)target;
    return scalar::largest_magnitude(x, count);
}

}  // namespace asterism::simd
