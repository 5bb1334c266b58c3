/// What the kernels behind simd/row_products.hpp share: blocks cut into tiles. Only row_products_*.cpp include this.
#pragma once

#include "simd/row_products.hpp"

namespace asterism::simd {

/// Cuts a x b into squares of kTile rows a side and calls tile(pa, pb, result) for each, where pa and pb hold kTile row
/// pointers (the last one repeated at the edge) and result is kTile x kTile.
template <std::size_t kTile, class TileKernel>
void for_each_tile(Rows a, Rows b, double* out, const TileKernel& tile) {
    const float* pa[kTile];
    const float* pb[kTile];
    double result[kTile * kTile];
    for (std::size_t i = 0; i < a.size(); i += kTile) {
        const std::size_t rows = a.size() - i < kTile ? a.size() - i : kTile;
        for (std::size_t r = 0; r < kTile; ++r)
            pa[r] = a[i + (r < rows ? r : rows - 1)];
        for (std::size_t j = 0; j < b.size(); j += kTile) {
            const std::size_t cols = b.size() - j < kTile ? b.size() - j : kTile;
            for (std::size_t c = 0; c < kTile; ++c)
                pb[c] = b[j + (c < cols ? c : cols - 1)];
            tile(pa, pb, result);
            for (std::size_t r = 0; r < rows; ++r) {
                for (std::size_t c = 0; c < cols; ++c)
                    out[(i + r) * b.size() + j + c] = result[r * kTile + c];
            }
        }
    }
}

}  // namespace asterism::simd
