#include <algorithm>

#include "simd/kernels.hpp"

namespace asterism::simd::scalar {
namespace {

void block_sums(const std::int8_t* row, const PackedBlock& columns, std::size_t groups, std::int32_t* sums) {
    std::copy_n(columns.start, kPackedColumns, sums);
    for (std::size_t g = 0; g < groups; ++g) {
        const std::uint8_t* bytes = columns.bytes + g * kPackedColumns * 4;
        for (std::size_t c = 0; c < kPackedColumns; ++c) {
            for (std::size_t k = 0; k < 4; ++k)
                sums[c] += bytes[4 * c + k] * row[4 * g + k];
        }
    }
}

void reaching_pairs(const Int8Rows& rows, const PackedBlock& columns, std::size_t groups, std::uint64_t* masks,
                    std::size_t stride) {
    std::int32_t sums[kPackedColumns];
    for (std::size_t r = 0; r < rows.count; ++r) {
        block_sums(rows.bytes + r * groups * 4, columns, groups, sums);
        std::uint64_t mask = 0;
        for (std::size_t c = 0; c < kPackedColumns; ++c) {
            const std::int32_t needed = std::min(rows.threshold[r], columns.threshold[c]) + rows.offset[r];
            mask |= static_cast<std::uint64_t>(sums[c] >= needed) << c;
        }
        masks[r * stride] = mask;
    }
}

void shifted_dots(const std::int8_t* row, const std::int8_t* rows, std::size_t width,
                  std::span<const std::uint32_t> indices, std::int32_t* out) {
    for (std::size_t t = 0; t < indices.size(); ++t) {
        const std::int8_t* other = rows + indices[t] * width;
        std::int32_t sum = 0;
        for (std::size_t k = 0; k < width; ++k)
            sum += (row[k] + 128) * other[k];
        out[t] = sum;
    }
}

}  // namespace

extern const Int8RowKernels int8_rows{reaching_pairs, block_sums, shifted_dots};

}  // namespace asterism::simd::scalar
