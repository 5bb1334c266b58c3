#include "neighbors/certified/certified_queries.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include "neighbors/certified/pair_needs.hpp"
#include "neighbors/certified/survivors.hpp"
#include "neighbors/neighbor_lists.hpp"

namespace asterism::neighbors::certified {
namespace {

constexpr std::size_t kColumns = PackedHeads::kColumns;
constexpr std::size_t kBlocksPerTile = kTile / kColumns;
/// First limits come from every so manieth block at most, and from so many times k rows at least.
constexpr std::size_t kWidestStride = 16;
constexpr std::size_t kSampledPerNeighbor = 64;

std::vector<RowIndex> rows_in_ball(const FilterRows& filter) {
    std::vector<RowIndex> rows;
    for (RowIndex row = 0; row < filter.space().size(); ++row) {
        if (filter.in_ball(row)) rows.push_back(row);
    }
    return rows;
}

/// The columns with the largest sums so far, the least of them in front.
using Likely = std::vector<std::pair<std::int32_t, std::uint32_t>>;

void keep_largest(std::span<const std::int32_t> sums, std::uint32_t first, std::size_t count, Likely& likely) {
    for (std::uint32_t c = 0; c < sums.size(); ++c) {
        if (likely.size() == count && sums[c] <= likely.front().first) continue;
        if (likely.size() == count) {
            std::pop_heap(likely.begin(), likely.end(), std::greater<>());
            likely.pop_back();
        }
        likely.emplace_back(sums[c], first + c);
        std::push_heap(likely.begin(), likely.end(), std::greater<>());
    }
}

}  // namespace

CertifiedQueries::CertifiedQueries(const CertifiedIndex& index, const MetricSpace& queries)
    : index_(index),
      filter_(index.filter(), queries, index.threads()),
      inside_(rows_in_ball(filter_)),
      heads_(index.heads(), filter_, index.basis(), inside_, index.threads()),
      rows_(filter_, inside_, index.threads(), Observer()),
      packed_(index.heads(), all_places(index.layout().size()), index.threads()) {}

/// Some queries in the ball, by place.
struct CertifiedQueries::Batch {
    std::size_t begin, end;
    std::vector<double> limits;  ///< how far each still looks
};

PairCounts CertifiedQueries::nearest(std::size_t first, std::size_t count, NeighborLists& lists) const {
    const auto place = [&](std::size_t query) {
        return static_cast<std::size_t>(std::lower_bound(inside_.begin(), inside_.end(), query) - inside_.begin());
    };
    PairCounts counts;
    counts.pairs = count * packed_.size();
    Batch batch{place(first), place(first + count), {}};
    if (batch.begin < batch.end) {
        set_first_limits(batch, lists.k());
        for (std::size_t tile = 0; tile * kTile < packed_.size(); ++tile)
            compare_with_tile(batch, tile, lists, counts);
    }
    for (std::size_t query = first; query < first + count; ++query) {
        if (filter_.in_ball(static_cast<RowIndex>(query))) continue;
        compare_with_all(static_cast<RowIndex>(query), lists);
        counts.survivors += packed_.size(), counts.exact += packed_.size();
    }
    return counts;
}

/// The k rows that look nearest by their heads are k rows: as far as the farthest of them is certainly far enough. Of
/// many rows a part, as the first tiles tighten what that leaves loose.
void CertifiedQueries::set_first_limits(Batch& batch, std::size_t k) const {
    std::vector<Likely> likely(batch.end - batch.begin);
    std::int32_t sums[kColumns];
    const std::size_t stride = std::clamp<std::size_t>(packed_.size() / (kSampledPerNeighbor * k), 1, kWidestStride);
    for (std::size_t block = 0; block * kColumns < packed_.size(); block += stride) {
        const std::size_t columns = std::min(kColumns, packed_.size() - block * kColumns);
        for (std::size_t q = 0; q < likely.size(); ++q) {
            simd::block_sums(simd::active_target(), heads_.row(batch.begin + q), packed_.block(block, nullptr),
                             heads_.groups(), sums);
            keep_largest({sums, columns}, static_cast<std::uint32_t>(block * kColumns), k, likely[q]);
        }
    }
    batch.limits.assign(likely.size(), 0.0);
    for (std::size_t q = 0; q < likely.size(); ++q) {
        for (const auto& [sum, place] : likely[q]) {
            const double distance =
                filter_.space().distance_to(index_.filter().space(), inside_[batch.begin + q], index_.layout()[place]);
            batch.limits[q] = std::max(batch.limits[q], distance);
        }
    }
}

void CertifiedQueries::compare_with_tile(Batch& batch, std::size_t tile, NeighborLists& lists,
                                         PairCounts& counts) const {
    const std::size_t queries = batch.end - batch.begin;
    std::vector<std::int32_t> thresholds(queries);
    std::vector<std::int32_t> offsets(queries);
    for (std::size_t q = 0; q < queries; ++q) {
        thresholds[q] = heads_.threshold(filter_.reach(batch.limits[q]));
        offsets[q] = heads_.offset(batch.begin + q);
    }
    std::int32_t none[kColumns];  // rows of the index look for nothing
    std::fill_n(none, kColumns, kUnreachable);
    std::vector<std::uint64_t> masks(queries * kBlocksPerTile);
    for (std::size_t b = 0; b < kBlocksPerTile; ++b) {
        simd::reaching_pairs(
            simd::active_target(), {heads_.row(batch.begin), thresholds.data(), offsets.data(), queries},
            packed_.block(tile * kBlocksPerTile + b, none), heads_.groups(), &masks[b], kBlocksPerTile);
    }
    std::uint32_t survivors[kTile];
    for (std::size_t q = 0; q < queries; ++q) {
        const std::size_t count = extract(std::span(masks).subspan(q * kBlocksPerTile, kBlocksPerTile), survivors);
        if (count == 0) continue;
        for (std::size_t t = 0; t < count; ++t)
            survivors[t] += static_cast<std::uint32_t>(tile * kTile);
        counts.survivors += count;
        counts.exact += examine(batch.begin + q, {survivors, count}, batch.limits[q], lists);
        batch.limits[q] = std::min(batch.limits[q], lists.worst(inside_[batch.begin + q]));
    }
}

/// Stages 2 and 3 for some rows of the index, by their places; returns how many distances were computed.
std::uint64_t CertifiedQueries::examine(std::size_t place, std::span<const std::uint32_t> survivors, double limit,
                                        NeighborLists& lists) const {
    const RowIndex query = inside_[place];
    const FilterRows& filter = index_.filter();
    const auto layout = index_.layout();
    const RowNeeds mine(filter_.half_norm(query), filter_.reach(limit));
    float needed[kTile];
    std::int32_t dots[kTile];
    QuantizedRows::Reaching reaching[kTile];
    for (std::size_t t = 0; t < survivors.size(); ++t)
        needed[t] = mine.needed + static_cast<float>(filter.half_norm(layout[survivors[t]]));
    const std::size_t count = index_.rows().reaching(rows_.row(place), survivors, needed, dots, reaching);
    for (const auto& pair : std::span(reaching, count)) {
        const RowIndex row = layout[survivors[pair.at]];
        const double distance = filter_.space().distance_to(filter.space(), query, row);
        if (distance <= limit) lists.offer(query, distance, row);
    }
    return count;
}

void CertifiedQueries::compare_with_all(RowIndex query, NeighborLists& lists) const {
    const auto layout = index_.layout();
    std::vector<double> distances(layout.size());
    filter_.space().distances_to(index_.filter().space(), {&query, 1}, layout, distances.data());
    for (std::size_t i = 0; i < layout.size(); ++i)
        lists.offer(query, distances[i], layout[i]);
}

}  // namespace asterism::neighbors::certified
