#include "neighbors/certified/row_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/threads.hpp"
#include "simd/float_product.hpp"

namespace asterism::neighbors::certified {
namespace {

constexpr std::size_t kSamplePerCentre = 24;
constexpr int kRounds = 4;
constexpr std::size_t kBlock = 96;
constexpr std::size_t kSlice = 16;  ///< coordinates that a task sums up
static_assert(simd::kProductColumns % kSlice == 0);

}  // namespace

RowLayout::RowLayout(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> rows, int threads)
    : length_(basis.columns), seen_(rows.size()) {
    count_ = std::clamp<std::size_t>(rows.size() / kRowsPerCentre, 1, kMostCentres);
    count_ = (count_ + simd::kProductColumns - 1) / simd::kProductColumns * simd::kProductColumns;
    train(filter, basis, even_sample(rows, std::min(rows.size(), count_ * kSamplePerCentre)), threads);
}

void RowLayout::train(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> rows, int threads) {
    std::vector<float> heads(rows.size() * length_);
    const std::size_t blocks = (rows.size() + kBlock - 1) / kBlock;
    const auto block_rows = [&](std::size_t block) { return std::min(kBlock, rows.size() - block * kBlock); };
    parallel_for(blocks, threads, [&](std::size_t block, int) {
        const auto some = heads_of(filter, basis, rows.subspan(block * kBlock, block_rows(block)));
        std::copy(some.begin(), some.end(), &heads[block * kBlock * length_]);
    });
    centres_.resize(count_ * length_);
    for (std::size_t c = 0; c < count_; ++c)
        std::copy_n(&heads[c * rows.size() / count_ * length_], length_, &centres_[c * length_]);
    std::vector<std::uint32_t> nearest_centre(rows.size());
    normalise(threads);
    for (int round = 0; round < kRounds; ++round) {
        parallel_for(blocks, threads, [&](std::size_t block, int) {
            nearest(&heads[block * kBlock * length_], block_rows(block), &nearest_centre[block * kBlock]);
        });
        std::fill(centres_.begin(), centres_.end(), 0.0F);
        parallel_for(length_ / kSlice, threads, [&](std::size_t slice, int) {
            for (std::size_t q = 0; q < rows.size(); ++q) {
                const float* head = &heads[q * length_ + slice * kSlice];
                float* sum = &centres_[nearest_centre[q] * length_ + slice * kSlice];
                for (std::size_t k = 0; k < kSlice; ++k)
                    sum[k] += head[k];
            }
        });
        normalise(threads);
    }
}

/// Makes centres unit rows, and keeps them as columns too.
void RowLayout::normalise(int threads) {
    matrix_.resize(centres_.size());
    parallel_for(count_ / 16, threads, [&](std::size_t block, int) {
        for (std::size_t c = block * 16; c < (block + 1) * 16; ++c) {
            float* const centre = &centres_[c * length_];
            double squared = 0;
            for (std::size_t k = 0; k < length_; ++k)
                squared += static_cast<double>(centre[k]) * static_cast<double>(centre[k]);
            const float scale = squared > 0 ? static_cast<float>(1.0 / std::sqrt(squared)) : 0.0F;
            for (std::size_t k = 0; k < length_; ++k)
                matrix_[k * count_ + c] = centre[k] *= scale;
        }
    });
}

void RowLayout::nearest(const float* heads, std::size_t rows, std::uint32_t* centres) const {
    std::vector<float> cosines(rows * count_);
    simd::row_times_matrix(simd::active_target(), heads, rows, length_, matrix_.data(), length_, count_,
                           cosines.data());
    for (std::size_t r = 0; r < rows; ++r) {
        const float* line = &cosines[r * count_];
        centres[r] = static_cast<std::uint32_t>(std::max_element(line, line + count_) - line);
    }
}

void RowLayout::see(std::size_t first, std::size_t count, const float* heads) {
    nearest(heads, count, &seen_[first]);
}

/// Place of each centre in a chain that goes on to the most similar centre not yet passed.
std::vector<std::uint32_t> RowLayout::chain() const {
    std::vector<std::uint32_t> place(count_, 0);
    std::vector<bool> passed(count_, false);
    std::vector<float> cosines(count_);
    std::size_t current = 0;
    for (std::uint32_t step = 0; step < count_; ++step) {
        passed[current] = true;
        place[current] = step;
        simd::row_times_matrix(simd::active_target(), &centres_[current * length_], 1, length_, matrix_.data(), length_,
                               count_, cosines.data());
        float most = -3.0F;
        std::size_t next = current;
        for (std::size_t c = 0; c < count_; ++c) {
            if (!passed[c] && cosines[c] > most) most = cosines[c], next = c;
        }
        current = next;
    }
    return place;
}

std::vector<std::uint32_t> RowLayout::order() const {
    const auto place = chain();
    std::vector<std::uint32_t> next(count_ + 1, 0);  // counting sort
    for (const std::uint32_t centre : seen_)
        ++next[place[centre] + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<std::uint32_t> order(seen_.size());
    for (std::uint32_t row = 0; row < seen_.size(); ++row)
        order[next[place[seen_[row]]]++] = row;
    return order;
}

}  // namespace asterism::neighbors::certified
