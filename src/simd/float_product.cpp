#include "simd/float_product.hpp"

#include "simd/kernels.hpp"

namespace asterism::simd {

void row_times_matrix(Target target, const float* rows, std::size_t count, std::size_t stride, const float* matrix,
                      std::size_t depth, std::size_t columns, float* out) {
    kernels_of(target).float_product.row_times_matrix(rows, count, stride, matrix, depth, columns, out);
}

}  // namespace asterism::simd
