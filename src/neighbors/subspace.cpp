#include "neighbors/subspace.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/threads.hpp"
#include "simd/float_product.hpp"

namespace asterism::neighbors {
namespace {

constexpr int kIterations = 4;  // after four the leading space moves no more on sentence embeddings

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

/// Panel by panel: the columns of a panel among themselves, then all later ones are cleaned of the panel side by side;
/// each column sees the pivots in the same order as one by one.
void Columns::orthonormalise(int rounds, int threads) {
    constexpr std::size_t kPanel = 32;
    for (int round = 0; round < rounds; ++round) {
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
    std::vector<float> moments(d * d);
    for (std::size_t k = 0; k < d; ++k)
        std::copy_n(&wide[k * padded(d)], d, &moments[k * d]);
    Columns basis(d, width);
    basis.fill_normal(1);
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        if (iteration > 0) basis.orthonormalise(1, threads);
        const std::vector<float> image =
            product(moments, d, d, as_matrix(basis, width, padded(width)), padded(width), threads);
        for (std::size_t c = 0; c < width; ++c) {
            for (std::size_t k = 0; k < d; ++k)
                basis.column(c)[k] = static_cast<double>(image[k * padded(width) + c]);
        }
    }
    basis.orthonormalise(2, threads);
    return basis;
}

}  // namespace asterism::neighbors
