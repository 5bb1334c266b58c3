#include "simd/int8_rows.hpp"

#include "simd/kernels.hpp"

namespace asterism::simd {

void reaching_pairs(Target target, const Int8Rows& rows, const PackedBlock& columns, std::size_t groups,
                    std::uint64_t* masks, std::size_t stride) {
    kernels_of(target).int8_rows.reaching_pairs(rows, columns, groups, masks, stride);
}

void block_sums(Target target, const std::int8_t* row, const PackedBlock& columns, std::size_t groups,
                std::int32_t* sums) {
    kernels_of(target).int8_rows.block_sums(row, columns, groups, sums);
}

void shifted_dots(Target target, const std::int8_t* row, const std::int8_t* rows, std::size_t width,
                  std::span<const std::uint32_t> indices, std::int32_t* out) {
    kernels_of(target).int8_rows.shifted_dots(row, rows, width, indices, out);
}

}  // namespace asterism::simd
