// NEON with the dot product of Armv8.2: sdot multiplies four signed bytes with four signed ones and adds them to an
// int32, exactly. The columns are unsigned, so their top bit is flipped, which takes 128 off each, and 128 times the
// sum of the row's bytes is added to the start. reaching_pairs works on 8 rows x 8 columns: 16 sums, 8 rows of four
// groups each and 2 columns fill 26 of 32 registers; a loaded column serves eight rows, a loaded row four groups.
#include <arm_neon.h>

#include <cstring>

#include "simd/kernels.hpp"

namespace asterism::simd::neon {
namespace {

constexpr std::size_t kRows = 8;
constexpr std::size_t kParts = 2;  // registers of four columns

int8x16_t signed_columns(const std::uint8_t* bytes) {
    return vreinterpretq_s8_u8(veorq_u8(vld1q_u8(bytes), vdupq_n_u8(0x80)));
}

int8x16_t broadcast_group(const std::int8_t* bytes) {
    std::int32_t four = 0;
    std::memcpy(&four, bytes, sizeof four);
    return vreinterpretq_s8_s32(vdupq_n_s32(four));
}

/// 128 times the sum of a row's bytes.
std::int32_t row_shift(const std::int8_t* row, std::size_t groups) {
    const int8x16_t one = vdupq_n_s8(1);
    const int8x16_t one_group = vcombine_s8(vcreate_s8(0x01010101), vcreate_s8(0));
    int32x4_t sums = vdupq_n_s32(0);
    std::size_t g = 0;
    for (; g + 4 <= groups; g += 4)
        sums = vdotq_s32(sums, vld1q_s8(row + 4 * g), one);
    for (; g < groups; ++g)
        sums = vdotq_s32(sums, broadcast_group(row + 4 * g), one_group);
    return 128 * vaddvq_s32(sums);
}

/// Adds one group of coordinates, which lies in lane kLane of each row's register.
template <int kLane, std::size_t kCount, std::size_t kWide>
void add_group(const std::uint8_t* columns, const int8x16_t (&rows)[kCount], int32x4_t (&sums)[kCount][kWide]) {
#pragma GCC unroll 16
    for (std::size_t p = 0; p < kWide; ++p) {
        const int8x16_t part = signed_columns(columns + 16 * p);
#pragma GCC unroll 8
        for (std::size_t r = 0; r < kCount; ++r)
            sums[r][p] = vdotq_laneq_s32(sums[r][p], part, rows[r], kLane);
    }
}

/// sums[r][p] = the sums of row r with the four columns from 4 p on. `bytes` and `start` begin at the first column.
template <std::size_t kCount, std::size_t kWide>
void sum_rows(const std::int8_t* rows, const std::int32_t* shifts, const std::uint8_t* bytes, const std::int32_t* start,
              std::size_t groups, int32x4_t (&sums)[kCount][kWide]) {
    constexpr std::size_t kStep = kPackedColumns * 4;
    const std::size_t width = groups * 4;
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kCount; ++r) {
#pragma GCC unroll 16
        for (std::size_t p = 0; p < kWide; ++p)
            sums[r][p] = vaddq_s32(vld1q_s32(start + 4 * p), vdupq_n_s32(shifts[r]));
    }
    int8x16_t row[kCount];
    std::size_t g = 0;
    for (; g + 4 <= groups; g += 4, bytes += 4 * kStep) {
#pragma GCC unroll 8
        for (std::size_t r = 0; r < kCount; ++r)
            row[r] = vld1q_s8(rows + r * width + 4 * g);
        add_group<0>(bytes, row, sums);
        add_group<1>(bytes + kStep, row, sums);
        add_group<2>(bytes + 2 * kStep, row, sums);
        add_group<3>(bytes + 3 * kStep, row, sums);
    }
    for (; g < groups; ++g, bytes += kStep) {
#pragma GCC unroll 8
        for (std::size_t r = 0; r < kCount; ++r)
            row[r] = broadcast_group(rows + r * width + 4 * g);
        add_group<0>(bytes, row, sums);
    }
}

/// Bit c: sums[c] >= min(mine, theirs[c]) + offset, for eight columns.
std::uint64_t reaching(const int32x4_t (&sums)[kParts], const std::int32_t* theirs, std::int32_t mine,
                       std::int32_t offset) {
    static constexpr std::uint32_t kBits[] = {1, 2, 4, 8, 16, 32, 64, 128};
    uint32x4_t bits[kParts];
#pragma GCC unroll 2
    for (std::size_t p = 0; p < kParts; ++p) {
        const int32x4_t least = vminq_s32(vdupq_n_s32(mine), vld1q_s32(theirs + 4 * p));
        const int32x4_t needed = vaddq_s32(least, vdupq_n_s32(offset));
        bits[p] = vandq_u32(vcgeq_s32(sums[p], needed), vld1q_u32(kBits + 4 * p));
    }
    return vaddvq_u32(vorrq_u32(bits[0], bits[1]));
}

/// kCount rows from `first` on.
template <std::size_t kCount>
void mark_rows(const Int8Rows& rows, std::size_t first, const PackedBlock& columns, std::size_t groups,
               std::uint64_t* masks, std::size_t stride) {
    const std::int8_t* bytes = rows.bytes + first * groups * 4;
    std::int32_t shifts[kCount];
    for (std::size_t r = 0; r < kCount; ++r) {
        shifts[r] = row_shift(bytes + r * groups * 4, groups);
        masks[(first + r) * stride] = 0;
    }
    for (std::size_t c = 0; c < kPackedColumns; c += 4 * kParts) {
        int32x4_t sums[kCount][kParts];
        sum_rows(bytes, shifts, columns.bytes + 4 * c, columns.start + c, groups, sums);
#pragma GCC unroll 8
        for (std::size_t r = 0; r < kCount; ++r) {
            masks[(first + r) * stride] |=
                reaching(sums[r], columns.threshold + c, rows.threshold[first + r], rows.offset[first + r]) << c;
        }
    }
}

/// out[t] of kCount rows: the product of the bytes, and 128 times the sum of the other row's bytes.
template <std::size_t kCount>
void shifted_dots_of(const std::int8_t* row, const std::int8_t* rows, std::size_t width, const std::uint32_t* indices,
                     std::int32_t* out) {
    const int8x16_t one = vdupq_n_s8(1);
    const std::int8_t* other[kCount];
    int32x4_t dots[kCount];
    int32x4_t sums[kCount];
#pragma GCC unroll 4
    for (std::size_t t = 0; t < kCount; ++t) {
        other[t] = rows + indices[t] * width;
        dots[t] = sums[t] = vdupq_n_s32(0);
    }
    for (std::size_t k = 0; k < width; k += 16) {
        const int8x16_t mine = vld1q_s8(row + k);
#pragma GCC unroll 4
        for (std::size_t t = 0; t < kCount; ++t) {
            const int8x16_t theirs = vld1q_s8(other[t] + k);
            dots[t] = vdotq_s32(dots[t], mine, theirs);
            sums[t] = vdotq_s32(sums[t], theirs, one);
        }
    }
#pragma GCC unroll 4
    for (std::size_t t = 0; t < kCount; ++t)
        out[t] = vaddvq_s32(vaddq_s32(dots[t], vshlq_n_s32(sums[t], 7)));
}

void block_sums(const std::int8_t* row, const PackedBlock& columns, std::size_t groups, std::int32_t* sums) {
    constexpr std::size_t kAll = kPackedColumns / 4;
    const std::int32_t shift = row_shift(row, groups);
    int32x4_t all[1][kAll];
    sum_rows(row, &shift, columns.bytes, columns.start, groups, all);
#pragma GCC unroll 16
    for (std::size_t p = 0; p < kAll; ++p)
        vst1q_s32(sums + 4 * p, all[0][p]);
}

void reaching_pairs(const Int8Rows& rows, const PackedBlock& columns, std::size_t groups, std::uint64_t* masks,
                    std::size_t stride) {
    std::size_t first = 0;
    for (; first + kRows <= rows.count; first += kRows)
        mark_rows<kRows>(rows, first, columns, groups, masks, stride);
    for (; first < rows.count; ++first)
        mark_rows<1>(rows, first, columns, groups, masks, stride);
}

void shifted_dots(const std::int8_t* row, const std::int8_t* rows, std::size_t width,
                  std::span<const std::uint32_t> indices, std::int32_t* out) {
    std::size_t t = 0;
    for (; t + 4 <= indices.size(); t += 4)  // four at a time hide the latency of the sums and of memory
        shifted_dots_of<4>(row, rows, width, indices.data() + t, out + t);
    for (; t < indices.size(); ++t)
        shifted_dots_of<1>(row, rows, width, indices.data() + t, out + t);
}

}  // namespace

extern const Int8RowKernels int8_rows{reaching_pairs, block_sums, shifted_dots};

}  // namespace asterism::simd::neon
