// NEON: tiles of 4 x 4 rows, two lanes a register. The 32 lanes are walked as 16 groups of two, so that 16 sums, four
// rows and one operand stay in registers; each loaded and widened coordinate serves four pairs.
#include <arm_neon.h>

#include <algorithm>

#include "simd/kernels.hpp"
#include "simd/row_products_kernels.hpp"

namespace asterism::simd::neon {
namespace {

constexpr std::size_t kSide = 4;

struct Dot {
    static float64x2_t add(float64x2_t sum, float64x2_t x, float64x2_t y) { return vfmaq_f64(sum, x, y); }
};
struct SquaredDifference {  // not fused: the square of the difference is not exact
    static float64x2_t add(float64x2_t sum, float64x2_t x, float64x2_t y) {
        const float64x2_t difference = vsubq_f64(x, y);
        return vaddq_f64(sum, vmulq_f64(difference, difference));
    }
};

struct TwoCoordinates {
    static float64x2_t load(const float* from) { return vcvt_f64_f32(vld1_f32(from)); }
};
struct OneCoordinate {  // the one at or past d as zero
    static float64x2_t load(const float* from) { return vcvt_f64_f32(vset_lane_f32(*from, vdup_n_f32(0), 0)); }
};

/// One step of a group: two coordinates of every row.
template <class Term, class Coordinates>
void step(const float* const* a, const float* const* b, std::size_t k, float64x2_t (&sums)[kSide][kSide]) {
    float64x2_t x[kSide];
#pragma GCC unroll 4
    for (std::size_t i = 0; i < kSide; ++i)
        x[i] = Coordinates::load(a[i] + k);
#pragma GCC unroll 4
    for (std::size_t j = 0; j < kSide; ++j) {
        const float64x2_t y = Coordinates::load(b[j] + k);
#pragma GCC unroll 4
        for (std::size_t i = 0; i < kSide; ++i)
            sums[i][j] = Term::add(sums[i][j], x[i], y);
    }
}

template <class Term>
void tile(const float* const* a, const float* const* b, std::size_t d, double* out) {
    double lanes[kSide * kSide][kLanes];
    for (std::size_t group = 0; group < kLanes; group += 2) {
        float64x2_t sums[kSide][kSide];
#pragma GCC unroll 4
        for (std::size_t i = 0; i < kSide; ++i) {
#pragma GCC unroll 4
            for (std::size_t j = 0; j < kSide; ++j)
                sums[i][j] = vdupq_n_f64(0);
        }
        std::size_t k = group;
        for (; k + 2 <= d; k += kLanes)
            step<Term, TwoCoordinates>(a, b, k, sums);
        if (k < d) step<Term, OneCoordinate>(a, b, k, sums);
#pragma GCC unroll 16
        for (std::size_t p = 0; p < kSide * kSide; ++p)
            vst1q_f64(lanes[p] + group, sums[p / kSide][p % kSide]);
    }
    for (std::size_t p = 0; p < kSide * kSide; ++p)
        out[p] = join_lanes(lanes[p]);
}

/// All 32 lanes of one pair, from coordinate k on.
template <class Term>
void add_lanes(const float* a, const float* b, float64x2_t (&sums)[kLanes / 2]) {
#pragma GCC unroll 8
    for (std::size_t l = 0; l < kLanes; l += 4) {
        const float32x4_t x = vld1q_f32(a + l);
        const float32x4_t y = vld1q_f32(b + l);
        sums[l / 2] = Term::add(sums[l / 2], vcvt_f64_f32(vget_low_f32(x)), vcvt_f64_f32(vget_low_f32(y)));
        sums[l / 2 + 1] = Term::add(sums[l / 2 + 1], vcvt_high_f64_f32(x), vcvt_high_f64_f32(y));
    }
}

/// One row against many, a pair at a time: the lanes side by side hide the latency of the sums.
template <class Term>
void pairs(const float* a, Rows b, std::size_t d, double* out) {
    const std::size_t whole = d / kLanes * kLanes;
    float tail_a[kLanes] = {};
    float tail_b[kLanes] = {};
    std::copy(a + whole, a + d, tail_a);
    for (std::size_t j = 0; j < b.size(); ++j) {
        float64x2_t sums[kLanes / 2];
#pragma GCC unroll 16
        for (auto& sum : sums)
            sum = vdupq_n_f64(0);
        for (std::size_t k = 0; k < whole; k += kLanes)
            add_lanes<Term>(a + k, b[j] + k, sums);
        if (whole < d) {
            std::copy(b[j] + whole, b[j] + d, tail_b);
            add_lanes<Term>(tail_a, tail_b, sums);
        }
        double lanes[kLanes];
#pragma GCC unroll 16
        for (std::size_t l = 0; l < kLanes; l += 2)
            vst1q_f64(lanes + l, sums[l / 2]);
        out[j] = join_lanes(lanes);
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

}  // namespace asterism::simd::neon
