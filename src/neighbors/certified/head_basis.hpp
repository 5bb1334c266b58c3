/// The few directions in which the data vary most, turned so that all of them carry alike: the head of every row.
///
/// The leading directions of a sample (linear/subspace.hpp), cut to the width that makes the filter cheapest
/// (head_width.hpp), then a random rotation inside that space, so that coordinates have even size and int8 serves them
/// all. How good the basis is decides the speed; what it is decides no
/// result: its distance from orthonormality is measured and enters the bounds.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "neighbors/certified/filter_rows.hpp"

namespace asterism::neighbors::certified {

struct HeadBasis {
    std::size_t depth = 0;      ///< d
    std::size_t width = 0;      ///< h, a multiple of 4; the columns in use
    std::size_t columns = 0;    ///< h rounded up for the product kernel; columns past h are zero
    std::vector<float> matrix;  ///< depth x columns
    double deviation = 0;       ///< at least ||B'B - I||_F
    bool complete = false;      ///< h >= d: nothing of a row lies outside
};

/// `rows`: those that will be searched; `k`: length of the neighbour lists, which the cost model needs. Deterministic
/// for given data and machine.
[[nodiscard]] HeadBasis make_head_basis(const FilterRows& filter, std::span<const RowIndex> rows, std::size_t k,
                                        int threads);

/// The whole row is its own head.
[[nodiscard]] HeadBasis whole_rows(std::size_t dimensions);

/// Heads of some rows: rows.size() x basis.columns.
[[nodiscard]] std::vector<float> heads_of(const FilterRows& filter, const HeadBasis& basis,
                                          std::span<const RowIndex> rows);

}  // namespace asterism::neighbors::certified
