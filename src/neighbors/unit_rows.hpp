/// Rows divided by their norm, in float32, a block at a time.
#pragma once

#include <span>
#include <vector>

#include "neighbors/metric_space.hpp"

namespace asterism::neighbors {

/// out: rows.size() x d. Each value is off by at most 2^-24 of itself (and far below any limit for denormal ones).
inline void copy_unit_rows(const MetricSpace& space, std::span<const RowIndex> rows, float* out) {
    const std::size_t d = space.vectors().cols;
    for (const RowIndex row : rows) {
        const float* x = space.vectors().row(row);
        const double scale = space.inverse_norms()[row];
        for (std::size_t k = 0; k < d; ++k)
            *out++ = static_cast<float>(static_cast<double>(x[k]) * scale);
    }
}

/// `count` of the rows, spread evenly over them.
[[nodiscard]] inline std::vector<RowIndex> even_sample(std::span<const RowIndex> rows, std::size_t count) {
    std::vector<RowIndex> sample(count);
    for (std::size_t q = 0; q < count; ++q)
        sample[q] = rows[q * rows.size() / count];
    return sample;
}

}  // namespace asterism::neighbors
