// The instructions are written in assembly, so that no compiler can merge, hoist or drop them. As many sums as the
// kernels keep are independent of each other, which hides the latency of the instruction. The operands are random bytes
// like the kernels' own: an Intel Xeon of the fifth generation runs the same vpdpbusd 11 % slower on them than on
// constants.
#include "kernel_peak.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <array>
#include <cstddef>
#include <random>

namespace asterism::benchmark {
namespace {

#if defined(__x86_64__)
struct alignas(64) Operands {
    Operands() {
        std::mt19937 random(1);
        std::uniform_int_distribution<int> byte(0, 255);
        for (auto& value : bytes)
            value = static_cast<std::uint8_t>(byte(random));
    }
    std::array<std::uint8_t, 320> bytes{};  // four registers of columns, one of a row
};

/// 24 sums of 16 columns: the 6 x 64 block of the AVX-512 kernel. One instruction is 64 products.
[[gnu::target("avx512f,avx512vnni")]] std::uint64_t vpdpbusd_zmm(std::uint64_t turns) {
    constexpr int kSums = 24;
    constexpr int kParts = 4;
    const Operands operands;
    const __m512i row = _mm512_load_si512(operands.bytes.data() + 64 * kParts);
    __m512i columns[kParts];
#pragma GCC unroll 4
    for (int p = 0; p < kParts; ++p)
        columns[p] = _mm512_load_si512(operands.bytes.data() + 64 * p);
    __m512i sums[kSums];
#pragma GCC unroll 24
    for (auto& sum : sums)
        sum = _mm512_setzero_si512();
    for (std::uint64_t turn = 0; turn < turns; ++turn) {
#pragma GCC unroll 24
        for (int s = 0; s < kSums; ++s)
            __asm__ volatile("vpdpbusd %2, %1, %0" : "+v"(sums[s]) : "v"(columns[s % kParts]), "v"(row));
    }
    return turns * kSums * 64;
}

/// Six sums, each fed by a product of 16-bit pairs. Two instructions are 16 products.
[[gnu::target("avx2")]] std::uint64_t vpmaddwd_vpaddd_ymm(std::uint64_t turns) {
    constexpr int kSums = 6;
    const Operands operands;
    const __m256i columns = _mm256_load_si256(reinterpret_cast<const __m256i*>(operands.bytes.data()));
    const __m256i row = _mm256_load_si256(reinterpret_cast<const __m256i*>(operands.bytes.data() + 32));
    __m256i sums[kSums];
    __m256i products[kSums];
#pragma GCC unroll 6
    for (auto& sum : sums)
        sum = _mm256_setzero_si256();
    for (std::uint64_t turn = 0; turn < turns; ++turn) {
#pragma GCC unroll 6
        for (auto& product : products)
            __asm__ volatile("vpmaddwd %2, %1, %0" : "=x"(product) : "x"(columns), "x"(row));
#pragma GCC unroll 6
        for (int s = 0; s < kSums; ++s)
            __asm__ volatile("vpaddd %1, %0, %0" : "+x"(sums[s]) : "x"(products[s]));
    }
    return turns * kSums * 16;
}
#endif

}  // namespace

std::optional<PeakLoop> peak_loop(simd::Target target) {
#if defined(__x86_64__)
    if (simd::to_string(target) == "avx512") return PeakLoop{"vpdpbusd zmm", vpdpbusd_zmm};
    if (simd::to_string(target) == "avx2") return PeakLoop{"vpmaddwd + vpaddd ymm", vpmaddwd_vpaddd_ymm};
#endif
    (void)target;
    return std::nullopt;
}

}  // namespace asterism::benchmark
