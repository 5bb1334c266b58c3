#include "engine/kernel_speed.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

#include "base/splitmix64.hpp"
#include "base/threads.hpp"
#include "simd/float_product.hpp"
#include "simd/int8_rows.hpp"
#include "simd/row_products.hpp"

namespace asterism {
namespace {

constexpr std::size_t kRows = 384;  // those of a tile
constexpr std::size_t kColumns = simd::kPackedColumns;
constexpr std::size_t kDepth = 192;  // a usual head
constexpr double kSampleSeconds = 0.008;

/// Nanoseconds of the median round, per one of its `steps`.
template <class Round>
double median(std::size_t steps, const Round& round) {
    using Clock = std::chrono::steady_clock;
    std::vector<double> rounds;
    const auto begin = Clock::now();
    for (auto start = begin; std::chrono::duration<double>(start - begin).count() < kSampleSeconds;) {
        round();
        const auto end = Clock::now();
        rounds.push_back(std::chrono::duration<double, std::nano>(end - start).count());
        start = end;
    }
    std::nth_element(rounds.begin(), rounds.begin() + std::ssize(rounds) / 2, rounds.end());
    return rounds[rounds.size() / 2] / static_cast<double>(steps);
}

double filter_ns() {
    struct alignas(64) Line {
        std::uint8_t bytes[64];
    };
    std::vector<std::int8_t> rows(kRows * kDepth);
    std::vector<Line> columns(kColumns * kDepth / sizeof(Line));
    std::uint32_t random = 1;
    const auto next = [&random] { return (random = random * 1664525 + 1013904223) >> 24; };
    for (auto& value : rows)
        value = static_cast<std::int8_t>(next() - 128);
    for (Line& line : columns) {
        for (auto& value : line.bytes)
            value = static_cast<std::uint8_t>(next());
    }
    const std::vector<std::int32_t> unreachable(kRows, std::int32_t{1} << 28);
    const std::vector<std::int32_t> zero(kRows, 0);
    std::vector<std::uint64_t> masks(kRows);
    return median(kRows * kColumns * kDepth / 64, [&] {
        simd::reaching_pairs(simd::active_target(), {rows.data(), unreachable.data(), zero.data(), kRows},
                             {columns.front().bytes, zero.data(), unreachable.data()}, kDepth / 4, masks.data(), 1);
    });
}

double exact_ns() {
    constexpr std::size_t kSide = 32;
    const std::vector<float> values(2 * kSide * kDepth, 0.5F);
    std::vector<const float*> rows;
    for (std::size_t r = 0; r < 2 * kSide; ++r)
        rows.push_back(&values[r * kDepth]);
    std::vector<double> products(kSide * kSide);
    const simd::Rows all(rows);
    return median(kSide * kSide * kDepth / 64, [&] {
        simd::dot_products(simd::active_target(), all.first(kSide), all.last(kSide), kDepth, products.data());
    });
}

double product_ns() {
    constexpr std::size_t kSide = 96;  // rows of a block of heads
    const std::vector<float> rows(kSide * kDepth, 0.5F);
    const std::vector<float> matrix(kDepth * kDepth, 0.25F);
    std::vector<float> products(kSide * kDepth);
    return median(kSide * kDepth * kDepth / 64, [&] {
        simd::row_times_matrix(simd::active_target(), rows.data(), kSide, kDepth, matrix.data(), kDepth, kDepth,
                               products.data());
    });
}

double plain_ns() {
    constexpr std::size_t kKeys = 4096;
    std::vector<std::uint64_t> keys(kKeys);
    return median(kKeys, [&] {
        for (std::size_t i = 0; i < kKeys; ++i)
            keys[i] = splitmix64(i);
        std::sort(keys.begin(), keys.end());
    });
}

}  // namespace

KernelSpeed measure_kernels(int threads) {
    std::vector<KernelSpeed> speeds(static_cast<std::size_t>(threads));
    parallel_for(speeds.size(), threads, [&](std::size_t i, int) {
        speeds[i] = {filter_ns(), exact_ns(), product_ns(), plain_ns()};
    });
    KernelSpeed mean;
    for (const KernelSpeed& speed : speeds) {
        mean.filter_ns += speed.filter_ns / threads;
        mean.exact_ns += speed.exact_ns / threads;
        mean.product_ns += speed.product_ns / threads;
        mean.plain_ns += speed.plain_ns / threads;
    }
    return mean;
}

}  // namespace asterism
