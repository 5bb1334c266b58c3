/// Heads of all rows as int8, with bounds that are certain: which pairs could be near, by integer arithmetic alone.
///
/// For unit rows u = B z + r split into head and tail, and z = s q + e with q in int8, Cauchy-Schwarz gives
///     cos(i, j) <= s^2 q_i.q_j + a (eps_i + eps_j) + R_i R_j + c,
/// where eps >= |e| (rounding and the error of the float32 product), R^2 = |r|^2 + eps^2, a >= |s q| for all rows, and
/// c pays for B not being quite orthonormal. Divided by s^2 and rounded up it becomes one integer sum: the product R_i
/// R_j enters as some extra coordinates of the dot product, the terms of one row as a start value. So
///     start_j + q_i.q_j + ... >= threshold  is necessary for  cos(i, j) >= t,  exactly, on every machine.
/// Rows whose tail is too long for the extra bytes pay the rest of it linearly. The slack is about 0.016 on sentence
/// embeddings.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "neighbors/head_basis.hpp"
#include "neighbors/metric_space.hpp"

namespace asterism::neighbors {

/// Everything per row is indexed by place in the layout.
struct QuantizedHeads {
    QuantizedHeads(const MetricSpace& space, const HeadBasis& basis, std::span<const RowIndex> layout, int threads);

    /// Bytes of a row: head, then the extra coordinates.
    [[nodiscard]] std::size_t row_bytes() const { return width + extra; }
    [[nodiscard]] std::size_t groups() const { return row_bytes() / 4; }
    [[nodiscard]] const std::int8_t* row(std::size_t place) const { return &bytes[place * row_bytes()]; }
    /// Added to a row's threshold: takes off the +128 that packed columns carry, and the row's own start.
    [[nodiscard]] std::int32_t offset(std::size_t place) const { return 128 * head_sum[place] - start[place]; }
    /// The integer every pair with distance <= `limit` reaches.
    [[nodiscard]] std::int32_t threshold(double limit) const;

    std::size_t width;                   ///< head coordinates, a multiple of 4
    std::size_t extra = 4;               ///< coordinates that carry R_i R_j, a multiple of 4
    double scale = 0;                    ///< s
    double constant = 0;                 ///< c
    std::vector<std::int8_t> bytes;      ///< n x row_bytes
    std::vector<std::uint8_t> tail;      ///< R in steps, rounded up; what a column holds in its extra coordinates
    std::vector<std::int32_t> start;     ///< a eps / s^2, rounded up
    std::vector<std::int32_t> head_sum;  ///< sum of the head's bytes

 private:
    void choose_scale(const MetricSpace& space, const HeadBasis& basis, std::span<const RowIndex> layout);
    void set_tails(std::vector<float>& tails, const std::vector<float>& errors, double largest_head);
};

/// No pair reaches this.
inline constexpr std::int32_t kUnreachable = 1 << 26;
/// Every pair reaches this.
inline constexpr std::int32_t kAlwaysReached = -(1 << 26);

}  // namespace asterism::neighbors
