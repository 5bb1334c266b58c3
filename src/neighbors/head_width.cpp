#include "neighbors/head_width.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/threads.hpp"
#include "neighbors/subspace.hpp"
#include "simd/float_product.hpp"

namespace asterism::neighbors {
namespace {

constexpr std::size_t kQueries = 512;  // rows whose pairs the model looks at; a multiple of kProductColumns
constexpr std::size_t kBlock = 64;     // queries that read one stretch of products together
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

std::vector<float> transposed(const std::vector<float>& rows, std::size_t count, std::size_t depth) {
    std::vector<float> matrix(depth * padded(count), 0.0F);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < depth; ++k)
            matrix[k * padded(count) + i] = rows[i * depth + k];
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
          queries_(even_sample(rows, std::min(rows.size(), kQueries))),
          values_(queries_.size() * filter.dimensions()),
          threads_(threads) {
        filter.copy(queries_, values_.data());
    }

    /// reach_[q]: reach of the limit at which query q has about `place` neighbours in the sample.
    void find_reach(const RowSample& sample, std::size_t place) {
        const std::size_t count = sample.rows.size();
        const auto matrix = transposed(values_, size(), filter_.dimensions());
        const auto dots = product(sample.values, count, filter_.dimensions(), matrix, padded(size()), threads_);
        reach_.resize(size());
        parallel_for((size() + kBlock - 1) / kBlock, threads_, [&](std::size_t block, int) {
            const std::size_t first = block * kBlock;
            std::vector<float> least(kBlock * place,
                                     std::numeric_limits<float>::infinity());  // ascending for each query
            for (std::size_t i = 0; i < count; ++i) {
                const double other = filter_.half_norm(sample.rows[i]);
                for (std::size_t q = first; q < std::min(size(), first + kBlock); ++q) {
                    const float reach =
                        static_cast<float>(filter_.half_norm(queries_[q]) + other) - dots[i * padded(size()) + q];
                    if (sample.rows[i] != queries_[q])
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
        const auto heads = product(values_, size(), d, directions, columns, threads_);
        std::vector<float> partial(size() * padded(size()), 0.0F);
        std::vector<double> inside(size(), 0.0);  // squared length of each head so far
        std::size_t best = d;
        double least = cost_of_width(d, d, 0.0);
        for (std::size_t width = kWidthStep; width <= widest; width += kWidthStep) {
            add_columns(heads, columns, width - kWidthStep, partial, inside);
            if (width < kNarrowest) continue;
            const double cost = cost_of_width(width, d, survivors(partial, inside));
            if (cost < least) least = cost, best = width;
        }
        return best;
    }

 private:
    [[nodiscard]] std::size_t size() const { return queries_.size(); }

    /// Takes kWidthStep more coordinates from `first` on into the products and lengths of heads.
    void add_columns(const std::vector<float>& heads, std::size_t columns, std::size_t first,
                     std::vector<float>& partial, std::vector<double>& inside) const {
        std::vector<float> some(size() * kWidthStep);
        for (std::size_t q = 0; q < size(); ++q) {
            std::copy_n(&heads[q * columns + first], kWidthStep, &some[q * kWidthStep]);
            for (std::size_t k = 0; k < kWidthStep; ++k) {
                const auto value = static_cast<double>(some[q * kWidthStep + k]);
                inside[q] += value * value;
            }
        }
        const auto more =
            product(some, size(), kWidthStep, transposed(some, size(), kWidthStep), padded(size()), threads_);
        for (std::size_t i = 0; i < partial.size(); ++i)
            partial[i] += more[i];
    }

    /// Share of the queries' pairs that the bound of this width would let through.
    [[nodiscard]] double survivors(const std::vector<float>& partial, const std::vector<double>& inside) const {
        std::vector<float> half(size()), tail(size()), rounding(size());
        for (std::size_t q = 0; q < size(); ++q) {
            half[q] = static_cast<float>(filter_.half_norm(queries_[q]));
            tail[q] = static_cast<float>(std::sqrt(std::max(0.0, 2 * filter_.half_norm(queries_[q]) - inside[q])));
            rounding[q] = static_cast<float>(kRounding * std::sqrt(inside[q]));
        }
        std::vector<int> reached(size(), 0);
        parallel_for(size(), threads_, [&](std::size_t q, int) {
            for (std::size_t p = 0; p < q; ++p) {
                const float needed = half[q] + half[p] - std::max(reach_[q], reach_[p]);
                const float bound = partial[q * padded(size()) + p] + tail[q] * tail[p] + rounding[q] + rounding[p];
                reached[q] += bound >= needed ? 1 : 0;
            }
        });
        return static_cast<double>(std::accumulate(reached.begin(), reached.end(), 0)) /
               std::max(1.0, 0.5 * static_cast<double>(size() * (size() - 1)));
    }

    const FilterRows& filter_;
    std::vector<RowIndex> queries_;
    std::vector<float> values_;  ///< queries x d
    std::vector<float> reach_;
    int threads_;
};

}  // namespace

std::size_t cheapest_width(const FilterRows& filter, std::span<const RowIndex> rows, const RowSample& sample,
                           const std::vector<float>& directions, std::size_t columns, std::size_t widest, std::size_t k,
                           int threads) {
    CostModel model(filter, rows, threads);
    model.find_reach(sample, std::max<std::size_t>(1, k * sample.rows.size() / rows.size()));
    return model.best_width(directions, columns, widest);
}

}  // namespace asterism::neighbors
