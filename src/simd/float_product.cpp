#include "simd/float_product.hpp"

#include "simd/float_product_kernels.hpp"

namespace asterism::simd {

void row_times_matrix(Target target, const float* rows, std::size_t count, std::size_t stride, const float* matrix,
                      std::size_t depth, std::size_t columns, float* out) {
    ProductKernel kernel = scalar::row_times_matrix;
#if defined(__x86_64__)
    if (target == Target::avx512) kernel = avx512::row_times_matrix;
    if (target == Target::avx2) kernel = avx2::row_times_matrix;
#endif
    (void)target;
    kernel(rows, count, stride, matrix, depth, columns, out);
}

}  // namespace asterism::simd
