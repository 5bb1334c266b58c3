#include <immintrin.h>

#include "simd/float_product_kernels.hpp"
#include "simd/kernels.hpp"

namespace asterism::simd::avx512 {
namespace {

struct Vector {
    static constexpr std::size_t kWidth = 16;
    static constexpr std::size_t kRows = 6;
    static constexpr std::size_t kColumns = 64;
    using Register = __m512;
    static Register broadcast(float x) { return _mm512_set1_ps(x); }
    static Register load(const float* from) { return _mm512_loadu_ps(from); }
    static void store(float* to, Register x) { _mm512_storeu_ps(to, x); }
    static Register add(Register x, Register y) { return _mm512_add_ps(x, y); }
    static Register multiply_add(Register x, Register y, Register sum) { return _mm512_fmadd_ps(x, y, sum); }
};

void row_times_matrix(const float* rows, std::size_t count, std::size_t stride, const float* matrix, std::size_t depth,
                      std::size_t columns, float* out) {
    product<Vector>(rows, count, stride, matrix, depth, columns, out);
}

}  // namespace

extern const FloatProductKernels float_product{row_times_matrix};

}  // namespace asterism::simd::avx512
