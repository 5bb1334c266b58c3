/// Bit masks of pairs that passed the first stage, and what is done with their rows.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace asterism::neighbors::certified {

/// Takes the pairs of a tile with itself that were or will be seen the other way round out of row `last`.
inline void clear_up_to(std::uint64_t* line, std::size_t last) {
    for (std::size_t q = 0; q <= last / 64; ++q) {
        line[q] &= q < last / 64 || last % 64 == 63 ? 0 : ~std::uint64_t{0} << (last % 64 + 1);
    }
}

/// The columns whose bits are set, ascending; returns how many.
inline std::size_t extract(std::span<const std::uint64_t> line, std::uint32_t* out) {
    std::size_t count = 0;
    for (std::uint32_t q = 0; q < line.size(); ++q) {
        for (std::uint64_t bits = line[q]; bits != 0; bits &= bits - 1) {
            out[count++] = q * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
        }
    }
    return count;
}

/// Starts to fetch a row whose distance will be computed soon.
inline void prefetch(std::span<const float> row) {
    for (std::size_t k = 0; k < row.size(); k += 16)
        __builtin_prefetch(&row[k]);
}

}  // namespace asterism::neighbors::certified
