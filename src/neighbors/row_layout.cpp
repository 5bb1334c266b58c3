#include "neighbors/row_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "base/threads.hpp"
#include "neighbors/unit_rows.hpp"
#include "simd/float_product.hpp"

namespace asterism::neighbors {
namespace {

constexpr std::size_t kRowsPerCentre = 256;  // below the size of a tile, so that tiles hold whole groups
constexpr std::size_t kMostCentres = 512;
constexpr std::size_t kSamplePerCentre = 24;
constexpr int kRounds = 4;
constexpr std::size_t kBlock = 96;

/// Centres as columns of a matrix that heads can be multiplied with.
struct Centres {
    std::size_t count;          ///< a multiple of simd::kProductColumns
    std::size_t length;         ///< basis.columns
    std::vector<float> values;  ///< count x length, unit rows or zero

    void normalise() {
        for (std::size_t c = 0; c < count; ++c) {
            float* const centre = &values[c * length];
            double squared = 0;
            for (std::size_t k = 0; k < length; ++k)
                squared += static_cast<double>(centre[k]) * static_cast<double>(centre[k]);
            const float scale = squared > 0 ? static_cast<float>(1.0 / std::sqrt(squared)) : 0.0F;
            for (std::size_t k = 0; k < length; ++k)
                centre[k] *= scale;
        }
    }
    [[nodiscard]] std::vector<float> transposed() const {
        std::vector<float> matrix(values.size());
        for (std::size_t c = 0; c < count; ++c) {
            for (std::size_t k = 0; k < length; ++k)
                matrix[k * count + c] = values[c * length + k];
        }
        return matrix;
    }
};

void nearest_centres(const Centres& centres, const std::vector<float>& transposed, const float* heads, std::size_t rows,
                     std::uint32_t* nearest) {
    std::vector<float> cosines(rows * centres.count);
    simd::row_times_matrix(simd::active_target(), heads, rows, centres.length, transposed.data(), centres.length,
                           centres.count, cosines.data());
    for (std::size_t r = 0; r < rows; ++r) {
        const float* line = &cosines[r * centres.count];
        nearest[r] = static_cast<std::uint32_t>(std::max_element(line, line + centres.count) - line);
    }
}

Centres train(const MetricSpace& space, const HeadBasis& basis, std::span<const RowIndex> all, int threads) {
    const std::size_t n = all.size();
    std::size_t count = std::clamp<std::size_t>(n / kRowsPerCentre, 1, kMostCentres);
    count = (count + simd::kProductColumns - 1) / simd::kProductColumns * simd::kProductColumns;
    const auto rows = even_sample(all, std::min(n, count * kSamplePerCentre));
    std::vector<float> heads(rows.size() * basis.columns);
    const std::size_t blocks = (rows.size() + kBlock - 1) / kBlock;
    const auto block_rows = [&](std::size_t block) { return std::min(kBlock, rows.size() - block * kBlock); };
    parallel_for(blocks, threads, [&](std::size_t block, int) {
        std::vector<float> scratch;
        heads_of(space, basis, std::span(rows).subspan(block * kBlock, block_rows(block)), scratch,
                 &heads[block * kBlock * basis.columns]);
    });
    Centres centres{count, basis.columns, std::vector<float>(count * basis.columns)};
    for (std::size_t c = 0; c < count; ++c) {
        std::copy_n(&heads[c * rows.size() / count * basis.columns], basis.columns, &centres.values[c * basis.columns]);
    }
    std::vector<std::uint32_t> nearest(rows.size());
    for (int round = 0; round < kRounds; ++round) {
        centres.normalise();
        const auto transposed = centres.transposed();
        parallel_for(blocks, threads, [&](std::size_t block, int) {
            nearest_centres(centres, transposed, &heads[block * kBlock * basis.columns], block_rows(block),
                            &nearest[block * kBlock]);
        });
        std::fill(centres.values.begin(), centres.values.end(), 0.0F);
        for (std::size_t q = 0; q < rows.size(); ++q) {
            const float* head = &heads[q * basis.columns];
            float* sum = &centres.values[nearest[q] * basis.columns];
            for (std::size_t k = 0; k < basis.columns; ++k)
                sum[k] += head[k];
        }
    }
    centres.normalise();
    return centres;
}

/// Place of each centre in a chain that goes on to the most similar centre not yet passed.
std::vector<std::uint32_t> chain(const Centres& centres) {
    std::vector<std::uint32_t> place(centres.count, 0);
    std::vector<bool> passed(centres.count, false);
    std::size_t current = 0;
    for (std::uint32_t step = 0; step < centres.count; ++step) {
        passed[current] = true;
        place[current] = step;
        std::size_t next = current;
        float most = -3.0F;
        for (std::size_t c = 0; c < centres.count; ++c) {
            if (passed[c]) continue;
            const float cosine = std::inner_product(&centres.values[c * centres.length],
                                                    &centres.values[(c + 1) * centres.length - 1] + 1,
                                                    &centres.values[current * centres.length], 0.0F);
            if (cosine > most) most = cosine, next = c;
        }
        current = next;
    }
    return place;
}

}  // namespace

void heads_of(const MetricSpace& space, const HeadBasis& basis, std::span<const RowIndex> rows,
              std::vector<float>& scratch, float* heads) {
    scratch.resize(rows.size() * basis.depth);
    copy_unit_rows(space, rows, scratch.data());
    simd::row_times_matrix(simd::active_target(), scratch.data(), rows.size(), basis.depth, basis.matrix.data(),
                           basis.depth, basis.columns, heads);
}

std::vector<RowIndex> row_layout(const MetricSpace& space, const HeadBasis& basis, std::span<const RowIndex> rows,
                                 int threads) {
    const std::size_t n = rows.size();
    const Centres centres = train(space, basis, rows, threads);
    const auto transposed = centres.transposed();
    std::vector<std::uint32_t> nearest(n);
    parallel_for((n + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        const std::size_t first = block * kBlock;
        const auto some = rows.subspan(first, std::min(kBlock, n - first));
        std::vector<float> scratch;
        std::vector<float> heads(some.size() * basis.columns);
        heads_of(space, basis, some, scratch, heads.data());
        nearest_centres(centres, transposed, heads.data(), some.size(), &nearest[first]);
    });
    const auto place = chain(centres);
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return place[nearest[a]] < place[nearest[b]]; });
    std::vector<RowIndex> layout(n);
    for (std::size_t i = 0; i < n; ++i)
        layout[i] = rows[order[i]];
    return layout;
}

}  // namespace asterism::neighbors
