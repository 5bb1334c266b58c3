/// Orthonormal columns, and the leading directions of a sample of rows.
///
/// Orthogonal iteration on the second-moment matrix (Golub, Van Loan, "Matrix Computations", section 8.2.4). Only the
/// speed of the filter depends on how good they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/untouched.hpp"

namespace asterism::linear {

/// Columns of float64, stored one after the other.
class Columns {
 public:
    Columns(std::size_t length, std::size_t count) : length_(length), count_(count), values_(length * count) {}
    [[nodiscard]] double* column(std::size_t c) { return &values_[c * length_]; }
    [[nodiscard]] const double* column(std::size_t c) const { return &values_[c * length_]; }
    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] std::size_t length() const { return length_; }

    /// Normally distributed values: Box-Muller over SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
    void fill_normal(std::uint64_t seed, int threads);

    /// Modified Gram-Schmidt, `rounds` times over: twice makes columns orthonormal to the rounding of float32 (Giraud,
    /// Langou, "When Modified Gram-Schmidt Generates a Well-Conditioned Set of Vectors", 2002), once is enough between
    /// iterations.
    void orthonormalise(int rounds, int threads);

    [[nodiscard]] double dot(const double* x, const double* y) const;

 private:
    void clean(std::size_t c, std::size_t begin, std::size_t end);
    void clean_rest(std::size_t begin, std::size_t end, int threads);
    void normalise(double* x) const;

    std::size_t length_;
    std::size_t count_;
    std::vector<double> values_;
};

/// Columns that a product kernel needs for so many.
[[nodiscard]] std::size_t padded(std::size_t columns);

/// rows (count x depth) times a depth x columns matrix, in parallel; columns is padded.
[[nodiscard]] UntouchedVector<float> product(std::span<const float> rows, std::size_t count, std::size_t depth,
                                             std::span<const float> matrix, std::size_t columns, int threads);

/// The first `count` columns as a length x columns matrix of float32, the rest zero.
[[nodiscard]] std::vector<float> as_matrix(const Columns& basis, std::size_t count, std::size_t columns);

/// `width` orthonormal directions of the sample (count x d), strongest first.
[[nodiscard]] Columns leading_directions(std::span<const float> sample, std::size_t count, std::size_t d,
                                         std::size_t width, int threads);

}  // namespace asterism::linear
