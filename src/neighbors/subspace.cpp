#include "neighbors/subspace.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/threads.hpp"
#include "simd/float_product.hpp"

namespace asterism::neighbors {
namespace {

constexpr int kIterations = 2;  // with the square of the matrix: after four powers the leading space of sentence
                                // embeddings moves no more, and half of the orthonormalising is saved

/// d x padded(d): sum of x x' over the sample.
std::vector<float> second_moments(const std::vector<float>& sample, std::size_t count, std::size_t d, int threads) {
    const std::size_t columns = padded(d);
    std::vector<float> transposed(d * count);
    std::vector<float> wide(count * columns, 0.0F);
    constexpr std::size_t kBlock = 64;  // rows of the sample a task turns, so that both sides stay in the cache
    parallel_for((count + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        for (std::size_t q = block * kBlock; q < std::min(count, (block + 1) * kBlock); ++q) {
            for (std::size_t k = 0; k < d; ++k)
                transposed[k * count + q] = sample[q * d + k];
            std::copy_n(&sample[q * d], d, &wide[q * columns]);
        }
    });
    return product(transposed, d, count, wide, columns, threads);
}

/// The first d columns of d x padded(d).
std::vector<float> narrow(const std::vector<float>& wide, std::size_t d) {
    std::vector<float> out(d * d);
    for (std::size_t k = 0; k < d; ++k)
        std::copy_n(&wide[k * padded(d)], d, &out[k * d]);
    return out;
}

}  // namespace

std::size_t padded(std::size_t columns) {
    return (columns + simd::kProductColumns - 1) / simd::kProductColumns * simd::kProductColumns;
}

void Columns::fill_normal(std::uint64_t seed) {
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

/// Panel by panel: the columns of a panel among themselves, then all later ones are cleaned of the panel at once, by
/// two products in float32. What their rounding leaves, 1e-6 of a column, the second round takes out but for its
/// square.
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
    const std::size_t rest = count_ - end;
    std::vector<float> later(rest * length_);
    std::transform(column(end), column(end) + later.size(), later.begin(),
                   [](double x) { return static_cast<float>(x); });
    std::vector<float> down(length_ * padded(pivots), 0.0F);  // length x pivots
    std::vector<float> across(pivots * padded(length_), 0.0F);
    for (std::size_t p = 0; p < pivots; ++p) {
        for (std::size_t k = 0; k < length_; ++k) {
            down[k * padded(pivots) + p] = across[p * padded(length_) + k] = static_cast<float>(column(begin + p)[k]);
        }
    }
    const std::vector<float> wide = product(later, rest, length_, down, padded(pivots), threads);
    std::vector<float> along(rest * pivots);
    for (std::size_t c = 0; c < rest; ++c)
        std::copy_n(&wide[c * padded(pivots)], pivots, &along[c * pivots]);
    const std::vector<float> parts = product(along, rest, pivots, across, padded(length_), threads);
    for (std::size_t c = 0; c < rest; ++c) {
        for (std::size_t k = 0; k < length_; ++k)
            column(end + c)[k] -= static_cast<double>(parts[c * padded(length_) + k]);
    }
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

Columns leading_directions(const std::vector<float>& sample, std::size_t count, std::size_t d, std::size_t width,
                           int threads) {
    const std::vector<float> wide = second_moments(sample, count, d, threads);
    const std::vector<float> squared = narrow(product(narrow(wide, d), d, d, wide, padded(d), threads), d);
    Columns basis(d, width);
    basis.fill_normal(1);
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        if (iteration > 0) basis.orthonormalise(1, threads);
        const std::vector<float> image =
            product(squared, d, d, as_matrix(basis, width, padded(width)), padded(width), threads);
        for (std::size_t c = 0; c < width; ++c) {
            for (std::size_t k = 0; k < d; ++k)
                basis.column(c)[k] = static_cast<double>(image[k * padded(width) + c]);
        }
    }
    basis.orthonormalise(2, threads);
    return basis;
}

}  // namespace asterism::neighbors
