// AVX2 has no exact product of bytes (vpmaddubsw saturates), so bytes are widened to 16 bits and multiplied with
// vpmaddwd, which leaves two sums a column; they are added at the end.
#include <immintrin.h>

#include <algorithm>
#include <cstring>

#include "simd/kernels.hpp"

namespace asterism::simd::avx2 {
namespace {

/// Four signed bytes as 16-bit values, four times over.
__m256i widened_group(const std::int8_t* bytes) {
    std::int32_t four = 0;
    std::memcpy(&four, bytes, sizeof four);
    return _mm256_cvtepi8_epi16(_mm_set1_epi32(four));
}

std::int32_t sum_of(__m256i x) {
    __m128i s = _mm_add_epi32(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1));
    s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0x4e));
    s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0xb1));
    return _mm_cvtsi128_si32(s);
}

constexpr std::size_t kRows = 6;
constexpr std::size_t kGroupsAtOnce = 64;

/// Some groups of six rows (each `groups` long) as 16-bit values, the six groups of four side by side.
void widen_rows(const std::int8_t* bytes, std::size_t groups, std::size_t some, std::int64_t* widened) {
    for (std::size_t g = 0; g < some; ++g) {
        for (std::size_t r = 0; r < kRows; ++r) {
            std::int32_t four = 0;
            std::memcpy(&four, bytes + (r * groups + g) * 4, sizeof four);
            *widened++ = _mm_cvtsi128_si64(_mm_cvtepi8_epi16(_mm_cvtsi32_si128(four)));
        }
    }
}

/// Adds six rows' products with eight columns: twelve sums, two registers of columns and a broadcast in 15 of 16
/// registers, and each widened column serves six products.
void six_rows(const std::int64_t* widened, const std::uint8_t* bytes, std::size_t groups, std::int32_t* sums) {
    __m256i low[kRows];
    __m256i high[kRows];
#pragma GCC unroll 6
    for (std::size_t r = 0; r < kRows; ++r)
        low[r] = high[r] = _mm256_setzero_si256();
    for (std::size_t g = 0; g < groups; ++g, bytes += kPackedColumns * 4, widened += kRows) {
        const __m256i a = _mm256_cvtepu8_epi16(_mm_load_si128(reinterpret_cast<const __m128i*>(bytes)));
        const __m256i b = _mm256_cvtepu8_epi16(_mm_load_si128(reinterpret_cast<const __m128i*>(bytes + 16)));
#pragma GCC unroll 6
        for (std::size_t r = 0; r < kRows; ++r) {
            const __m256i factor = _mm256_set1_epi64x(widened[r]);
            low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(a, factor));
            high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(b, factor));
        }
    }
#pragma GCC unroll 6
    for (std::size_t r = 0; r < kRows; ++r, sums += kPackedColumns) {  // a column's two sums are neighbours
        const __m256i added = _mm256_permute4x64_epi64(_mm256_hadd_epi32(low[r], high[r]), 0xd8);
        auto* const to = reinterpret_cast<__m256i*>(sums);
        _mm256_store_si256(to, _mm256_add_epi32(_mm256_load_si256(to), added));
    }
}

std::uint64_t reached(const std::int32_t* sums, const PackedBlock& columns, std::int32_t threshold,
                      std::int32_t offset) {
    const __m256i mine = _mm256_set1_epi32(threshold);
    const __m256i more = _mm256_set1_epi32(offset);
    std::uint64_t mask = 0;
    for (std::size_t c = 0; c < kPackedColumns; c += 8) {
        const __m256i theirs = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(columns.threshold + c));
        const __m256i needed = _mm256_add_epi32(_mm256_min_epi32(mine, theirs), more);
        const __m256i sum = _mm256_load_si256(reinterpret_cast<const __m256i*>(sums + c));
        const auto below =
            static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(needed, sum))));
        mask |= static_cast<std::uint64_t>(~below & 0xffU) << c;
    }
    return mask;
}

void block_sums(const std::int8_t* row, const PackedBlock& columns, std::size_t groups, std::int32_t* sums) {
    constexpr std::size_t kAtOnce = 32;  // eight sums of four columns each
    for (std::size_t c = 0; c < kPackedColumns; c += kAtOnce) {
        __m256i s[8];
        for (auto& sum : s)
            sum = _mm256_setzero_si256();
        for (std::size_t g = 0; g < groups; ++g) {
            const std::uint8_t* bytes = columns.bytes + (g * kPackedColumns + c) * 4;
            const __m256i factor = widened_group(row + 4 * g);
#pragma GCC unroll 8
            for (int q = 0; q < 8; ++q) {
                const __m128i four = _mm_load_si128(reinterpret_cast<const __m128i*>(bytes + 16 * q));
                s[q] = _mm256_add_epi32(s[q], _mm256_madd_epi16(_mm256_cvtepu8_epi16(four), factor));
            }
        }
        for (std::size_t q = 0; q < 8; q += 2) {  // neighbours added: columns 4q .. 4q + 7, in pairs of halves
            const __m256i added = _mm256_permute4x64_epi64(_mm256_hadd_epi32(s[q], s[q + 1]), 0xd8);
            const __m256i start = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(columns.start + c + 4 * q));
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + c + 4 * q), _mm256_add_epi32(added, start));
        }
    }
}

void reaching_pairs(const Int8Rows& rows, const PackedBlock& columns, std::size_t groups, std::uint64_t* masks,
                    std::size_t stride) {
    alignas(32) std::int32_t sums[kRows][kPackedColumns];
    std::int64_t widened[kRows * kGroupsAtOnce];
    for (std::size_t first = 0; first < rows.count; first += kRows) {
        const std::size_t count = std::min(kRows, rows.count - first);
        const std::int8_t* const bytes = rows.bytes + first * groups * 4;
        for (std::size_t r = 0; r < count; ++r) {
            if (count < kRows)
                block_sums(bytes + r * groups * 4, columns, groups, sums[r]);
            else
                std::memcpy(sums[r], columns.start, sizeof sums[r]);
        }
        for (std::size_t g = 0; g < groups && count == kRows; g += kGroupsAtOnce) {
            const std::size_t some = std::min(kGroupsAtOnce, groups - g);
            widen_rows(bytes + g * 4, groups, some, widened);
            for (std::size_t c = 0; c < kPackedColumns; c += 8)
                six_rows(widened, columns.bytes + (g * kPackedColumns + c) * 4, some, sums[0] + c);
        }
        for (std::size_t r = 0; r < count; ++r)
            masks[(first + r) * stride] = reached(sums[r], columns, rows.threshold[first + r], rows.offset[first + r]);
    }
}

void shifted_dots(const std::int8_t* row, const std::int8_t* rows, std::size_t width,
                  std::span<const std::uint32_t> indices, std::int32_t* out) {
    const __m256i shift = _mm256_set1_epi16(128);
    for (std::size_t t = 0; t < indices.size(); ++t) {
        const std::int8_t* other = rows + indices[t] * width;
        __m256i sum = _mm256_setzero_si256();
        for (std::size_t k = 0; k < width; k += 16) {
            const __m256i a = _mm256_cvtepi8_epi16(_mm_load_si128(reinterpret_cast<const __m128i*>(row + k)));
            const __m256i b = _mm256_cvtepi8_epi16(_mm_load_si128(reinterpret_cast<const __m128i*>(other + k)));
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_add_epi16(a, shift), b));
        }
        out[t] = sum_of(sum);
    }
}

}  // namespace

extern const Int8RowKernels int8_rows{reaching_pairs, block_sums, shifted_dots};

}  // namespace asterism::simd::avx2
