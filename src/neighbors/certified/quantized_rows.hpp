/// Whole rows as int8, each with its own scale: a second, much tighter bound for the pairs that pass the heads.
///
/// u = s q + e with e >= |u - s q|, a = |s q|: |u_i.u_j - s_i s_j q_i.q_j| <= (a_i + e_i)(a_j + e_j) - a_i a_j.
/// Evaluated in float32 with an allowance of 3e-6 for its rounding: the four products are at most 1 (rows are at most
/// that long), each is off by at most three units of 2^-24, and so are two sums of them, together some 1e-6.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/observer.hpp"
#include "base/untouched.hpp"
#include "neighbors/certified/filter_rows.hpp"

namespace asterism::neighbors::certified {

class QuantizedRows {
 public:
    QuantizedRows(const FilterRows& filter, std::span<const RowIndex> layout, int threads, const Observer& observer);

    struct Measures {
        float scale;       ///< s
        float norm;        ///< a
        float reach;       ///< a + e
        std::int32_t sum;  ///< of its bytes
    };
    /// One row, to be held against those of any QuantizedRows of as many dimensions.
    struct Row {
        const std::int8_t* bytes;  ///< d rounded up to 64
        Measures is;
    };
    [[nodiscard]] Row row(std::size_t place) const { return {lines_[place * width_ / 64].bytes, measures_[place]}; }

    struct Bounds {
        float lower;
        float upper;
    };
    /// bounds[t] encloses u.u of `row` and the one at others[t]; `dots` is scratch of the same size.
    void bounds(const Row& row, std::span<const std::uint32_t> others, std::int32_t* dots, Bounds* bounds) const;
    struct Reaching {
        std::uint32_t at;  ///< in `others`
        float upper;       ///< at least u.u
    };
    /// Writes to `out`, in order, all t for which u.u of `row` and the one at others[t] may come to needed[t]; returns
    /// how many. `dots` and `out` have room for as many values as `others`.
    std::size_t reaching(const Row& row, std::span<const std::uint32_t> others, const float* needed, std::int32_t* dots,
                         Reaching* out) const;

 private:
    struct alignas(64) Line {
        std::int8_t bytes[64];
    };

    std::size_t width_;  ///< d rounded up to 64
    UntouchedVector<Line> lines_;
    UntouchedVector<Measures> measures_;
};

}  // namespace asterism::neighbors::certified
