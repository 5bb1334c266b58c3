#include "neighbors/certified/tile_order.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "base/threads.hpp"
#include "neighbors/pair_search.hpp"

namespace asterism::neighbors::certified {
namespace {

/// Share of the pairs taken in order of similarity: after it limits are tight.
constexpr double kBySimilarity = 0.1;
/// Tiles a side of a square: two sides of packed heads are about a megabyte.
constexpr std::uint32_t kSquare = 8;

struct Candidate {
    float distance;
    std::uint32_t a, b;
};

std::vector<Candidate> all_pairs(std::span<const float> centres, std::size_t tiles, int threads) {
    const std::size_t width = tiles == 0 ? 0 : centres.size() / tiles;
    std::vector<Candidate> candidates(tiles * (tiles + 1) / 2);
    parallel_for(tiles, threads, [&](std::size_t a, int) {
        for (std::size_t b = a; b < tiles; ++b) {
            float distance = a == b ? -1.0F : 0.0F;
            for (std::size_t k = 0; k < width; ++k) {
                const float off = centres[a * width + k] - centres[b * width + k];
                distance += off * off;
            }
            candidates[a * tiles - a * (a + 1) / 2 + b] = {distance, static_cast<std::uint32_t>(a),
                                                           static_cast<std::uint32_t>(b)};
        }
    });
    return candidates;
}

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> near_first(std::span<const float> centres, std::size_t tiles,
                                                                int threads) {
    std::vector<Candidate> candidates = all_pairs(centres, tiles, threads);
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

std::vector<float> tile_centres(const PackedHeads& packed, bool unit, int threads) {
    const QuantizedHeads& heads = packed.heads();
    const std::size_t width = heads.width();
    const std::size_t tiles = (packed.size() + kTile - 1) / kTile;
    std::vector<float> centres(tiles * width, 0.0F);
    parallel_for(tiles, threads, [&](std::size_t tile, int) {
        float* const sum = &centres[tile * width];
        const std::size_t end = std::min(packed.size(), (tile + 1) * kTile);
        for (std::size_t i = tile * kTile; i < end; ++i) {
            const std::int8_t* row = heads.row(packed.places()[i]);
            for (std::size_t k = 0; k < width; ++k)
                sum[k] += static_cast<float>(row[k]);
        }
        float norm = static_cast<float>(end - tile * kTile);
        if (unit) norm = std::sqrt(std::inner_product(sum, sum + width, sum, 1e-30F));
        for (std::size_t k = 0; k < width; ++k)
            sum[k] /= norm;
    });
    return centres;
}

}  // namespace asterism::neighbors::certified
