#include <algorithm>

#include "simd/kernels.hpp"
#include "simd/row_products_kernels.hpp"

namespace asterism::simd::scalar {
namespace {

template <class Term>
double sum_lanes(const float* a, const float* b, std::size_t d, const Term& term) {
    double lanes[kLanes] = {};
    for (std::size_t k = 0; k < d; k += kLanes) {
        const std::size_t width = std::min(kLanes, d - k);
        for (std::size_t l = 0; l < width; ++l) {
            lanes[l] += term(static_cast<double>(a[k + l]), static_cast<double>(b[k + l]));
        }
    }
    return join_lanes(lanes);
}

template <class Term>
void block(Rows a, Rows b, std::size_t d, double* out, const Term& term) {
    for (const float* row : a) {
        for (const float* other : b)
            *out++ = sum_lanes(row, other, d, term);
    }
}

void dot_products(Rows a, Rows b, std::size_t d, double* out) {
    block(a, b, d, out, [](double x, double y) { return x * y; });
}

void squared_differences(Rows a, Rows b, std::size_t d, double* out) {
    block(a, b, d, out, [](double x, double y) { return (x - y) * (x - y); });
}

}  // namespace

extern const RowProductKernels row_products{dot_products, squared_differences};

}  // namespace asterism::simd::scalar
