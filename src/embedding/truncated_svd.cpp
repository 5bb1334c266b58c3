#include "embedding/truncated_svd.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "base/splitmix64.hpp"
#include "base/threads.hpp"

namespace asterism::embedding {
namespace {

constexpr std::size_t kBlockRows = 2048;  ///< part of the result's definition: partial sums are taken per block
constexpr double kNoDirection = 1e-11;    ///< of the largest eigenvalue: below, float32 rounding is all there is

/// SplitMix64: the same numbers everywhere, which std::normal_distribution does not promise.
class Random {
 public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    /// Box-Muller, one of the pair.
    double normal() {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
        return radius * std::cos(2.0 * std::numbers::pi * uniform());
    }

 private:
    double uniform() {
        const std::uint64_t z = splitmix64(state_);
        state_ += 0x9E3779B97F4A7C15;
        return static_cast<double>(z >> 11) * 0x1p-53;
    }
    std::uint64_t state_;
};

std::size_t blocks_of(std::size_t rows) {
    return (rows + kBlockRows - 1) / kBlockRows;
}

/// X'X of a tall X (rows x width) in double: blocks of rows in parallel, their sums added in block order.
std::vector<double> gram(std::span<const float> x, std::size_t width, int threads) {
    constexpr std::size_t kBlocksAtOnce = 16;  // bounds the partial sums held
    const std::size_t rows = x.size() / width;
    std::vector<double> total(width * width, 0.0);
    std::vector<std::vector<double>> partial(kBlocksAtOnce);
    for (std::size_t first = 0; first < blocks_of(rows); first += kBlocksAtOnce) {
        const std::size_t count = std::min(kBlocksAtOnce, blocks_of(rows) - first);
        parallel_for(count, threads, [&](std::size_t i, int) {
            partial[i].assign(width * width, 0.0);
            const std::size_t last = std::min(rows, (first + i + 1) * kBlockRows);
            for (std::size_t row = (first + i) * kBlockRows; row < last; ++row) {
                const float* values = x.data() + row * width;
                for (std::size_t a = 0; a < width; ++a) {
                    const double factor = values[a];
                    if (factor == 0.0) continue;
                    double* sums = partial[i].data() + a * width;
                    for (std::size_t b = a; b < width; ++b)
                        sums[b] += factor * static_cast<double>(values[b]);
                }
            }
        });
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t k = 0; k < total.size(); ++k)
                total[k] += partial[i][k];
        }
    }
    for (std::size_t a = 0; a < width; ++a) {
        for (std::size_t b = 0; b < a; ++b)
            total[a * width + b] = total[b * width + a];
    }
    return total;
}

/// X := X * right (width x kept), row by row.
std::vector<float> times(std::span<const float> x, std::size_t width, std::span<const double> right, std::size_t kept,
                         int threads) {
    const std::size_t rows = x.size() / width;
    std::vector<float> out(rows * kept);
    parallel_for(blocks_of(rows), threads, [&](std::size_t block, int) {
        std::vector<double> sums(kept);
        for (std::size_t row = block * kBlockRows; row < std::min(rows, (block + 1) * kBlockRows); ++row) {
            std::fill(sums.begin(), sums.end(), 0.0);
            for (std::size_t a = 0; a < width; ++a) {
                const double factor = x[row * width + a];
                const double* from = right.data() + a * kept;
                for (std::size_t b = 0; b < kept; ++b)
                    sums[b] += factor * from[b];
            }
            for (std::size_t b = 0; b < kept; ++b)
                out[row * kept + b] = static_cast<float>(sums[b]);
        }
    });
    return out;
}

/// Eigenvectors of a symmetric matrix (width x width) by descending eigenvalue, those of no weight left out.
struct Directions {
    std::vector<double> values;
    std::vector<double> vectors;  ///< width x values.size(), row-major
};

Directions directions_of(const std::vector<double>& symmetric, std::size_t width, std::size_t most) {
    const auto n = static_cast<Eigen::Index>(width);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(
        Eigen::Map<const Eigen::MatrixXd>(symmetric.data(), n, n));
    const auto& values = solver.eigenvalues();  // ascending
    Directions out;
    while (out.values.size() < std::min(most, width)) {
        const double value = values[n - 1 - static_cast<Eigen::Index>(out.values.size())];
        if (!(value > kNoDirection * values[n - 1])) break;
        out.values.push_back(value);
    }
    out.vectors.resize(width * out.values.size());
    for (std::size_t j = 0; j < out.values.size(); ++j) {
        const auto vector = solver.eigenvectors().col(n - 1 - static_cast<Eigen::Index>(j));
        for (std::size_t i = 0; i < width; ++i)
            out.vectors[i * out.values.size() + j] = vector[static_cast<Eigen::Index>(i)];
    }
    return out;
}

/// An orthonormal basis of the columns of X; fewer columns where they depend on each other. Changes `width`.
std::vector<float> orthonormal(std::span<const float> x, std::size_t& width, int threads) {
    Directions d = directions_of(gram(x, width, threads), width, width);
    const std::size_t kept = d.values.size();
    for (std::size_t i = 0; i < d.vectors.size(); ++i)
        d.vectors[i] /= std::sqrt(d.values[i % kept]);
    std::vector<float> basis = times(x, width, d.vectors, kept, threads);
    width = kept;
    return basis;
}

std::vector<float> gaussian(std::size_t count, std::uint64_t seed) {
    Random random(seed);
    std::vector<float> out(count);
    for (float& value : out)
        value = static_cast<float>(random.normal());
    return out;
}

}  // namespace

TruncatedSvd truncated_svd(const SparseRows& matrix, const SvdOptions& options) {
    const SparseRows transposed = transpose(matrix);
    const std::size_t columns = matrix.columns;
    std::size_t width = std::min({options.rank + options.oversampling, columns, matrix.rows()});
    std::vector<float> image(matrix.rows() * width);  // A Q
    std::vector<float> basis = gaussian(columns * width, options.seed);
    for (int iteration = 0; iteration < options.power_iterations; ++iteration) {
        basis = orthonormal(basis, width, options.threads);
        multiply(matrix, basis, width, image, options.threads);
        multiply(transposed, image, width, basis, options.threads);
    }
    basis = orthonormal(basis, width, options.threads);
    image.resize(matrix.rows() * width);
    multiply(matrix, basis, width, image, options.threads);
    const Directions d = directions_of(gram(image, width, options.threads), width, options.rank);

    TruncatedSvd out;
    const std::size_t found = d.values.size();
    const std::vector<float> right = times(basis, width, d.vectors, found, options.threads);
    out.singular_values.assign(options.rank, 0.0);
    for (std::size_t j = 0; j < found; ++j)
        out.singular_values[j] = std::sqrt(d.values[j]);
    out.right.assign(columns * options.rank, 0.0F);
    for (std::size_t i = 0; i < columns; ++i)
        std::copy_n(&right[i * found], found, &out.right[i * options.rank]);
    return out;
}

}  // namespace asterism::embedding
