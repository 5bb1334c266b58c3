/// The vectors with their distance: exact in float64, with the same bits on every machine.
///
/// cosine: d = 1 - dot(x, y) * (1/|x| * 1/|y|); what is below 2^-48 is 0, because rounding makes d(x, x) positive for
/// more than a third of real rows. Range [0, 2]. euclidean: sqrt(sum (x - y)^2). The sums are those of
/// simd/row_products.hpp. precomputed: what the matrix says. Thread safety: read-only after construction.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "asterism/neighbors.hpp"
#include "simd/target.hpp"

namespace asterism::neighbors {

class MetricSpace {
 public:
    /// Borrows the rows with their norms.
    explicit MetricSpace(const PreparedRows& rows);
    /// Borrows the vectors, finds the norms. Precondition: all finite, and of non-zero norm for cosine.
    MetricSpace(MatrixView vectors, Metric metric, int threads);
    MetricSpace(MetricSpace&&) noexcept = default;

    [[nodiscard]] std::size_t size() const { return metric_ == Metric::precomputed ? given_.rows : vectors_.rows; }
    [[nodiscard]] MatrixView vectors() const { return vectors_; }
    [[nodiscard]] Metric metric() const { return metric_; }

    [[nodiscard]] double distance(RowIndex i, RowIndex j) const;
    /// out[p * b.size() + q] = distance(a[p], b[q]).
    void distances(std::span<const RowIndex> a, std::span<const RowIndex> b, double* out) const;

    /// From row i here to row j there, with the bits that both would have in one space. Precondition: vectors of one
    /// metric and as many dimensions.
    [[nodiscard]] double distance_to(const MetricSpace& other, RowIndex i, RowIndex j) const;
    /// out[p * b.size() + q] = distance_to(other, a[p], b[q]).
    void distances_to(const MetricSpace& other, std::span<const RowIndex> a, std::span<const RowIndex> b,
                      double* out) const;
    /// 1 / |row|; empty but for cosine.
    [[nodiscard]] std::span<const double> inverse_norms() const { return inverse_norms_; }

 private:
    void block(const MetricSpace& other, std::span<const RowIndex> a, std::span<const RowIndex> b, double* out) const;

    MatrixView vectors_;
    DistanceMatrixView given_;
    Metric metric_;
    simd::Target target_;
    std::vector<double> own_norms_;
    std::span<const double> inverse_norms_;
};

/// 1 / |row| of each row.
[[nodiscard]] std::vector<double> find_inverse_norms(MatrixView vectors, int threads);

}  // namespace asterism::neighbors
