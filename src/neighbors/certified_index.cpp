#include "neighbors/certified_index.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

#include "base/threads.hpp"
#include "neighbors/exact_index.hpp"
#include "neighbors/row_layout.hpp"
#include "simd/int8_rows.hpp"

namespace asterism::neighbors {
namespace {

constexpr std::size_t kColumns = simd::kPackedColumns;
constexpr std::size_t kBlocksPerTile = kTile / kColumns;
static_assert(kTile % kColumns == 0);

/// Below so many rows every distance is computed sooner than a filter is prepared.
constexpr std::size_t kFilterFrom = 2048;
/// Pairs of tiles in order of similarity until limits are tight; after that in squares of tiles that share the cache.
constexpr double kBySimilarity = 0.1;
constexpr std::uint32_t kSquare = 8;

struct alignas(64) Line {
    std::uint8_t bytes[64];
};

}  // namespace

class CertifiedSearch final : public PairSearch {
 public:
    CertifiedSearch(const CertifiedIndex& index, std::span<const RowIndex> rows)
        : index_(index),
          heads_(*index.heads_),
          places_(rows.size()),
          whole_layout_(rows.data() == index.layout_.data()) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            places_[i] = index.place_of_row_[rows[i]];
        pack();
    }

    [[nodiscard]] std::size_t size() const override { return places_.size(); }

    PairCounts compare(std::size_t a, std::size_t b, const Limits& limits, PairSink& sink) const override {
        const std::size_t rows = std::min(kTile, size() - a * kTile);
        std::uint64_t masks[kTile * kBlocksPerTile];
        filter_heads(a, rows, b, limits, masks);
        PairCounts counts;
        const std::size_t columns = std::min(kTile, size() - b * kTile);
        counts.pairs = a == b ? rows * (rows - 1) / 2 : rows * columns;
        std::uint32_t survivors[kTile];
        for (std::size_t r = 0; r < rows; ++r) {
            std::uint64_t* const line = masks + r * kBlocksPerTile;
            if (a == b) clear_up_to(line, r);
            const std::size_t count = extract(line, static_cast<std::uint32_t>(b * kTile), survivors);
            if (count == 0) continue;
            counts.survivors += count;
            counts.exact += examine(static_cast<std::uint32_t>(a * kTile + r), {survivors, count}, limits, sink);
        }
        return counts;
    }

    [[nodiscard]] Limits certain_limits(std::size_t k, int threads) const override;
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> tile_pairs(int threads) const override;

 private:
    /// Columns past the end start so low that nothing reaches a threshold.
    static constexpr std::int32_t kNowhere = -(1 << 28);

    [[nodiscard]] std::size_t block_bytes() const { return heads_.groups() * kColumns * 4; }

    void pack() {
        const std::size_t blocks = tiles() * kBlocksPerTile;
        lines_.resize(blocks * block_bytes() / sizeof(Line));
        start_.assign(blocks * kColumns, kNowhere);
        parallel_for(blocks, index_.threads_, [&](std::size_t block, int) {
            std::uint8_t* const to = lines_[block * block_bytes() / sizeof(Line)].bytes;
            const std::size_t end = std::min(size(), (block + 1) * kColumns);
            for (std::size_t i = block * kColumns; i < end; ++i) {
                const std::size_t c = i - block * kColumns;
                const std::size_t place = places_[i];
                const std::int8_t* row = heads_.row(place);
                for (std::size_t k = 0; k < heads_.row_bytes(); ++k) {
                    to[(k / 4 * kColumns + c) * 4 + k % 4] =
                        k < heads_.width ? static_cast<std::uint8_t>(row[k] + 128) : heads_.tail[place];
                }
                start_[i] = heads_.start[place];
            }
        });
    }

    [[nodiscard]] simd::PackedBlock block(std::size_t number, const std::int32_t* thresholds) const {
        return {lines_[number * block_bytes() / sizeof(Line)].bytes, &start_[number * kColumns], thresholds};
    }

    /// Bytes of one tile's rows, side by side; copied into `storage` unless they lie so already.
    [[nodiscard]] const std::int8_t* tile_rows(std::size_t tile, std::size_t rows,
                                               std::vector<std::int8_t>& storage) const {
        if (whole_layout_) return heads_.row(tile * kTile);
        const std::size_t width = heads_.row_bytes();
        storage.resize(rows * width);
        for (std::size_t r = 0; r < rows; ++r)
            std::copy_n(heads_.row(places_[tile * kTile + r]), width, &storage[r * width]);
        return storage.data();
    }

