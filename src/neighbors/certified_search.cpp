#include "neighbors/certified_search.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>

#include "base/threads.hpp"
#include "neighbors/tile_order.hpp"

namespace asterism::neighbors {
namespace {

constexpr std::size_t kColumns = simd::kPackedColumns;
/// Columns past the end start so low that nothing reaches a threshold.
constexpr std::int32_t kNowhere = -(1 << 30);
/// Takes the pairs of a tile with itself that were or will be seen the other way round out of row `last`.
void clear_up_to(std::uint64_t* line, std::size_t last) {
    for (std::size_t q = 0; q <= last / 64; ++q) {
        line[q] &= q < last / 64 || last % 64 == 63 ? 0 : ~std::uint64_t{0} << (last % 64 + 1);
    }
}

/// The columns whose bits are set.
std::size_t extract(std::span<const std::uint64_t> line, std::uint32_t* out) {
    std::size_t count = 0;
    for (std::uint32_t q = 0; q < line.size(); ++q) {
        for (std::uint64_t bits = line[q]; bits != 0; bits &= bits - 1) {
            out[count++] = q * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
        }
    }
    return count;
}

/// The places of the largest values, as many as `out` holds (at most one less than there are), by insertion: nearly all
/// are refused by one comparison.
void largest(std::span<const std::int32_t> values, std::span<std::uint32_t> out) {
    std::size_t count = 0;
    for (std::uint32_t c = 0; c < values.size(); ++c) {
        if (count == out.size() && values[c] <= values[out.back()]) continue;
        std::size_t at = count < out.size() ? count++ : count - 1;
        for (; at > 0 && values[out[at - 1]] < values[c]; --at)
            out[at] = out[at - 1];
        out[at] = c;
    }
}

void prefetch(std::span<const float> row) {
    for (std::size_t k = 0; k < row.size(); k += 16)
        __builtin_prefetch(&row[k]);
}

}  // namespace

CertifiedSearch::CertifiedSearch(const CertifiedIndex& index, std::span<const RowIndex> rows)
    : index_(index), heads_(index.heads()), places_(rows.size()), whole_layout_(rows.data() == index.layout().data()) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        places_[i] = index.place(rows[i]);
    pack();
}

void CertifiedSearch::pack() {
    const std::size_t blocks = tiles() * kBlocksPerTile;
    lines_.resize(blocks * block_bytes() / sizeof(Line));
    start_.assign(blocks * kColumns, kNowhere);
    parallel_for(blocks, index_.threads(), [&](std::size_t block, int) {
        std::uint8_t* const to = lines_[block * block_bytes() / sizeof(Line)].bytes;
        const std::size_t end = std::min(size(), (block + 1) * kColumns);
        if (end < (block + 1) * kColumns) std::fill_n(to, block_bytes(), std::uint8_t{0});
        for (std::size_t i = block * kColumns; i < end; ++i) {
            pack_column(places_[i], to + (i - block * kColumns) * 4);
            start_[i] = heads_.start(places_[i]);
        }
    });
}

