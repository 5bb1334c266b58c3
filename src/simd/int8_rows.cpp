#include "simd/int8_rows.hpp"

#include "simd/int8_rows_kernels.hpp"

namespace asterism::simd {

#if defined(__x86_64__)
#define ASTERISM_DISPATCH(call)  \
    switch (target) {            \
        case Target::avx512:     \
            return avx512::call; \
        case Target::avx2:       \
            return avx2::call;   \
        case Target::scalar:     \
            return scalar::call; \
    }
#else
#define ASTERISM_DISPATCH(call) \
    (void)target;               \
    scalar::call;
#endif

void reaching_pairs(Target target, const Int8Rows& rows, const PackedBlock& columns, std::size_t groups,
                    std::uint64_t* masks, std::size_t stride) {
    ASTERISM_DISPATCH(reaching_pairs(rows, columns, groups, masks, stride))
}

void block_sums(Target target, const std::int8_t* row, const PackedBlock& columns, std::size_t groups,
                std::int32_t* sums) {
    ASTERISM_DISPATCH(block_sums(row, columns, groups, sums))
}

void shifted_dots(Target target, const std::int8_t* row, const std::int8_t* rows, std::size_t width,
                  std::span<const std::uint32_t> indices, std::int32_t* out) {
    ASTERISM_DISPATCH(shifted_dots(row, rows, width, indices, out))
}

#undef ASTERISM_DISPATCH

}  // namespace asterism::simd
