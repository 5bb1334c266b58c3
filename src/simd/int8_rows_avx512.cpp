// AVX-512 with VNNI: vpdpbusd multiplies four unsigned bytes with four signed ones and adds them to an int32, exactly.
// reaching_pairs works on 6 rows x 64 columns: 24 sums, 4 columns and a broadcast fill 29 of 32 registers, and each
// loaded column register serves six products.
#include <immintrin.h>

#include <algorithm>
#include <cstring>

#include "simd/kernels.hpp"

namespace asterism::simd::avx512 {
namespace {

constexpr int kRows = 6;
constexpr int kParts = 4;  // registers of 16 columns

__m512i broadcast_group(const std::int8_t* bytes) {
    std::int32_t four = 0;
    std::memcpy(&four, bytes, sizeof four);
    return _mm512_set1_epi32(four);
}

/// As an instruction of its own: GCC 12 hoists the first step of the intrinsic out of the loop and then writes all 24
/// sums to memory in every step, which halves the speed.
void multiply_add_in_place(__m512i& sum, __m512i columns, __m512i factor) {
    asm("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(columns), "v"(factor));
}

/// Six rows from `first` on.
void six_rows(const Int8Rows& rows, std::size_t first, const PackedBlock& columns, std::size_t groups,
              std::uint64_t* masks, std::size_t stride) {
    const std::size_t width = groups * 4;
    const std::int8_t* low = rows.bytes + first * width;
    const std::int8_t* high = low + 3 * width;
    __m512i sums[kRows][kParts];
#pragma GCC unroll 4
    for (int p = 0; p < kParts; ++p) {
        const __m512i start = _mm512_loadu_si512(columns.start + 16 * p);
#pragma GCC unroll 6
        for (int r = 0; r < kRows; ++r)
            sums[r][p] = start;
    }
    const std::uint8_t* bytes = columns.bytes;
    for (std::size_t g = 0; g < groups; ++g, bytes += kPackedColumns * 4) {
        __m512i part[kParts];
#pragma GCC unroll 4
        for (int p = 0; p < kParts; ++p)
            part[p] = _mm512_load_si512(bytes + 64 * p);
#pragma GCC unroll 6
        for (int r = 0; r < kRows; ++r) {
            const std::int8_t* row =
                r < 3 ? low + static_cast<std::size_t>(r) * width : high + static_cast<std::size_t>(r - 3) * width;
            const __m512i factor = broadcast_group(row + 4 * g);
#pragma GCC unroll 4
            for (int p = 0; p < kParts; ++p)
                multiply_add_in_place(sums[r][p], part[p], factor);
        }
    }
#pragma GCC unroll 6
    for (int r = 0; r < kRows; ++r) {
        const __m512i mine = _mm512_set1_epi32(rows.threshold[first + static_cast<std::size_t>(r)]);
        const __m512i offset = _mm512_set1_epi32(rows.offset[first + static_cast<std::size_t>(r)]);
        std::uint64_t mask = 0;
#pragma GCC unroll 4
        for (int p = 0; p < kParts; ++p) {
            const __m512i theirs = _mm512_loadu_si512(columns.threshold + 16 * p);
            const __m512i needed = _mm512_add_epi32(_mm512_min_epi32(mine, theirs), offset);
            mask |= static_cast<std::uint64_t>(_mm512_cmpge_epi32_mask(sums[r][p], needed)) << (16 * p);
        }
        masks[(first + static_cast<std::size_t>(r)) * stride] = mask;
    }
}

/// The sum over each of four registers.
__m128i add_across(__m512i a, __m512i b, __m512i c, __m512i d) {
    const __m512i ab = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
    const __m512i cd = _mm512_add_epi32(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
    const __m512i all = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
    const __m256i half = _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64(all, 1));
    return _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
}

void block_sums(const std::int8_t* row, const PackedBlock& columns, std::size_t groups, std::int32_t* sums) {
    __m512i s[kParts];
    for (int p = 0; p < kParts; ++p)
        s[p] = _mm512_loadu_si512(columns.start + 16 * p);
    for (std::size_t g = 0; g < groups; ++g) {
        const __m512i factor = broadcast_group(row + 4 * g);
        const std::uint8_t* bytes = columns.bytes + g * kPackedColumns * 4;
        for (int p = 0; p < kParts; ++p)
            s[p] = _mm512_dpbusd_epi32(s[p], _mm512_load_si512(bytes + 64 * p), factor);
    }
    for (int p = 0; p < kParts; ++p)
        _mm512_storeu_si512(sums + 16 * p, s[p]);
}

void reaching_pairs(const Int8Rows& rows, const PackedBlock& columns, std::size_t groups, std::uint64_t* masks,
                    std::size_t stride) {
    std::size_t first = 0;
    for (; first + kRows <= rows.count; first += kRows)
        six_rows(rows, first, columns, groups, masks, stride);
    alignas(64) std::int32_t sums[kPackedColumns];
    for (; first < rows.count; ++first) {
        block_sums(rows.bytes + first * groups * 4, columns, groups, sums);
        std::uint64_t mask = 0;
        for (std::size_t c = 0; c < kPackedColumns; ++c) {
            const std::int32_t needed = std::min(rows.threshold[first], columns.threshold[c]) + rows.offset[first];
            mask |= static_cast<std::uint64_t>(sums[c] >= needed) << c;
        }
        masks[first * stride] = mask;
    }
}

void shifted_dots(const std::int8_t* row, const std::int8_t* rows, std::size_t width,
                  std::span<const std::uint32_t> indices, std::int32_t* out) {
    const __m512i shift = _mm512_set1_epi8(static_cast<char>(0x80));
    const auto add = [&](__m512i sum, const std::int8_t* other, std::size_t k) {
        const __m512i mine = _mm512_xor_si512(_mm512_load_si512(row + k), shift);
        return _mm512_dpbusd_epi32(sum, mine, _mm512_load_si512(other + k));
    };
    std::size_t t = 0;
    for (; t + 4 <= indices.size(); t += 4) {  // four at a time hide the latency of the sums and of memory
        const std::int8_t* other[4];
        __m512i sum[4];
        for (std::size_t q = 0; q < 4; ++q) {
            other[q] = rows + indices[t + q] * width;
            sum[q] = _mm512_setzero_si512();
        }
        for (std::size_t k = 0; k < width; k += 64) {
            const __m512i mine = _mm512_xor_si512(_mm512_load_si512(row + k), shift);
#pragma GCC unroll 4
            for (int q = 0; q < 4; ++q)
                sum[q] = _mm512_dpbusd_epi32(sum[q], mine, _mm512_load_si512(other[q] + k));
        }
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + t), add_across(sum[0], sum[1], sum[2], sum[3]));
    }
    for (; t < indices.size(); ++t) {
        __m512i sum = _mm512_setzero_si512();
        for (std::size_t k = 0; k < width; k += 64)
            sum = add(sum, rows + indices[t] * width, k);
        out[t] = _mm512_reduce_add_epi32(sum);
    }
}

}  // namespace

extern const Int8RowKernels int8_rows{reaching_pairs, block_sums, shifted_dots};

}  // namespace asterism::simd::avx512
