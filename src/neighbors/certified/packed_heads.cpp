#include "neighbors/certified/packed_heads.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

#include "base/threads.hpp"
#include "neighbors/pair_search.hpp"

namespace asterism::neighbors::certified {
namespace {

/// Columns past the end start so low that nothing reaches a threshold.
constexpr std::int32_t kNowhere = -(1 << 30);

}  // namespace

std::vector<std::uint32_t> all_places(std::size_t size) {
    std::vector<std::uint32_t> places(size);
    std::iota(places.begin(), places.end(), 0U);
    return places;
}

PackedHeads::PackedHeads(const QuantizedHeads& heads, std::vector<std::uint32_t> places, int threads)
    : heads_(heads), places_(std::move(places)) {
    static_assert(kTile % kColumns == 0);
    const std::size_t blocks = (size() + kTile - 1) / kTile * (kTile / kColumns);  // whole tiles
    lines_.resize(blocks * block_lines());
    start_.assign(blocks * kColumns, kNowhere);
    parallel_for(blocks, threads, [&](std::size_t block, int) { pack_block(block); });
}

void PackedHeads::pack_block(std::size_t block) {
    std::uint8_t* const to = lines_[block * block_lines()].bytes;
    const std::size_t end = std::min(size(), (block + 1) * kColumns);
    if (end < (block + 1) * kColumns) std::fill_n(to, block_lines() * sizeof(Line), std::uint8_t{0});
    for (std::size_t i = block * kColumns; i < end; ++i) {
        pack_column(places_[i], to + (i - block * kColumns) * 4);
        start_[i] = heads_.start(places_[i]);
    }
}

/// Four bytes at a time: those of the head with 128 added, then the tail.
void PackedHeads::pack_column(std::size_t place, std::uint8_t* to) const {
    const std::int8_t* const row = heads_.row(place);
    for (std::size_t k = 0; k < heads_.row_bytes(); k += 4, to += kColumns * 4) {
        std::uint32_t four = heads_.tail(place) * 0x01010101U;
        if (k < heads_.width()) {
            std::memcpy(&four, row + k, sizeof four);
            four ^= 0x80808080U;
        }
        std::memcpy(to, &four, sizeof four);
    }
}

simd::PackedBlock PackedHeads::block(std::size_t number, const std::int32_t* thresholds) const {
    return {lines_[number * block_lines()].bytes, &start_[number * kColumns], thresholds};
}

}  // namespace asterism::neighbors::certified
