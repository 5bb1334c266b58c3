/// Integer kernels of the pair filter: which pairs of int8 rows have a dot product that reaches a threshold.
///
/// All results are exact integers, so every target gives the same bits. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "simd/target.hpp"

namespace asterism::simd {

/// Columns a packed block holds.
inline constexpr std::size_t kPackedColumns = 64;

/// 64 rows packed for use as columns: for each group of four coordinates the four bytes of row 0, of row 1, ... of
/// row 63. Bytes are unsigned. `start` and `threshold` have 64 values.
struct PackedBlock {
    const std::uint8_t* bytes;  ///< groups x 64 x 4, 64-byte aligned
    const std::int32_t* start;  ///< added to every sum of the column
    const std::int32_t* threshold;
};

/// Rows against the columns of one packed block.
struct Int8Rows {
    const std::int8_t* bytes;       ///< count x (4 groups), row-major
    const std::int32_t* threshold;  ///< count
    const std::int32_t* offset;     ///< count: added to the threshold
    std::size_t count;              ///< any; the kernels are fastest in multiples of 6
};

/// Bit c of masks[r * stride] is set when
///   start[c] + sum_k column_c[k] * row_r[k]  >=  min(row threshold[r], column threshold[c]) + offset[r].
/// No sum may leave the range of int32.
void reaching_pairs(Target target, const Int8Rows& rows, const PackedBlock& columns, std::size_t groups,
                    std::uint64_t* masks, std::size_t stride);

/// sums[c] = start[c] + sum_k column_c[k] * row[k] for the 64 columns of one block.
void block_sums(Target target, const std::int8_t* row, const PackedBlock& columns, std::size_t groups,
                std::int32_t* sums);

/// out[t] = sum_k (row[k] + 128) * (rows[indices[t] * width + k]) as signed bytes; width is a multiple of 64, row and
/// rows are 64-byte aligned. The caller takes 128 times the other row's sum off again.
void shifted_dots(Target target, const std::int8_t* row, const std::int8_t* rows, std::size_t width,
                  std::span<const std::uint32_t> indices, std::int32_t* out);

}  // namespace asterism::simd
