#include "simd/target.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string>

#include "asterism/error.hpp"
#include "simd/kernels.hpp"

#if defined(__aarch64__)
#include <sys/auxv.h>
#endif

namespace asterism::simd {

#define ASTERISM_TABLES_OF(target)                  \
    namespace target {                              \
    extern const RowProductKernels row_products;    \
    extern const Int8RowKernels int8_rows;          \
    extern const FloatProductKernels float_product; \
    extern const QuantizeKernels quantize;          \
    }
ASTERISM_TABLES_OF(scalar)
ASTERISM_TABLES_OF(avx2)
ASTERISM_TABLES_OF(avx512)
ASTERISM_TABLES_OF(neon)
#undef ASTERISM_TABLES_OF

namespace {

#if defined(__x86_64__)
bool has_avx2() {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
bool has_avx512() {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vnni");
}
#elif defined(__aarch64__)
bool has_dot_product() {
    return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0;
}
#endif

// clang-format off
constexpr TargetRow kTargets[] = {
    {"scalar", "", [] { return true; },
     &scalar::row_products, &scalar::int8_rows, &scalar::float_product, &scalar::quantize},
#if defined(__x86_64__)
    {"avx2", "scalar", has_avx2,
     &avx2::row_products, &avx2::int8_rows, &avx2::float_product, &avx2::quantize},
    {"avx512", "avx2", has_avx512,
     &avx512::row_products, &avx512::int8_rows, &avx512::float_product, &avx512::quantize},
#elif defined(__aarch64__)
    {"neon", "scalar", has_dot_product,
     &neon::row_products, &neon::int8_rows, &neon::float_product, nullptr},
#endif
};
// clang-format on

template <class Function>
void take(Function& kernel, Function own) {
    if (own != nullptr) kernel = own;
}

void take_all(Kernels& kernels, const TargetRow& row) {
    if (row.row_products != nullptr) {
        take(kernels.row_products.dot_products, row.row_products->dot_products);
        take(kernels.row_products.squared_differences, row.row_products->squared_differences);
    }
    if (row.int8_rows != nullptr) {
        take(kernels.int8_rows.reaching_pairs, row.int8_rows->reaching_pairs);
        take(kernels.int8_rows.block_sums, row.int8_rows->block_sums);
        take(kernels.int8_rows.shifted_dots, row.int8_rows->shifted_dots);
    }
    if (row.float_product != nullptr) take(kernels.float_product.row_times_matrix, row.float_product->row_times_matrix);
    if (row.quantize != nullptr) {
        take(kernels.quantize.quantize, row.quantize->quantize);
        take(kernels.quantize.scale, row.quantize->scale);
        take(kernels.quantize.largest_magnitude, row.quantize->largest_magnitude);
    }
}

Target choose() {
    const std::vector<Target> targets = runnable_targets();
    const char* forced = std::getenv("ASTERISM_SIMD");
    if (forced == nullptr || *forced == '\0') return targets.back();
    std::string known;
    for (const Target target : targets) {
        if (to_string(target) == forced) return target;
        known += (known.empty() ? "" : ", ") + std::string(to_string(target));
    }
    throw Error(ErrorKind::usage, "ASTERISM_SIMD is \"" + std::string(forced) + "\"; this machine can run: " + known);
}

}  // namespace

std::vector<Kernels> complete(std::span<const TargetRow> rows) {
    std::vector<Kernels> kernels;
    for (const TargetRow& row : rows) {
        const auto below =
            std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.name == row.fallback; });
        Kernels all;
        if (below != rows.end()) all = kernels.at(static_cast<std::size_t>(below - rows.begin()));
        take_all(all, row);
        kernels.push_back(all);
    }
    return kernels;
}

const Kernels& kernels_of(Target target) {
    static const std::vector<Kernels> kernels = complete(kTargets);
    return kernels[static_cast<std::size_t>(target)];
}

std::string_view to_string(Target target) {
    return kTargets[static_cast<std::size_t>(target)].name;
}

std::vector<Target> runnable_targets() {
    std::vector<Target> targets;
    for (std::size_t t = 0; t < std::size(kTargets); ++t) {
        if (kTargets[t].runnable()) targets.push_back(static_cast<Target>(t));
    }
    return targets;
}

Target active_target() {
    static const Target target = choose();
    return target;
}

}  // namespace asterism::simd
