#include "neighbors/certified/certain_limits.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include "base/threads.hpp"
#include "neighbors/certified/pair_needs.hpp"

namespace asterism::neighbors::certified {
namespace {

constexpr std::size_t kColumns = PackedHeads::kColumns;
constexpr std::size_t kBlocksPerTile = kTile / kColumns;

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

/// The k rows of the tile that look nearest by their heads are certainly within the largest of their upper bounds.
void set_limits_of_tile(const PackedHeads& packed, const CertifiedIndex& index, std::size_t tile, std::size_t k,
                        Limits& limits) {
    const QuantizedHeads& heads = packed.heads();
    const auto all = packed.places().subspan(tile * kTile, std::min(kTile, packed.size() - tile * kTile));
    if (all.size() <= k) return;
    const auto half_norm = [&](std::uint32_t place) { return index.filter().half_norm(index.layout()[place]); };
    std::int32_t sums[kTile];
    std::vector<std::uint32_t> nearest(k);  // columns
    std::vector<std::uint32_t> places(k);
    std::vector<std::int32_t> dots(k);
    std::vector<QuantizedRows::Bounds> bounds(k);
    for (std::size_t r = 0; r < all.size(); ++r) {
        for (std::size_t q = 0; q < kBlocksPerTile; ++q) {
            simd::block_sums(simd::active_target(), heads.row(all[r]), packed.block(tile * kBlocksPerTile + q, nullptr),
                             heads.groups(), sums + q * kColumns);
        }
        sums[r] = std::numeric_limits<std::int32_t>::min();  // not its own neighbour
        largest({sums, all.size()}, nearest);
        std::transform(nearest.begin(), nearest.end(), places.begin(), [&](std::uint32_t c) { return all[c]; });
        index.rows().bounds(index.rows().row(all[r]), places, dots.data(), bounds.data());
        double reach = 0;
        for (std::size_t e = 0; e < k; ++e)
            reach = std::max(reach, certain_reach(half_norm(all[r]), half_norm(places[e]), bounds[e].lower));
        limits.set(tile * kTile + r, index.filter().limit(reach));
    }
}

}  // namespace

Limits certain_limits(const PackedHeads& packed, const CertifiedIndex& index, std::size_t k, int threads,
                      const Observer& observer) {
    Limits limits(packed.size(), std::numeric_limits<double>::infinity());
    parallel_for((packed.size() + kTile - 1) / kTile, threads, observer,
                 [&](std::size_t tile, int) { set_limits_of_tile(packed, index, tile, k, limits); });
    return limits;
}

RowIndex near_other_group(const PackedHeads& packed, const CertifiedIndex& index, RowIndex row,
                          std::span<const std::uint32_t> group) {
    constexpr std::size_t kLookedAt = 8;
    const auto layout = index.layout();
    const QuantizedHeads& heads = packed.heads();
    const std::int8_t* const head = heads.row(index.place(row));
    std::int32_t sums[kColumns];
    std::vector<std::pair<std::int32_t, std::uint32_t>> best;  // a heap of the largest sums, the least of them in front
    const auto lesser = std::greater<>();
    for (std::size_t q = 0; q * kColumns < packed.size(); ++q) {
        simd::block_sums(simd::active_target(), head, packed.block(q, nullptr), heads.groups(), sums);
        for (std::size_t c = 0; c < std::min(kColumns, packed.size() - q * kColumns); ++c) {
            if (best.size() == kLookedAt && sums[c] <= best.front().first) continue;
            const std::uint32_t place = packed.places()[q * kColumns + c];
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
        nearest = std::min(nearest, {index.filter().space().distance(row, layout[place]), layout[place]});
    return nearest.second;
}

}  // namespace asterism::neighbors::certified
