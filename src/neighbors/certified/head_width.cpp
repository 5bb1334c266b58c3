#include "neighbors/certified/head_width.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/threads.hpp"
#include "linear/subspace.hpp"
#include "simd/float_product.hpp"

namespace asterism::neighbors::certified {
namespace {

constexpr std::size_t kQueries = 512;  // rows whose pairs the model looks at; a multiple of kProductColumns
constexpr std::size_t kBlock = 64;     // rows of a task: so many queries read one stretch of products together
constexpr std::size_t kNarrowest = 64;
/// Rounding coordinates to int8 with a clip at about four standard deviations costs this part of a head's length.
constexpr double kRounding = 4.0 / 127.0 / 3.4641;

/// What a pair costs, in steps of 64 multiply-adds: the head for every pair, the rest for the share that survives it.
double cost_of_width(std::size_t width, std::size_t d, double share) {
    // A survivor's int8 row, and fetching it, its bound and its share of exact distances: 18 steps. Limits are still
    // loose while the search goes on: 2.7 times as many survive as the limits of the model would let through. Both
    // measured on 384-dimensional sentence embeddings, 12k to 100k rows; the cost is flat around its minimum.
    return static_cast<double>(width + 4) / 64.0 + 2.7 * share * (static_cast<double>(d) / 64.0 + 18.0);
}

std::vector<float> transposed(std::span<const float> rows, std::size_t count, std::size_t depth) {
    std::vector<float> matrix(depth * linear::padded(count), 0.0F);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < depth; ++k)
            matrix[k * linear::padded(count) + i] = rows[i * depth + k];
    }
    return matrix;
}

/// Keeps the smallest values, ascending.
void insert(float value, std::span<float> least) {
    if (value >= least.back()) return;
    least.back() = value;
    for (std::size_t j = least.size() - 1; j > 0 && least[j] < least[j - 1]; --j)
        std::swap(least[j], least[j - 1]);
}

class CostModel {
 public:
    CostModel(const FilterRows& filter, std::span<const RowIndex> rows, int threads)
        : filter_(filter),
          queries_(sample_of(filter, even_sample(rows, std::min(rows.size(), kQueries)), threads)),
          threads_(threads) {}

    /// reach_[q]: reach of the limit at which query q has about `place` neighbours in the sample.
    void find_reach(const RowSample& sample, std::size_t place) {
        const std::size_t count = sample.rows.size();
        const auto matrix = transposed(queries_.values, size(), filter_.dimensions());
        const auto dots =
            linear::product(sample.values, count, filter_.dimensions(), matrix, linear::padded(size()), threads_);
        reach_.resize(size());
        parallel_for((size() + kBlock - 1) / kBlock, threads_, [&](std::size_t block, int) {
            const std::size_t first = block * kBlock;
            // Ascending for each query.
            std::vector<float> least(kBlock * place, std::numeric_limits<float>::infinity());
            for (std::size_t i = 0; i < count; ++i) {
                const double other = filter_.half_norm(sample.rows[i]);
                for (std::size_t q = first; q < std::min(size(), first + kBlock); ++q) {
                    const float reach = static_cast<float>(filter_.half_norm(queries_.rows[q]) + other) -
                                        dots[i * linear::padded(size()) + q];
                    if (sample.rows[i] != queries_.rows[q])
                        insert(reach, std::span(least).subspan((q - first) * place, place));
                }
            }
            for (std::size_t q = first; q < std::min(size(), first + kBlock); ++q) {
                const float last = least[(q - first + 1) * place - 1];
                if (std::isfinite(last)) reach_[q] = last;
            }
        });
    }

    [[nodiscard]] std::size_t best_width(const std::vector<float>& directions, std::size_t columns,
                                         std::size_t widest) const {
        const std::size_t d = filter_.dimensions();
        const std::vector<Step> steps = steps_of(
            linear::product(queries_.values, size(), d, directions, columns, threads_), columns, widest / kWidthStep);
        const std::size_t blocks = (size() + kBlock - 1) / kBlock;
        std::vector<std::vector<std::uint32_t>> reached(blocks);
        parallel_for(blocks, threads_, [&](std::size_t block, int) {
            reached[block] = reached_by(steps, (blocks - 1 - block) * kBlock);  // the most pairs first
        });
        std::size_t best = d;
        double least = cost_of_width(d, d, 0.0);
        for (std::size_t s = kNarrowest / kWidthStep - 1; s < steps.size(); ++s) {
            double survivors = 0;
            for (const auto& of_block : reached)
                survivors += of_block[s];
            const double pairs = std::max(1.0, 0.5 * static_cast<double>(size() * (size() - 1)));
            const double cost = cost_of_width((s + 1) * kWidthStep, d, survivors / pairs);
            if (cost < least) least = cost, best = (s + 1) * kWidthStep;
        }
        return best;
    }

