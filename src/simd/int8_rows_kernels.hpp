/// The kernels behind simd/int8_rows.hpp, one set per target; only int8_rows*.cpp include this.
#pragma once

#include "simd/int8_rows.hpp"

namespace asterism::simd {

#define ASTERISM_INT8_KERNELS                                                                                       \
    void reaching_pairs(const Int8Rows& rows, const PackedBlock& columns, std::size_t groups, std::uint64_t* masks, \
                        std::size_t stride);                                                                        \
    void block_sums(const std::int8_t* row, const PackedBlock& columns, std::size_t groups, std::int32_t* sums);    \
    void shifted_dots(const std::int8_t* row, const std::int8_t* rows, std::size_t width,                           \
                      std::span<const std::uint32_t> indices, std::int32_t* out);

namespace scalar {
ASTERISM_INT8_KERNELS
}
namespace avx2 {
ASTERISM_INT8_KERNELS
}
namespace avx512 {
ASTERISM_INT8_KERNELS
}
namespace neon {
ASTERISM_INT8_KERNELS
}

#undef ASTERISM_INT8_KERNELS

}  // namespace asterism::simd
