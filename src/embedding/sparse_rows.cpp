#include "embedding/sparse_rows.hpp"

#include <algorithm>

#include "base/threads.hpp"

namespace asterism::embedding {

SparseRows transpose(const SparseRows& matrix) {
    SparseRows out;
    out.columns = matrix.rows();
    out.begin.assign(matrix.columns + 1, 0);
    out.column.resize(matrix.column.size());
    out.value.resize(matrix.value.size());
    for (const std::uint32_t column : matrix.column)
        ++out.begin[column + 1];
    for (std::size_t row = 0; row < matrix.columns; ++row)
        out.begin[row + 1] += out.begin[row];
    std::vector<std::uint64_t> next(out.begin.begin(), out.begin.end() - 1);
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        for (std::uint64_t i = matrix.begin[row]; i < matrix.begin[row + 1]; ++i) {
            const std::uint64_t slot = next[matrix.column[i]]++;
            out.column[slot] = static_cast<std::uint32_t>(row);
            out.value[slot] = matrix.value[i];
        }
    }
    return out;
}

void multiply(const SparseRows& matrix, std::span<const float> dense, std::size_t width, std::span<float> out,
              int threads) {
    constexpr std::size_t kRowsPerTask = 256;
    const std::size_t tasks = (matrix.rows() + kRowsPerTask - 1) / kRowsPerTask;
    parallel_for(tasks, threads, [&](std::size_t task, int) {
        const std::size_t last = std::min(matrix.rows(), (task + 1) * kRowsPerTask);
        for (std::size_t row = task * kRowsPerTask; row < last; ++row) {
            float* sum = out.data() + row * width;
            std::fill_n(sum, width, 0.0F);
            for (std::uint64_t i = matrix.begin[row]; i < matrix.begin[row + 1]; ++i) {
                const float* from = dense.data() + matrix.column[i] * width;
                const float factor = matrix.value[i];
                for (std::size_t k = 0; k < width; ++k)
                    sum[k] += factor * from[k];
            }
        }
    });
}

}  // namespace asterism::embedding
