// AVX-512: tiles of 4 x 4 rows, eight lanes a register. The 32 lanes are walked as four groups of eight, so that 16
// sums, four rows and one operand stay in registers; each loaded and widened coordinate serves four pairs.
#include <immintrin.h>

#include "simd/kernels.hpp"
#include "simd/row_products_kernels.hpp"

namespace asterism::simd::avx512 {
namespace {

constexpr int kSide = 4;

struct Dot {
    static __m512d add(__m512d sum, __m512d x, __m512d y) { return _mm512_fmadd_pd(x, y, sum); }
};
struct SquaredDifference {  // not fused: the square of the difference is not exact
    static __m512d add(__m512d sum, __m512d x, __m512d y) {
        const __m512d difference = _mm512_sub_pd(x, y);
        return _mm512_add_pd(sum, _mm512_mul_pd(difference, difference));
    }
};

/// One step of a group: eight coordinates of every row, `mask` hiding those at or past d.
template <class Term>
void step(const float* const* a, const float* const* b, std::size_t k, __mmask8 mask, __m512d (&sums)[kSide][kSide]) {
    __m512d x[kSide];
#pragma GCC unroll 4
    for (int i = 0; i < kSide; ++i)
        x[i] = _mm512_cvtps_pd(_mm256_maskz_loadu_ps(mask, a[i] + k));
#pragma GCC unroll 4
    for (int j = 0; j < kSide; ++j) {
        const __m512d y = _mm512_cvtps_pd(_mm256_maskz_loadu_ps(mask, b[j] + k));
#pragma GCC unroll 4
        for (int i = 0; i < kSide; ++i)
            sums[i][j] = Term::add(sums[i][j], x[i], y);
    }
}

template <class Term>
void sum_group(const float* const* a, const float* const* b, std::size_t d, std::size_t group,
               __m512d (&sums)[kSide][kSide]) {
#pragma GCC unroll 4
    for (int i = 0; i < kSide; ++i) {
#pragma GCC unroll 4
        for (int j = 0; j < kSide; ++j)
            sums[i][j] = _mm512_setzero_pd();
    }
    std::size_t k = group;
    for (; k + 8 <= d; k += kLanes)
        step<Term>(a, b, k, 0xff, sums);
    if (k < d) step<Term>(a, b, k, static_cast<__mmask8>((1U << (d - k)) - 1), sums);
}

/// ((c0 + c4) + (c2 + c6)) + ((c1 + c5) + (c3 + c7)), the lower half of join_lanes.
double join_eight(__m512d c) {
    const __m256d four = _mm256_add_pd(_mm512_castpd512_pd256(c), _mm512_extractf64x4_pd(c, 1));
    const __m128d two = _mm_add_pd(_mm256_castpd256_pd128(four), _mm256_extractf128_pd(four, 1));
    return _mm_cvtsd_f64(two) + _mm_cvtsd_f64(_mm_unpackhi_pd(two, two));
}

template <class Term>
void tile(const float* const* a, const float* const* b, std::size_t d, double* out) {
    alignas(64) double partial[2][kSide * kSide][8];  // groups 0 + 1, then groups 2 + 3
    for (std::size_t half = 0; half < 2; ++half) {
        __m512d first[kSide][kSide];
        __m512d second[kSide][kSide];
        sum_group<Term>(a, b, d, 16 * half, first);
        for (int p = 0; p < kSide * kSide; ++p)
            _mm512_store_pd(partial[half][p], first[p / kSide][p % kSide]);
        sum_group<Term>(a, b, d, 16 * half + 8, second);
        for (int p = 0; p < kSide * kSide; ++p) {
            const __m512d sum = _mm512_add_pd(_mm512_load_pd(partial[half][p]), second[p / kSide][p % kSide]);
            _mm512_store_pd(partial[half][p], sum);
        }
    }
    for (int p = 0; p < kSide * kSide; ++p) {
        out[p] = join_eight(_mm512_add_pd(_mm512_load_pd(partial[0][p]), _mm512_load_pd(partial[1][p])));
    }
}

/// One row against many, a pair at a time: the four groups of lanes side by side hide the latency of the sums.
template <class Term>
void pairs(const float* a, Rows b, std::size_t d, double* out) {
    for (std::size_t j = 0; j < b.size(); ++j) {
        __m512d sums[4] = {_mm512_setzero_pd(), _mm512_setzero_pd(), _mm512_setzero_pd(), _mm512_setzero_pd()};
        std::size_t k = 0;
        for (; k + kLanes <= d; k += kLanes) {
#pragma GCC unroll 4
            for (std::size_t g = 0; g < 4; ++g) {
                const __m512d x = _mm512_cvtps_pd(_mm256_loadu_ps(a + k + 8 * g));
                sums[g] = Term::add(sums[g], x, _mm512_cvtps_pd(_mm256_loadu_ps(b[j] + k + 8 * g)));
            }
        }
        for (std::size_t g = 0; k < d; ++g, k += 8) {
            const auto mask = static_cast<__mmask8>(d - k >= 8 ? 0xff : (1U << (d - k)) - 1);
            const __m512d x = _mm512_cvtps_pd(_mm256_maskz_loadu_ps(mask, a + k));
            sums[g] = Term::add(sums[g], x, _mm512_cvtps_pd(_mm256_maskz_loadu_ps(mask, b[j] + k)));
        }
        out[j] = join_eight(_mm512_add_pd(_mm512_add_pd(sums[0], sums[1]), _mm512_add_pd(sums[2], sums[3])));
    }
}

void dot_products(Rows a, Rows b, std::size_t d, double* out) {
    if (a.size() == 1) return pairs<Dot>(a[0], b, d, out);
    for_each_tile<kSide>(a, b, out, [d](auto pa, auto pb, double* result) { tile<Dot>(pa, pb, d, result); });
}

void squared_differences(Rows a, Rows b, std::size_t d, double* out) {
    if (a.size() == 1) return pairs<SquaredDifference>(a[0], b, d, out);
    for_each_tile<kSide>(a, b, out,
                         [d](auto pa, auto pb, double* result) { tile<SquaredDifference>(pa, pb, d, result); });
}

}  // namespace

extern const RowProductKernels row_products{dot_products, squared_differences};

}  // namespace asterism::simd::avx512
