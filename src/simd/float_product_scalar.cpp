#include "simd/float_product_kernels.hpp"
#include "simd/kernels.hpp"

namespace asterism::simd::scalar {
namespace {

struct Vector {
    static constexpr std::size_t kWidth = 1;
    static constexpr std::size_t kRows = 4;
    static constexpr std::size_t kColumns = 4;
    using Register = float;
    static Register broadcast(float x) { return x; }
    static Register load(const float* from) { return *from; }
    static void store(float* to, Register x) { *to = x; }
    static Register add(Register x, Register y) { return x + y; }
    static Register multiply_add(Register x, Register y, Register sum) { return x * y + sum; }
};

void row_times_matrix(const float* rows, std::size_t count, std::size_t stride, const float* matrix, std::size_t depth,
                      std::size_t columns, float* out) {
    product<Vector>(rows, count, stride, matrix, depth, columns, out);
}

}  // namespace

extern const FloatProductKernels float_product{row_times_matrix};

}  // namespace asterism::simd::scalar