/// Four bytes at a time: those of the head with 128 added, then the tail.
void CertifiedSearch::pack_column(std::size_t place, std::uint8_t* to) const {
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

simd::PackedBlock CertifiedSearch::block(std::size_t number, const std::int32_t* thresholds) const {
    return {lines_[number * block_bytes() / sizeof(Line)].bytes, &start_[number * kColumns], thresholds};
}

/// Bytes of one tile's rows, side by side; copied into `storage` unless they lie so already.
const std::int8_t* CertifiedSearch::tile_rows(std::size_t tile, std::size_t rows,
                                              std::vector<std::int8_t>& storage) const {
    if (whole_layout_) return heads_.row(tile * kTile);
    const std::size_t width = heads_.row_bytes();
    storage.resize(rows * width);
    for (std::size_t r = 0; r < rows; ++r)
        std::copy_n(heads_.row(places_[tile * kTile + r]), width, &storage[r * width]);
    return storage.data();
}

/// A pair can matter only if u_i.u_j >= h_i + h_j - max(reach_i, reach_j), so `needed` is h - reach of one row.
struct CertifiedSearch::Needs {
    std::size_t a, b;  ///< first places of the two tiles
    float half_a[kTile], half_b[kTile];
    float needed_a[kTile], needed_b[kTile];
};

void CertifiedSearch::set_needs(std::size_t tile, const Limits& limits, float* half, float* needed) const {
    constexpr double kAllowance = 2e-6;  // for these float32 values and their sums, and the float64 distance itself
    const FilterRows& filter = index_.filter();
    for (std::size_t i = tile * kTile; i < std::min(size(), (tile + 1) * kTile); ++i) {
        const double h = filter.half_norm(index_.layout()[places_[i]]);
        *half++ = static_cast<float>(h);
        *needed++ = static_cast<float>(h - filter.reach(limits[i]) - kAllowance);
    }
}

PairCounts CertifiedSearch::compare(std::size_t a, std::size_t b, const Limits& limits, PairSink& sink) const {
    const std::size_t rows = std::min(kTile, size() - a * kTile);
    const std::size_t columns = std::min(kTile, size() - b * kTile);
    std::uint64_t masks[kTile * kBlocksPerTile];
    filter_heads(a, rows, b, limits, masks);
    Needs needs;
    needs.a = a * kTile, needs.b = b * kTile;
    set_needs(a, limits, needs.half_a, needs.needed_a);
    set_needs(b, limits, needs.half_b, needs.needed_b);
    PairCounts counts;
    counts.pairs = a == b ? rows * (rows - 1) / 2 : rows * columns;
    std::uint32_t survivors[kTile];
    for (std::size_t r = 0; r < rows; ++r) {
        std::uint64_t* const line = masks + r * kBlocksPerTile;
        if (a == b) clear_up_to(line, r);
        const std::size_t count = extract({line, kBlocksPerTile}, survivors);
        if (count == 0) continue;
        counts.survivors += count;
        counts.exact += examine(r, {survivors, count}, needs, limits, sink);
    }
    return counts;
}

/// Stage 1: bit c of masks[r * kBlocksPerTile + block] = the pair may be within a limit.
void CertifiedSearch::filter_heads(std::size_t a, std::size_t rows, std::size_t b, const Limits& limits,
                                   std::uint64_t* masks) const {
    std::int32_t row_threshold[kTile];
    std::int32_t row_offset[kTile];
    std::int32_t column_threshold[kTile];
    const auto threshold = [&](std::size_t i) { return heads_.threshold(index_.filter().reach(limits[i])); };
    for (std::size_t r = 0; r < rows; ++r) {
        row_threshold[r] = threshold(a * kTile + r);
        row_offset[r] = heads_.offset(places_[a * kTile + r]);
    }
    for (std::size_t c = 0; c < kTile; ++c)
        column_threshold[c] = b * kTile + c < size() ? threshold(b * kTile + c) : kUnreachable;
    std::vector<std::int8_t> storage;
    const simd::Int8Rows tile{tile_rows(a, rows, storage), row_threshold, row_offset, rows};
    for (std::size_t q = 0; q < kBlocksPerTile; ++q) {
        simd::reaching_pairs(simd::active_target(), tile,
                             block(b * kBlocksPerTile + q, column_threshold + q * kColumns), heads_.groups(), masks + q,
                             kBlocksPerTile);
    }
}

/// Stages 2 and 3 for the survivors (columns) of row r; returns how many distances were computed.
std::uint64_t CertifiedSearch::examine(std::size_t r, std::span<const std::uint32_t> survivors, const Needs& needs,
                                       const Limits& limits, PairSink& sink) const {
    std::uint32_t places[kTile];
    float needed[kTile];
    std::int32_t dots[kTile];
    QuantizedRows::Reaching reaching[kTile];
    for (std::size_t t = 0; t < survivors.size(); ++t) {
        const std::uint32_t c = survivors[t];
        places[t] = places_[needs.b + c];
        needed[t] = std::min(needs.half_a[r] + needs.needed_b[c], needs.needed_a[r] + needs.half_b[c]);
    }
    const auto i = static_cast<std::uint32_t>(needs.a + r);
    const std::size_t count = index_.rows().reaching(places_[i], {places, survivors.size()}, needed, dots, reaching);
    const FilterRows& filter = index_.filter();
    const MetricSpace& space = filter.space();
    const auto layout = index_.layout();
    for (const auto& pair : std::span(reaching, count))
        prefetch(space.vectors()[layout[places[pair.at]]]);
    const RowIndex row = layout[places_[i]];
    std::uint64_t computed = 0;
    for (const auto& pair : std::span(reaching, count)) {
        const std::uint32_t c = survivors[pair.at];
        const auto j = static_cast<std::uint32_t>(needs.b + c);
        const double reach = filter.reach(std::max(limits[i], limits[j]));  // may have shrunk meanwhile
        if (static_cast<double>(pair.upper) < static_cast<double>(needs.half_a[r] + needs.half_b[c]) - reach - 2e-6) {
            continue;
        }
        const double distance = space.distance(row, layout[places[pair.at]]);
        ++computed;
        if (distance <= std::max(limits[i], limits[j])) sink.pair(i, j, distance);
    }
    return computed;
}

Limits CertifiedSearch::certain_limits(std::size_t k, int threads, const Observer& observer) const {
    Limits limits(size(), std::numeric_limits<double>::infinity());
    parallel_for(tiles(), threads, observer, [&](std::size_t tile, int) { certain_limits_of_tile(tile, k, limits); });
    return limits;
}

/// The k rows of the tile that look nearest by their heads are certainly within the largest of their upper bounds.
void CertifiedSearch::certain_limits_of_tile(std::size_t tile, std::size_t k, Limits& limits) const {
    const std::size_t first = tile * kTile;
    const std::size_t rows = std::min(kTile, size() - first);
    if (rows <= k) return;
    const FilterRows& filter = index_.filter();
    const auto layout = index_.layout();
    std::int32_t sums[kTile];
    std::vector<std::uint32_t> nearest(k);  // columns
    std::vector<std::uint32_t> places(k);
    std::vector<std::int32_t> dots(k);
    std::vector<QuantizedRows::Bounds> bounds(k);
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t q = 0; q < kBlocksPerTile; ++q) {
            simd::block_sums(simd::active_target(), heads_.row(places_[first + r]),
                             block(tile * kBlocksPerTile + q, nullptr), heads_.groups(), sums + q * kColumns);
        }
        sums[r] = std::numeric_limits<std::int32_t>::min();  // not its own neighbour
        largest({sums, rows}, nearest);
        for (std::size_t e = 0; e < k; ++e)
            places[e] = places_[first + nearest[e]];
        index_.rows().bounds(places_[first + r], places, dots.data(), bounds.data());
        double most = 0;
        for (std::size_t e = 0; e < k; ++e)
            most = std::max(most, filter.half_norm(layout[places[e]]) - static_cast<double>(bounds[e].lower));
        most += filter.half_norm(layout[places_[first + r]]) + 1e-6;
        limits.set(first + r, filter.limit(most));
    }
}

