/// How many coordinates the head should have: chosen from the data by what a search would cost.
///
/// A wider head costs more for every pair and lets fewer pairs through. The model looks at some hundred rows: how far
/// their K-th neighbour is (among a larger sample), and which of their pairs the bound of each width would let through.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/untouched.hpp"
#include "neighbors/certified/filter_rows.hpp"

namespace asterism::neighbors::certified {

inline constexpr std::size_t kWidthStep = 32;

/// Some of the rows as the filter sees them.
struct RowSample {
    std::vector<RowIndex> rows;
    UntouchedVector<float> values;  ///< rows.size() x d
};

[[nodiscard]] RowSample sample_of(const FilterRows& filter, std::vector<RowIndex> rows, int threads);

/// The cheapest width among the multiples of kWidthStep up to `widest`, or d when no head pays.
/// `directions`: d x columns, the leading directions, strongest first; `sample`: among whose rows neighbours are looked
/// for; `rows`, `k` as for make_head_basis.
[[nodiscard]] std::size_t cheapest_width(const FilterRows& filter, std::span<const RowIndex> rows,
                                         const RowSample& sample, const std::vector<float>& directions,
                                         std::size_t columns, std::size_t widest, std::size_t k, int threads);

}  // namespace asterism::neighbors::certified
