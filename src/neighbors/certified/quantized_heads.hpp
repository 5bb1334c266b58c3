/// Heads of all rows as int8, with bounds that are certain: which pairs could be near, by integer arithmetic alone.
///
/// For rows u = B z + r split into head and tail (|u| <= 1), and z = s q + e with q in int8, Cauchy-Schwarz gives
///
///     u_i.u_j <= s^2 q_i.q_j + a (eps_i + eps_j) + R_i R_j + c,
///
/// where eps >= |e| (rounding and the error of the float32 product), R^2 = |r|^2 + eps^2, a >= |s q| for all rows, and
/// c pays for B not being quite orthonormal. A pair within a limit has u_i.u_j >= h_i + h_j - reach (filter_rows.hpp).
/// Divided by s^2 and rounded the safe way it becomes one integer sum: the product R_i R_j enters as some extra
/// coordinates of the dot product, what belongs to one row (its eps, its h) as a start value. So
///
///     start_i + start_j + q_i.q_j + ... >= threshold   is necessary for   d(i, j) <= limit,
///
/// exactly, on every machine. Rows whose tail is too long for the extra bytes pay the rest of it linearly: a tail that
/// is x longer than what they hold adds at most x times the longest tail. The slack is about 0.016 on sentence
/// embeddings.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "asterism/observer.hpp"
#include "base/untouched.hpp"
#include "neighbors/certified/filter_rows.hpp"
#include "neighbors/certified/head_basis.hpp"
#include "neighbors/certified/head_bounds.hpp"

namespace asterism::neighbors::certified {

/// Everything per row is indexed by place.
class QuantizedHeads {
 public:
    /// Shown the float32 heads of the rows at `first`, `first + 1`, ... (count x basis.columns), from any thread.
    using Onlooker = std::function<void(std::size_t first, std::size_t count, const float* heads)>;

    /// Places are those of `rows`.
    QuantizedHeads(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> rows, int threads,
                   const Observer& observer, const Onlooker& onlooker);
    /// Foreign rows in the terms of `others`, which were made on the same basis: the sums hold between a row of one and
    /// a row of the other. `filter`: of the foreign rows, all of which must be inside the ball (filter_rows.hpp).
    QuantizedHeads(const QuantizedHeads& others, const FilterRows& filter, const HeadBasis& basis,
                   std::span<const RowIndex> rows, int threads);

    /// Place p becomes that of what was at order[p].
    void reorder(std::span<const std::uint32_t> order, int threads);

    [[nodiscard]] std::size_t width() const { return width_; }
    /// s
    [[nodiscard]] double scale() const { return terms_.scale; }
    /// Bytes of a row: head, then the extra coordinates; a multiple of 4.
    [[nodiscard]] std::size_t row_bytes() const { return width_ + terms_.extra; }
    [[nodiscard]] std::size_t groups() const { return row_bytes() / 4; }
    [[nodiscard]] const std::int8_t* row(std::size_t place) const { return &bytes_[place * row_bytes()]; }
    /// What a packed column holds in each of its extra coordinates.
    [[nodiscard]] std::uint8_t tail(std::size_t place) const { return tail_[place]; }
    [[nodiscard]] std::int32_t start(std::size_t place) const { return start_[place]; }
    /// Added to a row's threshold: takes off the +128 that packed columns carry, and the row's own start.
    [[nodiscard]] std::int32_t offset(std::size_t place) const { return 128 * head_sum_[place] - start_[place]; }
    /// The integer every pair within a limit of this reach comes to.
    [[nodiscard]] std::int32_t threshold(double reach) const;

 private:
    /// What all rows share.
    struct Terms {
        double scale = 0;          ///< s
        double constant = 0;       ///< c
        double largest_head = 0;   ///< a
        double largest_error = 0;  ///< of all eps
        double longest_tail = 0;   ///< of all R
        std::size_t extra = 4;     ///< coordinates that carry R_i R_j, a multiple of 4
        TailProducts tails;
    };
    /// A row's bounds, and the length of its head as rounded.
    using Seen = std::function<void(std::size_t place, const HeadBounds& bounds, double head, int worker)>;

    void choose_scale(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> rows, int threads);
    void quantize(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> rows, int threads,
                  const Observer& observer, const Onlooker& onlooker, const Seen& seen);
    void finish(std::size_t place, const HeadBounds& bounds, double head, double half_norm);

    std::size_t width_;  ///< head coordinates, a multiple of 4
    Terms terms_;
    UntouchedVector<std::int8_t> bytes_;  ///< n x row_bytes
    std::vector<std::uint8_t> tail_;      ///< R in steps, rounded up
    std::vector<std::int32_t> start_;     ///< (a eps - h) / s^2, rounded up
    std::vector<std::int32_t> head_sum_;  ///< sum of the head's bytes
};

/// No pair comes to this.
inline constexpr std::int32_t kUnreachable = 1 << 28;
/// Every pair comes to this.
inline constexpr std::int32_t kAlwaysReached = -(1 << 28);

}  // namespace asterism::neighbors::certified
