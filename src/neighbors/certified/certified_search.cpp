#include "neighbors/certified/certified_search.hpp"

#include <algorithm>

#include "neighbors/certified/certain_limits.hpp"
#include "neighbors/certified/survivors.hpp"
#include "neighbors/certified/tile_order.hpp"

namespace asterism::neighbors::certified {
namespace {

constexpr std::size_t kColumns = PackedHeads::kColumns;

std::vector<std::uint32_t> places_of(const CertifiedIndex& index, std::span<const RowIndex> rows) {
    std::vector<std::uint32_t> places(rows.size());
    std::transform(rows.begin(), rows.end(), places.begin(), [&](RowIndex row) { return index.place(row); });
    return places;
}

}  // namespace

CertifiedSearch::CertifiedSearch(const CertifiedIndex& index, std::span<const RowIndex> rows)
    : index_(index),
      packed_(index.heads(), places_of(index, rows), index.threads()),
      whole_layout_(rows.data() == index.layout().data()) {}

Limits CertifiedSearch::certain_limits(std::size_t k, int threads, const Observer& observer) const {
    return certified::certain_limits(packed_, index_, k, threads, observer);
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> CertifiedSearch::tile_pairs(int threads) const {
    return near_first(tile_centres(packed_, index_.filter().cosine(), threads), tiles(), threads);
}

struct CertifiedSearch::TilePair {
    std::size_t a, b;           ///< tiles
    std::size_t rows, columns;  ///< of each
    RowNeeds needs_a[kTile], needs_b[kTile];
};

void CertifiedSearch::set_needs(std::size_t tile, const Limits& limits, RowNeeds* needs) const {
    const FilterRows& filter = index_.filter();
    for (std::size_t i = tile * kTile; i < std::min(size(), (tile + 1) * kTile); ++i)
        *needs++ = RowNeeds(filter.half_norm(index_.layout()[packed_.places()[i]]), filter.reach(limits[i]));
}

PairCounts CertifiedSearch::compare(std::size_t a, std::size_t b, const Limits& limits, PairSink& sink) const {
    TilePair tiles;
    tiles.a = a, tiles.b = b;
    tiles.rows = std::min(kTile, size() - a * kTile);
    tiles.columns = std::min(kTile, size() - b * kTile);
    std::uint64_t masks[kTile * kBlocksPerTile];
    filter_heads(tiles, limits, masks);
    set_needs(a, limits, tiles.needs_a);
    set_needs(b, limits, tiles.needs_b);
    PairCounts counts;
    counts.pairs = a == b ? tiles.rows * (tiles.rows - 1) / 2 : tiles.rows * tiles.columns;
    std::uint32_t survivors[kTile];
    for (std::size_t r = 0; r < tiles.rows; ++r) {
        std::uint64_t* const line = masks + r * kBlocksPerTile;
        if (a == b) clear_up_to(line, r);
        const std::size_t count = extract({line, kBlocksPerTile}, survivors);
        if (count == 0) continue;
        counts.survivors += count;
        counts.exact += examine(r, {survivors, count}, tiles, limits, sink);
    }
    return counts;
}

/// Bytes of one tile's rows, side by side; copied into `storage` unless they lie so already.
const std::int8_t* CertifiedSearch::tile_rows(std::size_t tile, std::size_t rows,
                                              std::vector<std::int8_t>& storage) const {
    const QuantizedHeads& heads = index_.heads();
    if (whole_layout_) return heads.row(tile * kTile);
    const std::size_t width = heads.row_bytes();
    storage.resize(rows * width);
    for (std::size_t r = 0; r < rows; ++r)
        std::copy_n(heads.row(packed_.places()[tile * kTile + r]), width, &storage[r * width]);
    return storage.data();
}

/// Stage 1: bit c of masks[r * kBlocksPerTile + block] = the pair may be within a limit.
void CertifiedSearch::filter_heads(const TilePair& tiles, const Limits& limits, std::uint64_t* masks) const {
    const QuantizedHeads& heads = index_.heads();
    std::int32_t row_threshold[kTile];
    std::int32_t row_offset[kTile];
    std::int32_t column_threshold[kTile];
    const auto threshold = [&](std::size_t i) { return heads.threshold(index_.filter().reach(limits[i])); };
    for (std::size_t r = 0; r < tiles.rows; ++r) {
        row_threshold[r] = threshold(tiles.a * kTile + r);
        row_offset[r] = heads.offset(packed_.places()[tiles.a * kTile + r]);
    }
    for (std::size_t c = 0; c < kTile; ++c)
        column_threshold[c] = c < tiles.columns ? threshold(tiles.b * kTile + c) : kUnreachable;
    std::vector<std::int8_t> storage;
    const simd::Int8Rows rows{tile_rows(tiles.a, tiles.rows, storage), row_threshold, row_offset, tiles.rows};
    for (std::size_t q = 0; q < kBlocksPerTile; ++q) {
        simd::reaching_pairs(simd::active_target(), rows,
                             packed_.block(tiles.b * kBlocksPerTile + q, column_threshold + q * kColumns),
                             heads.groups(), masks + q, kBlocksPerTile);
    }
}

/// Stages 2 and 3 for the survivors (columns) of row r; returns how many distances were computed.
std::uint64_t CertifiedSearch::examine(std::size_t r, std::span<const std::uint32_t> survivors, const TilePair& tiles,
                                       const Limits& limits, PairSink& sink) const {
    std::uint32_t places[kTile];
    float needed[kTile];
    std::int32_t dots[kTile];
    QuantizedRows::Reaching reaching[kTile];
    const RowNeeds& mine = tiles.needs_a[r];
    for (std::size_t t = 0; t < survivors.size(); ++t) {
        places[t] = packed_.places()[tiles.b * kTile + survivors[t]];
        needed[t] = needed_by(mine, tiles.needs_b[survivors[t]]);
    }
    const auto i = static_cast<std::uint32_t>(tiles.a * kTile + r);
    const QuantizedRows& whole = index_.rows();
    const std::size_t count =
        whole.reaching(whole.row(packed_.places()[i]), {places, survivors.size()}, needed, dots, reaching);
    const FilterRows& filter = index_.filter();
    const MetricSpace& space = filter.space();
    const auto layout = index_.layout();
    for (const auto& pair : std::span(reaching, count))
        prefetch(space.vectors()[layout[places[pair.at]]]);
    const RowIndex row = layout[packed_.places()[i]];
    std::uint64_t computed = 0;
    for (const auto& pair : std::span(reaching, count)) {
        const std::uint32_t c = survivors[pair.at];
        const auto j = static_cast<std::uint32_t>(tiles.b * kTile + c);
        const double reach = filter.reach(std::max(limits[i], limits[j]));  // may have shrunk meanwhile
        if (surely_beyond(pair.upper, mine, tiles.needs_b[c], reach)) continue;
        const double distance = space.distance(row, layout[places[pair.at]]);
        ++computed;
        if (distance <= std::max(limits[i], limits[j])) sink.pair(i, j, distance);
    }
    return computed;
}

}  // namespace asterism::neighbors::certified
