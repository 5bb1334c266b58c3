// AVX2: tiles of 2 x 2 rows, four lanes a register. Per tile and group of four lanes 4 sums, 2 + 2 rows: 8 of 16
// registers.
#include <immintrin.h>

#include "simd/kernels.hpp"
#include "simd/row_products_kernels.hpp"

namespace asterism::simd::avx2 {
namespace {

struct Dot {
    static __m256d add(__m256d sum, __m256d x, __m256d y) { return _mm256_fmadd_pd(x, y, sum); }
};
struct SquaredDifference {  // not fused: the square of the difference is not exact
    static __m256d add(__m256d sum, __m256d x, __m256d y) {
        const __m256d difference = _mm256_sub_pd(x, y);
        return _mm256_add_pd(sum, _mm256_mul_pd(difference, difference));
    }
};

/// Four coordinates from k on, those at or past d as zero.
__m256d load(const float* row, std::size_t k, std::size_t d) {
    if (k + 4 <= d) return _mm256_cvtps_pd(_mm_loadu_ps(row + k));
    alignas(16) float tail[4] = {};
    for (std::size_t l = 0; k + l < d; ++l)
        tail[l] = row[k + l];
    return _mm256_cvtps_pd(_mm_load_ps(tail));
}

template <class Term>
void tile(const float* const* a, const float* const* b, std::size_t d, double* out) {
    alignas(32) double lanes[4][kLanes];
    for (std::size_t group = 0; group < kLanes; group += 4) {
        __m256d s00 = _mm256_setzero_pd();
        __m256d s01 = s00;
        __m256d s10 = s00;
        __m256d s11 = s00;
        for (std::size_t k = group; k < d; k += kLanes) {
            const __m256d a0 = load(a[0], k, d);
            const __m256d a1 = load(a[1], k, d);
            const __m256d b0 = load(b[0], k, d);
            const __m256d b1 = load(b[1], k, d);
            s00 = Term::add(s00, a0, b0);
            s01 = Term::add(s01, a0, b1);
            s10 = Term::add(s10, a1, b0);
            s11 = Term::add(s11, a1, b1);
        }
        _mm256_store_pd(lanes[0] + group, s00);
        _mm256_store_pd(lanes[1] + group, s01);
        _mm256_store_pd(lanes[2] + group, s10);
        _mm256_store_pd(lanes[3] + group, s11);
    }
    for (int pair = 0; pair < 4; ++pair)
        out[pair] = join_lanes(lanes[pair]);
}

void dot_products(Rows a, Rows b, std::size_t d, double* out) {
    for_each_tile<2>(a, b, out, [d](auto pa, auto pb, double* result) { tile<Dot>(pa, pb, d, result); });
}

void squared_differences(Rows a, Rows b, std::size_t d, double* out) {
    for_each_tile<2>(a, b, out, [d](auto pa, auto pb, double* result) { tile<SquaredDifference>(pa, pb, d, result); });
}

}  // namespace

extern const RowProductKernels row_products{dot_products, squared_differences};

}  // namespace asterism::simd::avx2
