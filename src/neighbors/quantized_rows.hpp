/// Whole rows as int8, each with its own scale: a second, much tighter bound for the pairs that pass the heads.
///
/// u = s q + e with e >= |u - s q|, a = |s q|: |u_i.u_j - s_i s_j q_i.q_j| <= (a_i + e_i)(a_j + e_j) - a_i a_j.
/// Evaluated in float32 with an allowance of 3e-6 for its rounding.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/untouched.hpp"
#include "neighbors/filter_rows.hpp"

namespace asterism::neighbors {

class QuantizedRows {
 public:
    QuantizedRows(const FilterRows& filter, std::span<const RowIndex> layout, int threads, const Observer& observer);

    struct Bounds {
        float lower;
        float upper;
    };
    /// bounds[t] encloses u.u of the rows at `place` and others[t]; `dots` is scratch of the same size.
    void bounds(std::size_t place, std::span<const std::uint32_t> others, std::int32_t* dots, Bounds* bounds) const;
    struct Reaching {
        std::uint32_t at;  ///< in `others`
        float upper;       ///< at least u.u
    };
    /// Writes to `out`, in order, all t for which u.u of the rows at `place` and others[t] may come to needed[t];
    /// returns how many. `dots` and `out` have room for as many values as `others`.
    std::size_t reaching(std::size_t place, std::span<const std::uint32_t> others, const float* needed,
                         std::int32_t* dots, Reaching* out) const;

 private:
    struct Row {
        float scale;
        float norm;        ///< a
        float reach;       ///< a + e
        std::int32_t sum;  ///< of its bytes
    };
    struct alignas(64) Line {
        std::int8_t bytes[64];
    };

    std::size_t width_;  ///< d rounded up to 64
    UntouchedVector<Line> lines_;
    UntouchedVector<Row> rows_;
};

}  // namespace asterism::neighbors
