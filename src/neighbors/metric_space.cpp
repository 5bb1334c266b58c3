#include "neighbors/metric_space.hpp"

#include <algorithm>
#include <cmath>

#include "base/threads.hpp"
#include "simd/row_products.hpp"

namespace asterism::neighbors {
namespace {

/// 2^-48: about 16 times the largest rounding error seen in d(x, x) (4.4e-16 on real rows), far below any real
/// distance.
constexpr double kZeroBelow = 0x1p-48;

double cosine_distance(double dot, double inverse_norms) {
    const double d = 1.0 - dot * inverse_norms;
    return d < kZeroBelow ? 0.0 : d;
}

/// A block of at most this many pointers a side lives on the stack.
constexpr std::size_t kPointers = 256;

}  // namespace

std::vector<double> find_inverse_norms(MatrixView vectors, int threads) {
    std::vector<double> inverse_norms(vectors.rows);
    const simd::Target target = simd::active_target();
    constexpr std::size_t kBlock = 256;
    parallel_for((vectors.rows + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        const std::size_t end = std::min(vectors.rows, (block + 1) * kBlock);
        for (std::size_t i = block * kBlock; i < end; ++i) {
            const double squared = simd::dot_product(target, vectors.row(i), vectors.row(i), vectors.cols);
            inverse_norms[i] = 1.0 / std::sqrt(squared);
        }
    });
    return inverse_norms;
}

MetricSpace::MetricSpace(const PreparedRows& rows)
    : vectors_(rows.vectors),
      given_(rows.distances),
      metric_(rows.metric),
      target_(simd::active_target()),
      inverse_norms_(rows.inverse_norms) {}

MetricSpace::MetricSpace(MatrixView vectors, Metric metric, int threads)
    : vectors_(vectors), metric_(metric), target_(simd::active_target()) {
    if (metric_ == Metric::cosine) own_norms_ = find_inverse_norms(vectors, threads);
    inverse_norms_ = own_norms_;
}

double MetricSpace::distance(RowIndex i, RowIndex j) const {
    return metric_ == Metric::precomputed ? given_.at(i, j) : distance_to(*this, i, j);
}

double MetricSpace::distance_to(const MetricSpace& other, RowIndex i, RowIndex j) const {
    const float* x = vectors_.row(i);
    const float* y = other.vectors_.row(j);
    if (metric_ == Metric::euclidean) return std::sqrt(simd::squared_difference(target_, x, y, vectors_.cols));
    return cosine_distance(simd::dot_product(target_, x, y, vectors_.cols),
                           inverse_norms_[i] * other.inverse_norms_[j]);
}

void MetricSpace::distances(std::span<const RowIndex> a, std::span<const RowIndex> b, double* out) const {
    if (metric_ != Metric::precomputed) return distances_to(*this, a, b, out);
    for (const RowIndex i : a) {
        for (const RowIndex j : b)
            *out++ = given_.at(i, j);
    }
}

/// Cut into blocks; the bits of a pair do not depend on its block.
void MetricSpace::distances_to(const MetricSpace& other, std::span<const RowIndex> a, std::span<const RowIndex> b,
                               double* out) const {
    if (a.size() <= kPointers && b.size() <= kPointers) return block(other, a, b, out);
    std::vector<double> part(std::min(a.size(), kPointers) * std::min(b.size(), kPointers));
    for (std::size_t p = 0; p < a.size(); p += kPointers) {
        const auto rows = a.subspan(p, std::min(kPointers, a.size() - p));
        for (std::size_t q = 0; q < b.size(); q += kPointers) {
            const auto cols = b.subspan(q, std::min(kPointers, b.size() - q));
            block(other, rows, cols, part.data());
            for (std::size_t r = 0; r < rows.size(); ++r)
                std::copy_n(part.data() + r * cols.size(), cols.size(), out + (p + r) * b.size() + q);
        }
    }
}

/// At most kPointers rows a side.
void MetricSpace::block(const MetricSpace& other, std::span<const RowIndex> a, std::span<const RowIndex> b,
                        double* out) const {
    const float* left[kPointers];
    const float* right[kPointers];
    for (std::size_t p = 0; p < a.size(); ++p)
        left[p] = vectors_.row(a[p]);
    for (std::size_t q = 0; q < b.size(); ++q)
        right[q] = other.vectors_.row(b[q]);
    const simd::Rows rows{left, a.size()};
    const simd::Rows cols{right, b.size()};
    if (metric_ == Metric::euclidean) {
        simd::squared_differences(target_, rows, cols, vectors_.cols, out);
        for (std::size_t k = 0; k < a.size() * b.size(); ++k)
            out[k] = std::sqrt(out[k]);
        return;
    }
    simd::dot_products(target_, rows, cols, vectors_.cols, out);
    for (std::size_t p = 0; p < a.size(); ++p) {
        double* line = out + p * b.size();
        const double inverse = inverse_norms_[a[p]];
        for (std::size_t q = 0; q < b.size(); ++q)
            line[q] = cosine_distance(line[q], inverse * other.inverse_norms_[b[q]]);
    }
}

}  // namespace asterism::neighbors
