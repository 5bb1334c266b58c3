/// What the dot product of two rows must come to for their pair to matter, in float32.
///
/// A pair is within one of its limits only if u_i.u_j >= h_i + h_j - max(reach_i, reach_j) (filter_rows.hpp). So each
/// row brings h and h - reach, and the pair needs the smaller of h_i + (h_j - reach_j) and (h_i - reach_i) + h_j. All
/// values are at most 2 (needs of infinite reach are minus infinity): rounding them and their sum to float32 moves a
/// need by less than 2^-21, about 5e-7, and the float64 distance itself is off by less than 1e-14; kAllowance pays
/// both.
#pragma once

#include <algorithm>

namespace asterism::neighbors::certified {

struct RowNeeds {
    static constexpr double kAllowance = 2e-6;

    RowNeeds() = default;
    RowNeeds(double half_norm, double reach)
        : half(static_cast<float>(half_norm)), needed(static_cast<float>(half_norm - reach - kAllowance)) {}

    float half = 0;    ///< h
    float needed = 0;  ///< h - reach, less the allowance
};

/// At most what the dot product must come to for the pair to be within either limit.
[[nodiscard]] inline float needed_by(const RowNeeds& a, const RowNeeds& b) {
    return std::min(a.half + b.needed, a.needed + b.half);
}

/// Is a pair whose dot product is at most `upper` beyond `reach`, surely? For limits that shrank meanwhile.
[[nodiscard]] inline bool surely_beyond(float upper, const RowNeeds& a, const RowNeeds& b, double reach) {
    return static_cast<double>(upper) < static_cast<double>(a.half + b.half) - reach - RowNeeds::kAllowance;
}

/// A reach that a pair whose dot product is at least `lower` is surely within.
[[nodiscard]] inline double certain_reach(double half_a, double half_b, float lower) {
    constexpr double kAllowance = 1e-6;  // for the float64 distance itself
    return std::max(0.0, half_a + half_b - static_cast<double>(lower)) + kAllowance;
}

}  // namespace asterism::neighbors::certified
