#include "linear/subspace.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/splitmix64.hpp"
#include "base/threads.hpp"
#include "simd/float_product.hpp"

namespace asterism::linear {
namespace {

constexpr int kIterations = 2;  // with the square of the matrix: after four powers the leading space of sentence
                                // embeddings moves no more, and half of the orthonormalising is saved
constexpr std::size_t kProductRows = 48;  ///< of a product, that a task computes

/// d x padded(d): sum of x x' over the sample.
UntouchedVector<float> second_moments(std::span<const float> sample, std::size_t count, std::size_t d, int threads) {
    const std::size_t columns = padded(d);
    UntouchedVector<float> transposed(d * count);
    UntouchedVector<float> wide(count * columns);
    constexpr std::size_t kBlock = 64;  // rows of the sample a task turns, so that both sides stay in the cache
    parallel_for((count + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        for (std::size_t q = block * kBlock; q < std::min(count, (block + 1) * kBlock); ++q) {
            for (std::size_t k = 0; k < d; ++k)
                transposed[k * count + q] = sample[q * d + k];
            std::fill_n(std::copy_n(&sample[q * d], d, &wide[q * columns]), columns - d, 0.0F);
        }
    });
    return product(transposed, d, count, wide, columns, threads);
}

/// The first d columns of d x padded(d).
std::vector<float> narrow(std::span<const float> wide, std::size_t d) {
    std::vector<float> out(d * d);
    for (std::size_t k = 0; k < d; ++k)
        std::copy_n(&wide[k * padded(d)], d, &out[k * d]);
    return out;
}

}  // namespace

std::size_t padded(std::size_t columns) {
    return (columns + simd::kProductColumns - 1) / simd::kProductColumns * simd::kProductColumns;
}

void Columns::fill_normal(std::uint64_t seed, int threads) {
    const auto uniform = [seed](std::uint64_t draw) {
        const std::uint64_t z = splitmix64(seed + draw * 0x9e3779b97f4a7c15ULL);
        return (static_cast<double>(z >> 11) + 1.0) * 0x1p-53;
    };
    parallel_for(count_, threads, [&](std::size_t c, int) {
        for (std::size_t i = c * length_; i < (c + 1) * length_; ++i) {
            const double radius = std::sqrt(-2.0 * std::log(uniform(2 * i)));
            values_[i] = radius * std::cos(2.0 * std::numbers::pi * uniform(2 * i + 1));
        }
    });
}

/// Panel by panel: the columns of a panel among themselves, then all later ones are cleaned of the panel at once, by
/// two products in float32. What their rounding leaves, 1e-6 of a column, the second round takes out but for the
/// rounding of float32 itself.
void Columns::orthonormalise(int rounds, int threads) {
    constexpr std::size_t kPanel = 32;
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t begin = 0; begin < count_; begin += kPanel) {
            const std::size_t end = std::min(count_, begin + kPanel);
            for (std::size_t c = begin; c < end; ++c) {
                clean(c, begin, c);
                normalise(column(c));
            }
            if (end < count_) clean_rest(begin, end, threads);
        }
    }
}

/// Takes the directions of pivots [begin, end) out of every column from `end` on.
void Columns::clean_rest(std::size_t begin, std::size_t end, int threads) {
    const std::size_t pivots = end - begin;
    const std::size_t columns = padded(pivots);
    std::vector<float> down(length_ * columns, 0.0F);  // length x pivots
    std::vector<float> across(pivots * padded(length_), 0.0F);
    for (std::size_t p = 0; p < pivots; ++p) {
        for (std::size_t k = 0; k < length_; ++k)
            down[k * columns + p] = across[p * padded(length_) + k] = static_cast<float>(column(begin + p)[k]);
    }
    parallel_for((count_ - end + kProductRows - 1) / kProductRows, threads, [&](std::size_t block, int) {
        const std::size_t first = end + block * kProductRows;
        const std::size_t some = std::min(kProductRows, count_ - first);
        std::vector<float> later(some * length_);
        std::transform(column(first), column(first) + later.size(), later.begin(),
                       [](double x) { return static_cast<float>(x); });
        std::vector<float> along(some * columns);
        simd::row_times_matrix(simd::active_target(), later.data(), some, length_, down.data(), length_, columns,
                               along.data());
        for (std::size_t c = 1; c < some; ++c)
            std::copy_n(&along[c * columns], pivots, &along[c * pivots]);
        std::vector<float> parts(some * padded(length_));
        simd::row_times_matrix(simd::active_target(), along.data(), some, pivots, across.data(), pivots,
                               padded(length_), parts.data());
        for (std::size_t c = 0; c < some; ++c) {
            double* const x = column(first + c);
            for (std::size_t k = 0; k < length_; ++k)
                x[k] -= static_cast<double>(parts[c * padded(length_) + k]);
        }
    });
}

double Columns::dot(const double* x, const double* y) const {
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

/// Takes the directions of pivots [begin, end) out of column c.
void Columns::clean(std::size_t c, std::size_t begin, std::size_t end) {
    double* const x = column(c);
    for (std::size_t p = begin; p < end; ++p) {
        const double* const pivot = column(p);
        const double along = dot(pivot, x);
        for (std::size_t k = 0; k < length_; ++k)
            x[k] -= along * pivot[k];
    }
}

void Columns::normalise(double* x) const {
    const double norm = std::sqrt(dot(x, x));
    for (std::size_t k = 0; k < length_ && norm > 0; ++k)
        x[k] /= norm;
}

UntouchedVector<float> product(std::span<const float> rows, std::size_t count, std::size_t depth,
                               std::span<const float> matrix, std::size_t columns, int threads) {
    UntouchedVector<float> out(count * columns);
    parallel_for((count + kProductRows - 1) / kProductRows, threads, [&](std::size_t block, int) {
        const std::size_t first = block * kProductRows;
        simd::row_times_matrix(simd::active_target(), &rows[first * depth], std::min(kProductRows, count - first),
                               depth, matrix.data(), depth, columns, &out[first * columns]);
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

Columns leading_directions(std::span<const float> sample, std::size_t count, std::size_t d, std::size_t width,
                           int threads) {
    const auto wide = second_moments(sample, count, d, threads);
    const std::vector<float> squared = narrow(product(narrow(wide, d), d, d, wide, padded(d), threads), d);
    Columns basis(d, width);
    basis.fill_normal(1, threads);
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        if (iteration > 0) basis.orthonormalise(1, threads);
        const auto image = product(squared, d, d, as_matrix(basis, width, padded(width)), padded(width), threads);
        for (std::size_t c = 0; c < width; ++c) {
            for (std::size_t k = 0; k < d; ++k)
                basis.column(c)[k] = static_cast<double>(image[k * padded(width) + c]);
        }
    }
    basis.orthonormalise(2, threads);
    return basis;
}

}  // namespace asterism::linear
