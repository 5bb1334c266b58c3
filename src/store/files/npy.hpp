/// Reads matrices from NumPy's .npy files, and writes columns and matrices to them.
///
/// Format: "\x93NUMPY", major and minor version, header length (2 bytes in version 1, 4 in versions 2 and 3), a Python
/// dict of descr, fortran_order and shape, then the values. Source: NumPy's numpy/lib/format.py documentation. Read:
/// float16, float32, float64 of either byte order, C or Fortran order, n x d with d >= 1 and n < 2^31. Errors:
/// Error{data} for any other file (truncated, longer than its header says, 1-D, integers, objects ...) and for one that
/// is not there; Error{privilege} when it may not be read; Error{resources} for I/O errors, memory and a full disk.
/// Memory: the matrix once, plus blocks of at most a few MiB. Thread safety: pure functions on files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/observer.hpp"

namespace asterism::store {

enum class NpyType : std::uint8_t { float16, float32, float64 };

/// What an .npy file says about itself.
struct NpyHeader {
    NpyType type = NpyType::float32;
    bool big_endian = false;
    bool fortran_order = false;
    std::uint64_t rows = 0;
    std::uint64_t cols = 0;
    std::uint64_t data_offset = 0;  ///< where the values begin
};

/// The header alone, checked against the size of the file: what a preflight needs.
[[nodiscard]] NpyHeader read_npy_header(const std::filesystem::path& path);

/// All rows in float32, in the order of the file; none is judged here, see store/usable_row.hpp. A finite float64
/// beyond float32 becomes infinite, and `beyond_float32` (may be null) gets its row, in ascending order.
/// Error{interrupted} when the observer (may be null) cancels.
[[nodiscard]] Matrix read_npy(const std::filesystem::path& path, const Observer* observer = nullptr,
                              std::vector<RowIndex>* beyond_float32 = nullptr);

/// One column as a 1-D array of version 1, little-endian ("<i4", "<f8"), written as output_file.hpp says. The same
/// values give the same bytes.
void write_npy(const std::filesystem::path& path, std::span<const std::int32_t> column,
               const Observer* observer = nullptr);
void write_npy(const std::filesystem::path& path, std::span<const double> column, const Observer* observer = nullptr);
/// The same as 2-D arrays in C order: a table, row after row ("<f8"), and rows of float32 ("<f4").
void write_npy(const std::filesystem::path& path, std::span<const double> values, std::size_t columns,
               const Observer* observer = nullptr);
void write_npy(const std::filesystem::path& path, MatrixView matrix, const Observer* observer = nullptr);

}  // namespace asterism::store
