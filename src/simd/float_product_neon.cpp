#include <arm_neon.h>

#include "simd/float_product_kernels.hpp"
#include "simd/kernels.hpp"

namespace asterism::simd::neon {
namespace {

struct Vector {
    static constexpr std::size_t kWidth = 4;
    static constexpr std::size_t kRows = 6;
    static constexpr std::size_t kColumns = 16;
    using Register = float32x4_t;
    static Register broadcast(float x) { return vdupq_n_f32(x); }
    static Register load(const float* from) { return vld1q_f32(from); }
    static void store(float* to, Register x) { vst1q_f32(to, x); }
    static Register add(Register x, Register y) { return vaddq_f32(x, y); }
    static Register multiply_add(Register x, Register y, Register sum) { return vfmaq_f32(sum, x, y); }
};

void row_times_matrix(const float* rows, std::size_t count, std::size_t stride, const float* matrix, std::size_t depth,
                      std::size_t columns, float* out) {
    product<Vector>(rows, count, stride, matrix, depth, columns, out);
}

}  // namespace

extern const FloatProductKernels float_product{row_times_matrix};

}  // namespace asterism::simd::neon
