/// A sparse float32 matrix by rows, and its product with a dense one.
///
/// Determinism: every output element is one sum in the order of the row's entries, whoever computes it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace asterism::embedding {

struct SparseRows {
    std::size_t columns = 0;
    std::vector<std::uint64_t> begin{0};  ///< rows + 1 positions in the two below
    std::vector<std::uint32_t> column;    ///< ascending within a row
    std::vector<float> value;

    [[nodiscard]] std::size_t rows() const { return begin.size() - 1; }
};

[[nodiscard]] SparseRows transpose(const SparseRows& matrix);

/// out (rows x width) = matrix (rows x columns) * dense (columns x width); both dense ones row-major.
void multiply(const SparseRows& matrix, std::span<const float> dense, std::size_t width, std::span<float> out,
              int threads);

}  // namespace asterism::embedding
