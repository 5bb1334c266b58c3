#include <immintrin.h>

#include "simd/float_product_kernels.hpp"
#include "simd/kernels.hpp"

namespace asterism::simd::avx2 {
namespace {

struct Vector {
    static constexpr std::size_t kWidth = 8;
    static constexpr std::size_t kRows = 4;
    static constexpr std::size_t kColumns = 16;
    using Register = __m256;
    static Register broadcast(float x) { return _mm256_set1_ps(x); }
    static Register load(const float* from) { return _mm256_loadu_ps(from); }
    static void store(float* to, Register x) { _mm256_storeu_ps(to, x); }
    static Register add(Register x, Register y) { return _mm256_add_ps(x, y); }
    static Register multiply_add(Register x, Register y, Register sum) { return _mm256_fmadd_ps(x, y, sum); }
};

void row_times_matrix(const float* rows, std::size_t count, std::size_t stride, const float* matrix, std::size_t depth,
                      std::size_t columns, float* out) {
    product<Vector>(rows, count, stride, matrix, depth, columns, out);
}

}  // namespace

extern const FloatProductKernels float_product{row_times_matrix};

}  // namespace asterism::simd::avx2
