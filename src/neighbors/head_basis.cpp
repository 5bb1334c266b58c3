#include "neighbors/head_basis.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "base/threads.hpp"
#include "neighbors/unit_rows.hpp"
#include "simd/float_product.hpp"

namespace asterism::neighbors {
namespace {

constexpr std::size_t kSample = 3072;  // rows: enough to know some hundred directions
constexpr std::size_t kQueries = 512;  // rows whose pairs the cost model looks at
constexpr int kIterations = 4;         // after four the leading space moves no more on sentence embeddings
constexpr std::size_t kWidest = 320;   // wider heads have never paid; then the whole row is taken
constexpr std::size_t kNarrowest = 64;
constexpr std::size_t kWidthStep = 32;

std::size_t padded(std::size_t columns) {
    return (columns + simd::kProductColumns - 1) / simd::kProductColumns * simd::kProductColumns;
}

/// Orthonormal columns, stored one after the other (column c at [c * length]).
class Columns {
 public:
    Columns(std::size_t length, std::size_t count) : length_(length), count_(count), values_(length * count) {}
    [[nodiscard]] double* column(std::size_t c) { return &values_[c * length_]; }
    [[nodiscard]] const double* column(std::size_t c) const { return &values_[c * length_]; }
    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] std::size_t length() const { return length_; }

    /// Box-Muller over SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
    void fill_normal(std::uint64_t seed) {
        const auto uniform = [&seed] {
            seed += 0x9e3779b97f4a7c15ULL;
            std::uint64_t z = seed;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
            z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
            return (static_cast<double>((z ^ (z >> 31)) >> 11) + 1.0) * 0x1p-53;
        };
        for (double& value : values_) {
            const double radius = std::sqrt(-2.0 * std::log(uniform()));
            value = radius * std::cos(2.0 * std::numbers::pi * uniform());
        }
    }

    /// Modified Gram-Schmidt, twice over, as once is not enough (Giraud, Langou, "When Modified Gram-Schmidt Generates
    /// a Well-Conditioned Set of Vectors", 2002). Panel by panel: the columns of a panel among themselves, then all
    /// later ones are cleaned of the panel side by side; each column sees the pivots in the same order as one by one.
    void orthonormalise(int threads) {
        constexpr std::size_t kPanel = 32;
        for (int round = 0; round < 2; ++round) {
            for (std::size_t begin = 0; begin < count_; begin += kPanel) {
                const std::size_t end = std::min(count_, begin + kPanel);
                for (std::size_t c = begin; c < end; ++c) {
                    clean(c, begin, c);
                    normalise(column(c));
                }
                const std::size_t rest = count_ - end;
                parallel_for((rest + 7) / 8, threads, [&](std::size_t block, int) {
                    const std::size_t last = std::min(count_, end + block * 8 + 8);
                    for (std::size_t c = end + block * 8; c < last; ++c)
                        clean(c, begin, end);
                });
            }
        }
    }

    [[nodiscard]] double dot(const double* x, const double* y) const {
        double lanes[8] = {};
        std::size_t k = 0;
        for (; k + 8 <= length_; k += 8) {
            for (std::size_t l = 0; l < 8; ++l)
                lanes[l] += x[k + l] * y[k + l];
        }
        for (; k < length_; ++k)
            lanes[0] += x[k] * y[k];
        return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    }

 private:
    /// Takes the directions of pivots [begin, end) out of column c.
    void clean(std::size_t c, std::size_t begin, std::size_t end) {
        double* const x = column(c);
        for (std::size_t p = begin; p < end; ++p) {
            const double* const pivot = column(p);
            const double along = dot(pivot, x);
            for (std::size_t k = 0; k < length_; ++k)
                x[k] -= along * pivot[k];
        }
    }

    void normalise(double* x) const {
        const double norm = std::sqrt(dot(x, x));
        for (std::size_t k = 0; k < length_ && norm > 0; ++k)
            x[k] /= norm;
    }

