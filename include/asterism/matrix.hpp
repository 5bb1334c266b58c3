/// Row-major matrices: views that borrow, and an owner of float32 rows that grows a row at a time without zeroing or
/// copying twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>
#include <new>
#include <span>
#include <utility>

namespace asterism {

/// Position of a row in the input (0-based). Never mixed with a database id, which is an ArticleId.
using RowIndex = std::uint32_t;
inline constexpr RowIndex kNoRow = std::numeric_limits<RowIndex>::max();

/// Borrowed n x d float32, row-major, contiguous. The owner must outlive the view. Cheap to copy.
struct MatrixView {
    const float* data = nullptr;
    std::size_t rows = 0;
    std::size_t cols = 0;

    [[nodiscard]] const float* row(std::size_t i) const { return data + i * cols; }
    [[nodiscard]] std::span<const float> operator[](std::size_t i) const { return {row(i), cols}; }
};

/// Borrowed n x n float64, row-major: distances of any kind.
struct DistanceMatrixView {
    const double* data = nullptr;
    std::size_t rows = 0;

    [[nodiscard]] double at(std::size_t i, std::size_t j) const { return data[i * rows + j]; }
};

/// Owned n x d float32, row-major, 64-byte aligned. Move only: a second copy of the vectors is never made by accident.
/// Memory: capacity * d * 4 bytes; `reserve` of the exact count avoids every reallocation. Throws std::bad_alloc.
class Matrix {
 public:
    Matrix() = default;
    explicit Matrix(std::size_t cols, std::size_t capacity = 0) : cols_(cols) { reserve(capacity); }

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t cols() const { return cols_; }
    [[nodiscard]] float* row(std::size_t i) { return data_.get() + i * cols_; }
    [[nodiscard]] const float* row(std::size_t i) const { return data_.get() + i * cols_; }
    [[nodiscard]] MatrixView view() const { return {data_.get(), rows_, cols_}; }

    void reserve(std::size_t capacity) {
        if (capacity <= capacity_) return;
        const std::size_t used = rows_ * cols_;
        auto* grown =
            static_cast<float*>(std::aligned_alloc(64, (capacity * cols_ * sizeof(float) + 63) / 64 * 64 + 64));
        if (grown == nullptr) throw std::bad_alloc();
        for (std::size_t k = 0; k < used; ++k)
            grown[k] = data_.get()[k];
        data_.reset(grown);
        capacity_ = capacity;
    }
    /// A new row at the end, its d values not yet set.
    float* add_row() {
        if (rows_ == capacity_) reserve(capacity_ < 64 ? 64 : capacity_ + capacity_ / 2);
        return row(rows_++);
    }
    void drop_last_row() { --rows_; }

 private:
    struct Free {
        void operator()(float* p) const { std::free(p); }
    };
    std::unique_ptr<float, Free> data_;
    std::size_t rows_ = 0;
    std::size_t cols_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace asterism