    /// Stage 1: bit c of masks[r * kBlocksPerTile + block] = the pair may be within a limit.
    void filter_heads(std::size_t a, std::size_t rows, std::size_t b, const Limits& limits,
                      std::uint64_t* masks) const {
        std::int32_t row_threshold[kTile];
        std::int32_t row_offset[kTile];
        std::int32_t column_threshold[kTile];
        for (std::size_t r = 0; r < rows; ++r) {
            row_threshold[r] = heads_.threshold(limits[a * kTile + r]);
            row_offset[r] = heads_.offset(places_[a * kTile + r]);
        }
        for (std::size_t c = 0; c < kTile; ++c) {
            column_threshold[c] = b * kTile + c < size() ? heads_.threshold(limits[b * kTile + c]) : kUnreachable;
        }
        std::vector<std::int8_t> storage;
        const simd::Int8Rows tile{tile_rows(a, rows, storage), row_threshold, row_offset, rows};
        for (std::size_t q = 0; q < kBlocksPerTile; ++q) {
            simd::reaching_pairs(simd::active_target(), tile,
                                 block(b * kBlocksPerTile + q, column_threshold + q * kColumns), heads_.groups(),
                                 masks + q, kBlocksPerTile);
        }
    }

    static void clear_up_to(std::uint64_t* line, std::size_t last) {
        for (std::size_t q = 0; q <= last / 64; ++q) {
            line[q] &= q < last / 64 || last % 64 == 63 ? 0 : ~std::uint64_t{0} << (last % 64 + 1);
        }
    }

    static std::size_t extract(const std::uint64_t* line, std::uint32_t first, std::uint32_t* out) {
        std::size_t count = 0;
        for (std::uint32_t q = 0; q < kBlocksPerTile; ++q) {
            for (std::uint64_t bits = line[q]; bits != 0; bits &= bits - 1) {
                out[count++] = first + q * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
            }
        }
        return count;
    }

    /// Stages 2 and 3 for the survivors of one row; returns how many distances were computed.
    std::uint64_t examine(std::uint32_t i, std::span<const std::uint32_t> survivors, const Limits& limits,
                          PairSink& sink) const {
        std::uint32_t places[kTile];
        std::int32_t dots[kTile];
        QuantizedRows::Bounds bounds[kTile];
        for (std::size_t t = 0; t < survivors.size(); ++t)
            places[t] = places_[survivors[t]];
        index_.rows_->bounds(places_[i], {places, survivors.size()}, dots, bounds);
        const RowIndex row = index_.layout_[places_[i]];
        std::uint64_t computed = 0;
        for (std::size_t t = 0; t < survivors.size(); ++t) {
            const double reach = std::max(limits[i], limits[survivors[t]]);
            if (static_cast<double>(bounds[t].upper) < 1.0 - reach - 1e-6) continue;
            const double distance = index_.space_.distance(row, index_.layout_[places[t]]);
            ++computed;
            if (distance <= reach) sink.pair(i, survivors[t], distance);
        }
        return computed;
    }

    const CertifiedIndex& index_;
    const QuantizedHeads& heads_;
    std::vector<std::uint32_t> places_;  ///< layout place of each place of this search
    bool whole_layout_;
    std::vector<Line> lines_;          ///< packed blocks
    std::vector<std::int32_t> start_;  ///< per column
};