    std::size_t length_;
    std::size_t count_;
    std::vector<double> values_;
};

/// rows (count x depth) times a depth x columns matrix, in parallel.
std::vector<float> product(const std::vector<float>& rows, std::size_t count, std::size_t depth,
                           const std::vector<float>& matrix, std::size_t columns, int threads) {
    std::vector<float> out(count * columns);
    constexpr std::size_t kBlock = 48;
    parallel_for((count + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        const std::size_t first = block * kBlock;
        simd::row_times_matrix(simd::active_target(), &rows[first * depth], std::min(kBlock, count - first), depth,
                               matrix.data(), depth, columns, &out[first * columns]);
    });
    return out;
}

std::vector<float> as_matrix(const Columns& basis, std::size_t count, std::size_t columns) {
    std::vector<float> matrix(basis.length() * columns, 0.0F);
    for (std::size_t c = 0; c < count; ++c) {
        for (std::size_t k = 0; k < basis.length(); ++k)
            matrix[k * columns + c] = static_cast<float>(basis.column(c)[k]);
    }
    return matrix;
}

/// d x padded(d): sum of x x' over the sample.
std::vector<float> second_moments(const std::vector<float>& sample, std::size_t count, std::size_t d, int threads) {
    const std::size_t columns = padded(d);
    std::vector<float> transposed(d * count);
    std::vector<float> wide(count * columns, 0.0F);
    for (std::size_t q = 0; q < count; ++q) {
        for (std::size_t k = 0; k < d; ++k) {
            transposed[k * count + q] = sample[q * d + k];
            wide[q * columns + k] = sample[q * d + k];
        }
    }
    return product(transposed, d, count, wide, columns, threads);
}

/// Leading directions, strongest first.
Columns leading_directions(const std::vector<float>& sample, std::size_t count, std::size_t d, std::size_t width,
                           int threads) {
    const std::vector<float> wide = second_moments(sample, count, d, threads);
    std::vector<float> moments(d * d);
    for (std::size_t k = 0; k < d; ++k)
        std::copy_n(&wide[k * padded(d)], d, &moments[k * d]);
    Columns basis(d, width);
    basis.fill_normal(1);
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        basis.orthonormalise(threads);
        const std::vector<float> image =
            product(moments, d, d, as_matrix(basis, width, padded(width)), padded(width), threads);
        for (std::size_t c = 0; c < width; ++c) {
            for (std::size_t k = 0; k < d; ++k)
                basis.column(c)[k] = static_cast<double>(image[k * padded(width) + c]);
        }
    }
    basis.orthonormalise(threads);
    return basis;
}

/// What a pair costs, in steps of 64 multiply-adds: the head for every pair, the rest for the share that survives it.
double cost_of_width(std::size_t width, std::size_t d, double share) {
    // A survivor's int8 row, and fetching it, its bound and its share of exact distances: 18 steps. Limits are still
    // loose while the search goes on: 2.7 times as many survive as final limits would let through. Both measured on
    // 384-dimensional sentence embeddings, 11k to 50k rows; the cost is flat around its minimum.
    return static_cast<double>(width + 4) / 64.0 + 2.7 * share * (static_cast<double>(d) / 64.0 + 18.0);
}

/// Picks the width with the least modelled cost from the pairs of some sample rows.
class CostModel {
 public:
    /// `sample`: unit rows; `heads`: their coordinates along the leading directions (columns wide).
    CostModel(const std::vector<float>& sample, std::size_t count, std::size_t d, std::size_t n, std::size_t k,
              int threads)
        : queries_(std::min(count, kQueries)), d_(d) {
        const std::size_t step = count / queries_;
        std::vector<float> rows(queries_ * d);
        for (std::size_t q = 0; q < queries_; ++q) {
            std::copy_n(&sample[q * step * d], d, &rows[q * d]);
            picked_.push_back(q * step);
        }
        std::vector<float> transposed(d * padded(count), 0.0F);
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t x = 0; x < d; ++x)
                transposed[x * padded(count) + i] = sample[i * d + x];
        }
        cosines_ = product(rows, queries_, d, transposed, padded(count), threads);
        // The K-th neighbour of all n rows is about the (K count / n)-th within the sample.
        const std::size_t place = std::max<std::size_t>(1, k * count / n);
        std::vector<float> line(count);
        for (std::size_t q = 0; q < queries_; ++q) {
            std::copy_n(&cosines_[q * padded(count)], count, line.begin());
            line[picked_[q]] = -2.0F;
            std::nth_element(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(place - 1), line.end(),
                             std::greater<>());
            threshold_.push_back(line[place - 1]);
        }
    }

    /// Share of pairs whose bound reaches the looser threshold of the two, for each width in ascending order.
    [[nodiscard]] std::size_t best_width(const std::vector<float>& heads, std::size_t columns,
                                         std::size_t widest) const {
        std::vector<double> partial(queries_ * queries_, 0.0);
        std::vector<double> inside(queries_, 0.0);  // squared length of each head so far
        std::size_t best = d_;
        double least = cost_of_width(d_, d_, 0.0);
        for (std::size_t width = 0; width + kWidthStep <= widest;) {
            for (const std::size_t end = width + kWidthStep; width < end; ++width)
                add_coordinate(heads, columns, width, partial, inside);
            if (width < kNarrowest) continue;
            const double cost = cost_of_width(width, d_, survivors(partial, inside));
            if (cost < least) least = cost, best = width;
        }
        return best;
    }

 private:
    void add_coordinate(const std::vector<float>& heads, std::size_t columns, std::size_t c,
                        std::vector<double>& partial, std::vector<double>& inside) const {
        std::vector<float> values(queries_);
        for (std::size_t q = 0; q < queries_; ++q)
            values[q] = heads[picked_[q] * columns + c];
        for (std::size_t q = 0; q < queries_; ++q) {
            inside[q] += static_cast<double>(values[q]) * static_cast<double>(values[q]);
            for (std::size_t p = 0; p < q; ++p)
                partial[q * queries_ + p] += static_cast<double>(values[q] * values[p]);
        }
    }

    [[nodiscard]] double survivors(const std::vector<double>& partial, const std::vector<double>& inside) const {
        // Rounding coordinates to int8 with a clip at about four standard deviations costs this part of a head's
        // length.
        constexpr double kRounding = 4.0 / 127.0 / 3.4641;
        std::size_t reached = 0;
        for (std::size_t q = 0; q < queries_; ++q) {
            for (std::size_t p = 0; p < q; ++p) {
                const double tails = std::sqrt(std::max(0.0, 1 - inside[q]) * std::max(0.0, 1 - inside[p]));
                const double slack = kRounding * (std::sqrt(inside[q]) + std::sqrt(inside[p]));
                const double needed = std::min(threshold_[q], threshold_[p]);
                if (partial[q * queries_ + p] + tails + slack >= needed) ++reached;
            }
        }
        return static_cast<double>(reached) / (0.5 * static_cast<double>(queries_ * (queries_ - 1)));
    }

    std::size_t queries_;
    std::size_t d_;
    std::vector<std::size_t> picked_;
    std::vector<float> cosines_;
    std::vector<float> threshold_;
};

