/// The kernels of a target as tables of functions, a table for each job, and the table of all targets.
///
/// A target brings what it is good at; every function that it has not is that of its fallback, and `scalar` has all. To
/// add one: its JOB_TARGET.cpp files, each of which defines that job's table; their flags in CMakeLists.txt; a row in
/// target.cpp. Only the dispatching files, the kernels and the tests of this folder include this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "simd/int8_rows.hpp"
#include "simd/quantize.hpp"
#include "simd/row_products.hpp"
#include "simd/target.hpp"

namespace asterism::simd {

/// Contracts as in simd/row_products.hpp.
struct RowProductKernels {
    void (*dot_products)(Rows a, Rows b, std::size_t d, double* out) = nullptr;
    void (*squared_differences)(Rows a, Rows b, std::size_t d, double* out) = nullptr;
};

/// Contracts as in simd/int8_rows.hpp.
struct Int8RowKernels {
    void (*reaching_pairs)(const Int8Rows& rows, const PackedBlock& columns, std::size_t groups, std::uint64_t* masks,
                           std::size_t stride) = nullptr;
    void (*block_sums)(const std::int8_t* row, const PackedBlock& columns, std::size_t groups,
                       std::int32_t* sums) = nullptr;
    void (*shifted_dots)(const std::int8_t* row, const std::int8_t* rows, std::size_t width,
                         std::span<const std::uint32_t> indices, std::int32_t* out) = nullptr;
};

/// Contracts as in simd/float_product.hpp.
struct FloatProductKernels {
    void (*row_times_matrix)(const float* rows, std::size_t count, std::size_t stride, const float* matrix,
                             std::size_t depth, std::size_t columns, float* out) = nullptr;
};

/// Contracts as in simd/quantize.hpp.
struct QuantizeKernels {
    Quantized (*quantize)(const float* x, std::size_t count, double scale, std::int8_t* q) = nullptr;
    void (*scale)(const float* x, std::size_t count, double factor, float* out) = nullptr;
    float (*largest_magnitude)(const float* x, std::size_t count) = nullptr;
};

struct Kernels {
    RowProductKernels row_products;
    Int8RowKernels int8_rows;
    FloatProductKernels float_product;
    QuantizeKernels quantize;
};

/// One target. Jobs without a table here, and functions without a value in a table, are those of the fallback.
struct TargetRow {
    std::string_view name;
    std::string_view fallback;  ///< an earlier row
    bool (*runnable)();         ///< here, now
    const RowProductKernels* row_products;
    const Int8RowKernels* int8_rows;
    const FloatProductKernels* float_product;
    const QuantizeKernels* quantize;
};

/// What each row runs, fallbacks filled in. Precondition: the first row has everything.
[[nodiscard]] std::vector<Kernels> complete(std::span<const TargetRow> rows);

/// What a target runs.
[[nodiscard]] const Kernels& kernels_of(Target target);

}  // namespace asterism::simd