Limits CertifiedSearch::certain_limits(std::size_t k, int threads) const {
    Limits limits(size(), std::numeric_limits<double>::infinity());
    parallel_for(tiles(), threads, [&](std::size_t tile, int) {
        const std::size_t first = tile * kTile;
        const std::size_t rows = std::min(kTile, size() - first);
        if (rows <= k) return;
        std::int32_t sums[kTile];
        std::vector<std::pair<std::int32_t, std::uint32_t>> nearest(rows - 1);
        std::vector<std::uint32_t> places(k);
        std::vector<std::int32_t> dots(k);
        std::vector<QuantizedRows::Bounds> bounds(k);
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t q = 0; q < kBlocksPerTile; ++q) {
                simd::block_sums(simd::active_target(), heads_.row(places_[first + r]),
                                 block(tile * kBlocksPerTile + q, nullptr), heads_.groups(), sums + q * kColumns);
            }
            nearest.clear();
            for (std::uint32_t c = 0; c < rows; ++c) {
                if (c != r) nearest.emplace_back(-sums[c], c);
            }
            std::nth_element(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(k - 1), nearest.end());
            for (std::size_t e = 0; e < k; ++e)
                places[e] = places_[first + nearest[e].second];
            index_.rows_->bounds(places_[first + r], places, dots.data(), bounds.data());
            float least = 2.0F;
            for (const auto& bound : bounds)
                least = std::min(least, bound.lower);
            limits.set(first + r, 1.0 - static_cast<double>(least) + 1e-6);
        }
    });
    return limits;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> CertifiedSearch::tile_pairs(int threads) const {
    const std::size_t count = tiles();
    const std::size_t width = heads_.width;
    std::vector<float> centre(count * width, 0.0F);
    parallel_for(count, threads, [&](std::size_t tile, int) {
        float* const sum = &centre[tile * width];
        for (std::size_t i = tile * kTile; i < std::min(size(), (tile + 1) * kTile); ++i) {
            const std::int8_t* row = heads_.row(places_[i]);
            for (std::size_t k = 0; k < width; ++k)
                sum[k] += static_cast<float>(row[k]);
        }
        const float norm = std::sqrt(std::inner_product(sum, sum + width, sum, 1e-30F));
        for (std::size_t k = 0; k < width; ++k)
            sum[k] /= norm;
    });
    struct Candidate {
        float distance;
        std::uint32_t a, b;
    };
    std::vector<Candidate> candidates(count * (count + 1) / 2);
    parallel_for(count, threads, [&](std::size_t a, int) {
        for (std::size_t b = a; b < count; ++b) {
            const float cosine =
                std::inner_product(&centre[a * width], &centre[a * width] + width, &centre[b * width], 0.0F);
            candidates[a * count - a * (a + 1) / 2 + b] = {a == b ? -9.0F : -cosine, static_cast<std::uint32_t>(a),
                                                           static_cast<std::uint32_t>(b)};
        }
    });
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) {
        return std::tie(x.distance, x.a, x.b) < std::tie(y.distance, y.a, y.b);
    });
    const auto rest =
        candidates.begin() + static_cast<std::ptrdiff_t>(kBySimilarity * static_cast<double>(candidates.size()));
    std::sort(rest, candidates.end(), [](const Candidate& x, const Candidate& y) {
        const auto square = [](const Candidate& c) { return std::tuple(c.a / kSquare, c.b / kSquare, c.a, c.b); };
        return square(x) < square(y);
    });
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    pairs.reserve(candidates.size());
    for (const Candidate& candidate : candidates)
        pairs.emplace_back(candidate.a, candidate.b);
    return pairs;
}

CertifiedIndex::CertifiedIndex(const MetricSpace& space, std::span<const RowIndex> rows, std::size_t k, int threads)
    : space_(space), place_of_row_(space.size(), 0), threads_(threads) {
    const HeadBasis basis = make_head_basis(space, rows, k, threads);
    layout_ = row_layout(space, basis, rows, threads);
    for (std::uint32_t place = 0; place < layout_.size(); ++place)
        place_of_row_[layout_[place]] = place;
    heads_ = std::make_unique<QuantizedHeads>(space, basis, layout_, threads);
    rows_ = std::make_unique<QuantizedRows>(space, layout_, threads);
}

CertifiedIndex::~CertifiedIndex() = default;

std::unique_ptr<PairSearch> CertifiedIndex::search(std::span<const RowIndex> rows) const {
    return std::make_unique<CertifiedSearch>(*this, rows);
}

std::unique_ptr<SearchIndex> make_search_index(const MetricSpace& space, std::span<const RowIndex> rows, std::size_t k,
                                               int threads) {
    if (space.metric() == Metric::cosine && rows.size() >= kFilterFrom) {
        return std::make_unique<CertifiedIndex>(space, rows, k, threads);
    }
    return std::make_unique<ExactIndex>(space, rows);
}

}  // namespace asterism::neighbors