/// ||B'B - I||_F of the float32 matrix, with room for the rounding of this very sum.
double deviation(const HeadBasis& basis, int threads) {
    Columns columns(basis.depth, basis.width);
    for (std::size_t c = 0; c < basis.width; ++c) {
        for (std::size_t k = 0; k < basis.depth; ++k) {
            columns.column(c)[k] = static_cast<double>(basis.matrix[k * basis.columns + c]);
        }
    }
    std::vector<double> squared(basis.width, 0.0);
    parallel_for(basis.width, threads, [&](std::size_t c, int) {
        for (std::size_t e = 0; e < basis.width; ++e) {
            const double off = columns.dot(columns.column(c), columns.column(e)) - (c == e ? 1.0 : 0.0);
            squared[c] += off * off;
        }
    });
    double sum = 0;
    for (const double value : squared)
        sum += value;
    return std::sqrt(sum) * 1.0001 + 1e-12;
}

/// The whole row is its own head: unit columns.
HeadBasis identity(std::size_t d) {
    const std::size_t width = (d + 3) / 4 * 4;
    HeadBasis basis{d, width, padded(width), {}, 0.0, true};
    basis.matrix.assign(d * basis.columns, 0.0F);
    for (std::size_t k = 0; k < d; ++k)
        basis.matrix[k * basis.columns + k] = 1.0F;
    return basis;
}

/// The first `width` directions, mixed by a random rotation.
HeadBasis rotated(const Columns& directions, std::size_t width, int threads) {
    Columns rotation(width, width);
    rotation.fill_normal(2);
    rotation.orthonormalise(threads);
    const std::size_t d = directions.length();
    HeadBasis basis{d, width, padded(width), {}, 0.0, false};
    basis.matrix.assign(d * basis.columns, 0.0F);
    parallel_for(d, threads, [&](std::size_t k, int) {
        std::vector<double> line(width);
        for (std::size_t e = 0; e < width; ++e)
            line[e] = directions.column(e)[k];
        for (std::size_t c = 0; c < width; ++c) {
            basis.matrix[k * basis.columns + c] = static_cast<float>(rotation.dot(line.data(), rotation.column(c)));
        }
    });
    basis.deviation = deviation(basis, threads);
    return basis;
}

}  // namespace

HeadBasis make_head_basis(const MetricSpace& space, std::span<const RowIndex> rows, std::size_t k, int threads) {
    const std::size_t d = space.vectors().cols;
    const std::size_t widest = std::min(kWidest, d / kWidthStep * kWidthStep);
    if (d <= kNarrowest) return identity(d);
    const std::size_t count = std::min(rows.size(), kSample);
    std::vector<float> sample(count * d);
    copy_unit_rows(space, even_sample(rows, count), sample.data());
    const Columns directions = leading_directions(sample, count, d, widest, threads);
    const std::vector<float> heads =
        product(sample, count, d, as_matrix(directions, widest, padded(widest)), padded(widest), threads);
    const CostModel model(sample, count, d, rows.size(), k, threads);
    const std::size_t width = model.best_width(heads, padded(widest), widest);
    return width >= d ? identity(d) : rotated(directions, width, threads);
}

}  // namespace asterism::neighbors
