#include "simd/row_products.hpp"

#include "simd/kernels.hpp"

namespace asterism::simd {

void dot_products(Target target, Rows a, Rows b, std::size_t d, double* out) {
    kernels_of(target).row_products.dot_products(a, b, d, out);
}

void squared_differences(Target target, Rows a, Rows b, std::size_t d, double* out) {
    kernels_of(target).row_products.squared_differences(a, b, d, out);
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
