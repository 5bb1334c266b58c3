#include "simd/row_products.hpp"

#include "simd/row_products_kernels.hpp"

namespace asterism::simd {
namespace {

BlockKernel dot_kernel(Target target) {
#if defined(__x86_64__)
    if (target == Target::avx512) return avx512::dot_products;
    if (target == Target::avx2) return avx2::dot_products;
#endif
    (void)target;
    return scalar::dot_products;
}

BlockKernel difference_kernel(Target target) {
#if defined(__x86_64__)
    if (target == Target::avx512) return avx512::squared_differences;
    if (target == Target::avx2) return avx2::squared_differences;
#endif
    (void)target;
    return scalar::squared_differences;
}

}  // namespace

void dot_products(Target target, Rows a, Rows b, std::size_t d, double* out) {
    dot_kernel(target)(a, b, d, out);
}

void squared_differences(Target target, Rows a, Rows b, std::size_t d, double* out) {
    difference_kernel(target)(a, b, d, out);
}

double dot_product(Target target, const float* a, const float* b, std::size_t d) {
    double out = 0;
    dot_products(target, {&a, 1}, {&b, 1}, d, &out);
    return out;
}

double squared_difference(Target target, const float* a, const float* b, std::size_t d) {
    double out = 0;
    squared_differences(target, {&a, 1}, {&b, 1}, d, &out);
    return out;
}

}  // namespace asterism::simd
