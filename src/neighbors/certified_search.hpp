/// A search over some rows of a CertifiedIndex: their heads packed for the kernels, and the three stages.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/untouched.hpp"
#include "neighbors/certified_index.hpp"
#include "simd/int8_rows.hpp"

namespace asterism::neighbors {

class CertifiedSearch final : public PairSearch {
 public:
    /// The index must outlive the search. Memory: h + 8 bytes a row.
    CertifiedSearch(const CertifiedIndex& index, std::span<const RowIndex> rows);

    [[nodiscard]] std::size_t size() const override { return places_.size(); }
    PairCounts compare(std::size_t a, std::size_t b, const Limits& limits, PairSink& sink) const override;
    [[nodiscard]] Limits certain_limits(std::size_t k, int threads, const Observer& observer) const override;
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> tile_pairs(int threads) const override;
    /// The nearest of the few rows of another group that look nearest to `row` by their heads; kNoRow without one.
    [[nodiscard]] RowIndex near_other_group(RowIndex row, std::span<const std::uint32_t> group) const;

 private:
    static constexpr std::size_t kBlocksPerTile = kTile / simd::kPackedColumns;
    static_assert(kTile % simd::kPackedColumns == 0);
    struct alignas(64) Line {
        std::uint8_t bytes[64];
    };

    void pack();
    void pack_column(std::size_t place, std::uint8_t* to) const;
    [[nodiscard]] std::size_t block_bytes() const { return heads_.groups() * simd::kPackedColumns * 4; }
    [[nodiscard]] simd::PackedBlock block(std::size_t number, const std::int32_t* thresholds) const;
    [[nodiscard]] const std::int8_t* tile_rows(std::size_t tile, std::size_t rows,
                                               std::vector<std::int8_t>& storage) const;
    /// What the pairs of two tiles need, at the limits the tiles began with.
    struct Needs;
    void set_needs(std::size_t tile, const Limits& limits, float* half, float* needed) const;
    void filter_heads(std::size_t a, std::size_t rows, std::size_t b, const Limits& limits, std::uint64_t* masks) const;
    std::uint64_t examine(std::size_t r, std::span<const std::uint32_t> survivors, const Needs& needs,
                          const Limits& limits, PairSink& sink) const;
    void certain_limits_of_tile(std::size_t tile, std::size_t k, Limits& limits) const;
    [[nodiscard]] std::vector<float> tile_centres(int threads) const;

    const CertifiedIndex& index_;
    const QuantizedHeads& heads_;
    std::vector<std::uint32_t> places_;  ///< layout place of each place of this search
    bool whole_layout_;
    UntouchedVector<Line> lines_;      ///< packed blocks
    std::vector<std::int32_t> start_;  ///< per column
};

}  // namespace asterism::neighbors