RowIndex CertifiedSearch::near_other_group(RowIndex row, std::span<const std::uint32_t> group) const {
    constexpr std::size_t kLookedAt = 8;
    const auto layout = index_.layout();
    const std::int8_t* const head = heads_.row(index_.place(row));
    std::int32_t sums[kColumns];
    std::vector<std::pair<std::int32_t, std::uint32_t>> best;  // a heap of the largest sums, the least of them in front
    const auto lesser = std::greater<>();
    for (std::size_t q = 0; q * kColumns < size(); ++q) {
        simd::block_sums(simd::active_target(), head, block(q, nullptr), heads_.groups(), sums);
        for (std::size_t c = 0; c < std::min(kColumns, size() - q * kColumns); ++c) {
            if (best.size() == kLookedAt && sums[c] <= best.front().first) continue;
            const std::uint32_t place = places_[q * kColumns + c];
            if (group[layout[place]] == group[row]) continue;
            if (best.size() == kLookedAt) {
                std::pop_heap(best.begin(), best.end(), lesser);
                best.pop_back();
            }
            best.emplace_back(sums[c], place);
            std::push_heap(best.begin(), best.end(), lesser);
        }
    }
    std::pair<double, RowIndex> nearest{std::numeric_limits<double>::infinity(), kNoRow};
    for (const auto& [sum, place] : best)
        nearest = std::min(nearest, {index_.filter().space().distance(row, layout[place]), layout[place]});
    return nearest.second;
}

/// Mean head of each tile; for cosine as a unit vector.
std::vector<float> CertifiedSearch::tile_centres(int threads) const {
    const std::size_t width = heads_.width();
    std::vector<float> centres(tiles() * width, 0.0F);
    parallel_for(tiles(), threads, [&](std::size_t tile, int) {
        float* const sum = &centres[tile * width];
        const std::size_t end = std::min(size(), (tile + 1) * kTile);
        for (std::size_t i = tile * kTile; i < end; ++i) {
            const std::int8_t* row = heads_.row(places_[i]);
            for (std::size_t k = 0; k < width; ++k)
                sum[k] += static_cast<float>(row[k]);
        }
        float norm = static_cast<float>(end - tile * kTile);
        if (index_.filter().cosine()) norm = std::sqrt(std::inner_product(sum, sum + width, sum, 1e-30F));
        for (std::size_t k = 0; k < width; ++k)
            sum[k] /= norm;
    });
    return centres;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> CertifiedSearch::tile_pairs(int threads) const {
    return near_first(tile_centres(threads), tiles(), threads);
}

}  // namespace asterism::neighbors
