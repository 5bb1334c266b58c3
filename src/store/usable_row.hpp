/// Which vectors can be clustered at all: the one rule that every source of vectors goes by.
///
/// A row is unusable when a value is NaN or infinite, or (for cosine) when its norm is zero. The norm is taken in
/// float64, where no sum of squares of float32 values under- or overflows: zero means that every value is zero. Thread
/// safety: pure functions. Determinism: the answer does not depend on the machine.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "asterism/matrix.hpp"
#include "store/records.hpp"

namespace asterism::store {

/// not_finite, zero_norm (only when `reject_zero_norm`), or nullopt for a usable row. A row of no values is of zero
/// norm.
[[nodiscard]] std::optional<Rejection> unusable(std::span<const float> row, bool reject_zero_norm);

struct UnusableRow {
    RowIndex row;
    Rejection reason;
};

/// The unusable rows of a matrix in ascending order. O(rows x cols).
[[nodiscard]] std::vector<UnusableRow> unusable_rows(MatrixView vectors, bool reject_zero_norm);

}  // namespace asterism::store
