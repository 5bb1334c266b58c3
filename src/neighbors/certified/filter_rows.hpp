/// The rows as the filter sees them: scaled, and for euclidean moved, so that a distance is a matter of one dot
/// product.
///
/// cosine: u = x / |x|. euclidean: u = c (x - mu), mu being about the mean (short rows make tight bounds) and c making
/// the longest row 1. Either way |u| <= 1, which is the ball that the bounds are made for, and with h = |u|^2 / 2
///
///     d(i, j) <= limit   exactly when   u_i.u_j >= h_i + h_j - reach(limit),
///
/// where reach(limit) is the limit itself for cosine (h = 1/2) and (c limit)^2 / 2 for euclidean. An outlier far from
/// all other rows makes c small and the filter weak under euclidean, never wrong. Thread safety: read-only.
#pragma once

#include <span>
#include <vector>

#include "neighbors/metric_space.hpp"

namespace asterism::neighbors::certified {

class FilterRows {
 public:
    /// `rows`: all that will be asked for. The space must outlive this.
    FilterRows(const MetricSpace& space, std::span<const RowIndex> rows, int threads);
    /// All rows of a foreign space of the same metric, moved and scaled as those of `others`. Under euclidean some may
    /// be outside of the ball.
    FilterRows(const FilterRows& others, const MetricSpace& space, int threads);

    [[nodiscard]] std::size_t dimensions() const { return space_.vectors().cols; }
    [[nodiscard]] const MetricSpace& space() const { return space_; }

    /// out: rows.size() x d, u rounded to float32; each row is off by at most kRounding in length.
    void copy(std::span<const RowIndex> rows, float* out) const;
    static constexpr double kRounding = 0x1p-23;

    [[nodiscard]] double half_norm(RowIndex row) const { return cosine() ? 0.5 : half_norms_[row]; }
    /// Is |u| <= 1? True for all rows but foreign ones.
    [[nodiscard]] bool in_ball(RowIndex row) const { return half_norm(row) <= 0.5; }
    /// mu, empty for cosine; and c.
    [[nodiscard]] std::span<const double> centre() const { return centre_; }
    [[nodiscard]] double factor() const { return factor_; }
    /// Is h the same for all rows?
    [[nodiscard]] bool cosine() const { return centre_.empty(); }
    /// Rounded up; infinity for infinity, negative for a negative limit, which nothing is within.
    [[nodiscard]] double reach(double limit) const {
        if (cosine() || limit < 0) return limit;
        const double scaled = factor_ * limit;
        return scaled * scaled * (0.5 + 1e-12);
    }
    /// A limit whose reach is at least `reach`.
    [[nodiscard]] double limit(double reach) const;

 private:
    void measure(std::span<const RowIndex> rows, int threads);
    void scale_half_norms();

    const MetricSpace& space_;
    std::vector<double> centre_;      ///< mu; empty for cosine
    double factor_ = 1;               ///< c
    std::vector<double> half_norms_;  ///< by row; empty for cosine
};

/// `count` of the rows, spread evenly over them.
[[nodiscard]] inline std::vector<RowIndex> even_sample(std::span<const RowIndex> rows, std::size_t count) {
    std::vector<RowIndex> sample(count);
    for (std::size_t q = 0; q < count; ++q)
        sample[q] = rows[q * rows.size() / count];
    return sample;
}

}  // namespace asterism::neighbors::certified