 private:
    /// kWidthStep more coordinates of all queries' heads, and what is known of heads that end with them.
    struct Step {
        std::vector<float> rows;    ///< queries x kWidthStep
        std::vector<float> matrix;  ///< the same as columns
        std::vector<float> tail;    ///< length outside of the head
        std::vector<float> rounding;
    };

    [[nodiscard]] std::size_t size() const { return queries_.rows.size(); }

    [[nodiscard]] std::vector<Step> steps_of(std::span<const float> heads, std::size_t columns,
                                             std::size_t count) const {
        std::vector<double> inside(size(), 0.0);  // squared length of each head so far
        std::vector<Step> steps(count);
        for (std::size_t s = 0; s < count; ++s) {
            Step& step = steps[s];
            step = {
                std::vector<float>(size() * kWidthStep), {}, std::vector<float>(size()), std::vector<float>(size())};
            for (std::size_t q = 0; q < size(); ++q) {
                std::copy_n(&heads[q * columns + s * kWidthStep], kWidthStep, &step.rows[q * kWidthStep]);
                for (std::size_t k = 0; k < kWidthStep; ++k) {
                    const auto value = static_cast<double>(step.rows[q * kWidthStep + k]);
                    inside[q] += value * value;
                }
                const double outside = std::max(0.0, 2 * filter_.half_norm(queries_.rows[q]) - inside[q]);
                step.tail[q] = static_cast<float>(std::sqrt(outside));
                step.rounding[q] = static_cast<float>(kRounding * std::sqrt(inside[q]));
            }
            step.matrix = transposed(step.rows, size(), kWidthStep);
        }
        return steps;
    }

    /// For every width, how many pairs of the kBlock queries from `first` on with an earlier one its bound lets
    /// through.
    [[nodiscard]] std::vector<std::uint32_t> reached_by(const std::vector<Step>& steps, std::size_t first) const {
        const std::size_t rows = std::min(kBlock, size() - first);
        const std::size_t columns = linear::padded(size());
        std::vector<float> half(first + rows);
        for (std::size_t q = 0; q < half.size(); ++q)
            half[q] = static_cast<float>(filter_.half_norm(queries_.rows[q]));
        std::vector<float> dots(rows * columns, 0.0F);
        std::vector<float> more(rows * columns);
        std::vector<std::uint32_t> reached;
        for (const Step& step : steps) {
            simd::row_times_matrix(simd::active_target(), &step.rows[first * kWidthStep], rows, kWidthStep,
                                   step.matrix.data(), kWidthStep, columns, more.data());
            std::uint32_t count = 0;
            for (std::size_t r = 0; r < rows; ++r) {
                const std::size_t q = first + r;
                for (std::size_t p = 0; p < q; ++p) {
                    const float dot = dots[r * columns + p] += more[r * columns + p];
                    const float needed = half[q] + half[p] - std::max(reach_[q], reach_[p]);
                    const float bound = dot + step.tail[q] * step.tail[p] + step.rounding[q] + step.rounding[p];
                    count += bound >= needed ? 1 : 0;
                }
            }
            reached.push_back(count);
        }
        return reached;
    }

    const FilterRows& filter_;
    RowSample queries_;
    std::vector<float> reach_;
    int threads_;
};

}  // namespace

RowSample sample_of(const FilterRows& filter, std::vector<RowIndex> rows, int threads) {
    const std::size_t d = filter.dimensions();
    RowSample sample{std::move(rows), UntouchedVector<float>()};
    sample.values.resize(sample.rows.size() * d);
    parallel_for((sample.rows.size() + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        const std::size_t first = block * kBlock;
        const auto some = std::span(sample.rows).subspan(first, std::min(kBlock, sample.rows.size() - first));
        filter.copy(some, &sample.values[first * d]);
    });
    return sample;
}

std::size_t cheapest_width(const FilterRows& filter, std::span<const RowIndex> rows, const RowSample& sample,
                           const std::vector<float>& directions, std::size_t columns, std::size_t widest, std::size_t k,
                           int threads) {
    CostModel model(filter, rows, threads);
    model.find_reach(sample, std::max<std::size_t>(1, k * sample.rows.size() / rows.size()));
    return model.best_width(directions, columns, widest);
}

}  // namespace asterism::neighbors::certified
