/// A search over some rows of a CertifiedIndex: pairs of tiles go through the three stages.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "neighbors/certified/certified_index.hpp"
#include "neighbors/certified/packed_heads.hpp"
#include "neighbors/certified/pair_needs.hpp"
#include "neighbors/pair_search.hpp"

namespace asterism::neighbors::certified {

class CertifiedSearch final : public PairSearch {
 public:
    /// The index must outlive the search. Memory: h + 8 bytes a row.
    CertifiedSearch(const CertifiedIndex& index, std::span<const RowIndex> rows);

    [[nodiscard]] std::size_t size() const override { return packed_.size(); }
    PairCounts compare(std::size_t a, std::size_t b, const Limits& limits, PairSink& sink) const override;
    [[nodiscard]] Limits certain_limits(std::size_t k, int threads, const Observer& observer) const override;
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> tile_pairs(int threads) const override;

 private:
    static constexpr std::size_t kBlocksPerTile = kTile / PackedHeads::kColumns;

    /// What the pairs of two tiles need, at the limits the tiles began with.
    struct TilePair;
    [[nodiscard]] const std::int8_t* tile_rows(std::size_t tile, std::size_t rows,
                                               std::vector<std::int8_t>& storage) const;
    void set_needs(std::size_t tile, const Limits& limits, RowNeeds* needs) const;
    void filter_heads(const TilePair& tiles, const Limits& limits, std::uint64_t* masks) const;
    std::uint64_t examine(std::size_t r, std::span<const std::uint32_t> survivors, const TilePair& tiles,
                          const Limits& limits, PairSink& sink) const;

    const CertifiedIndex& index_;
    PackedHeads packed_;
    bool whole_layout_;  ///< places are 0, 1, 2, ...
};

}  // namespace asterism::neighbors::certified
