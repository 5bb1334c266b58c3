/// The largest singular values of a sparse matrix and their right singular vectors.
///
/// Randomised subspace iteration on the smaller, term side: Q := orth((A'A) Q) some times from a Gaussian start, then
/// the eigenvectors of Q'A'A Q. Source: Halko, Martinsson, Tropp, "Finding Structure with Randomness", SIAM Review
/// 53(2), 2011, algorithms 4.4 and 5.1. Difference: orthonormal bases come from the eigenvectors of Q'Q in double.
/// Determinism: the same bytes for every thread count: each element is one sum of fixed order, blocks have a fixed
/// size. Memory: three dense matrices of 4 bytes: columns x l, columns x l, rows x l, with l = rank + oversampling.
#pragma once

#include <cstdint>
#include <vector>

#include "embedding/sparse_rows.hpp"

namespace asterism::embedding {

struct SvdOptions {
    std::size_t rank = 256;
    std::size_t oversampling = 24;
    int power_iterations = 3;
    std::uint64_t seed = 1;
    int threads = 1;
};

struct TruncatedSvd {
    std::vector<double> singular_values;  ///< `rank` of them, descending; 0 where the matrix has no more
    std::vector<float> right;             ///< columns x rank, row-major; a column of zeros where the value is 0
};

[[nodiscard]] TruncatedSvd truncated_svd(const SparseRows& matrix, const SvdOptions& options);

}  // namespace asterism::embedding
