#include "neighbors/certified/filter_rows.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/threads.hpp"
#include "simd/quantize.hpp"

namespace asterism::neighbors::certified {
namespace {

constexpr std::size_t kCentreSample = 4096;
constexpr std::size_t kBlock = 256;

std::vector<double> mean_of(MatrixView vectors, std::span<const RowIndex> rows) {
    std::vector<double> mean(vectors.cols, 0.0);
    for (const RowIndex row : rows) {
        for (std::size_t k = 0; k < mean.size(); ++k)
            mean[k] += static_cast<double>(vectors.row(row)[k]) / static_cast<double>(rows.size());
    }
    return mean;
}

}  // namespace

FilterRows::FilterRows(const MetricSpace& space, std::span<const RowIndex> rows, int threads) : space_(space) {
    if (space.metric() != Metric::euclidean || rows.empty()) return;
    centre_ = mean_of(space.vectors(), even_sample(rows, std::min(rows.size(), kCentreSample)));
    measure(rows, threads);
    const double largest = *std::max_element(half_norms_.begin(), half_norms_.end());
    if (largest > 0) factor_ = (1 - 1e-9) / std::sqrt(2 * largest);
    scale_half_norms();
}

FilterRows::FilterRows(const FilterRows& others, const MetricSpace& space, int threads)
    : space_(space), centre_(others.centre_), factor_(others.factor_) {
    if (cosine()) return;
    std::vector<RowIndex> rows(space.size());
    std::iota(rows.begin(), rows.end(), RowIndex{0});
    measure(rows, threads);
    scale_half_norms();
}

/// Half the squared distance of each row from the centre.
void FilterRows::measure(std::span<const RowIndex> rows, int threads) {
    const std::size_t d = dimensions();
    half_norms_.assign(space_.size(), 0.0);
    parallel_for((rows.size() + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        for (std::size_t q = block * kBlock; q < std::min(rows.size(), (block + 1) * kBlock); ++q) {
            const float* x = space_.vectors().row(rows[q]);
            double squared = 0;
            for (std::size_t k = 0; k < d; ++k) {
                const double value = static_cast<double>(x[k]) - centre_[k];
                squared += value * value;
            }
            half_norms_[rows[q]] = squared / 2;
        }
    });
}

void FilterRows::scale_half_norms() {
    for (double& half : half_norms_)
        half *= factor_ * factor_;
}

void FilterRows::copy(std::span<const RowIndex> rows, float* out) const {
    const std::size_t d = dimensions();
    for (const RowIndex row : rows) {
        const float* x = space_.vectors().row(row);
        if (cosine()) {
            simd::scale(simd::active_target(), x, d, space_.inverse_norms()[row], out);
        } else {
            for (std::size_t k = 0; k < d; ++k)
                out[k] = static_cast<float>((static_cast<double>(x[k]) - centre_[k]) * factor_);
        }
        out += d;
    }
}

double FilterRows::limit(double reach) const {
    if (cosine()) return reach;
    return std::sqrt(2 * std::max(0.0, reach)) / factor_ * (1 + 1e-12);
}

}  // namespace asterism::neighbors::certified
