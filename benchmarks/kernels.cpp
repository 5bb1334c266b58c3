/// How near the pair filter's kernel comes to what its instructions can do on this machine; prints one line of JSON.
///
///     kernels_benchmark [ROUNDS]      (default 50; a round of one width takes some 4 ms)
///
/// The work is what the engine does for one pair of tiles: 384 rows against six packed blocks of 64 columns, with
/// random bytes and thresholds that nothing reaches. In every round the kernel and a loop of the same instruction on
/// registers alone run one after the other, so that a processor that changes its speed does so for both; reported are
/// the medians of rates and of the rounds' shares.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <vector>

#include "kernel_peak.hpp"
#include "simd/int8_rows.hpp"

namespace {

using namespace asterism;
using nlohmann::json;

constexpr std::size_t kRows = 384;
constexpr std::size_t kBlocks = kRows / simd::kPackedColumns;
constexpr std::array<std::size_t, 7> kGroups{33, 41, 49, 57, 65, 73, 81};
constexpr double kSampleSeconds = 0.002;

/// Two tiles made ready for comparison.
struct Tiles {
    explicit Tiles(std::size_t groups_of_four)
        : groups(groups_of_four), bytes(kRows * groups * 4), packed(kRows * groups * 4 + 64) {
        std::mt19937 random(1);
        std::uniform_int_distribution<int> byte(-127, 127);
        for (auto& value : bytes)
            value = static_cast<std::int8_t>(byte(random));
        for (auto& value : packed)
            value = static_cast<std::uint8_t>(byte(random) + 128);
    }

    void compare(simd::Target target) {
        void* begin = packed.data();
        std::size_t space = packed.size();
        const auto* aligned = static_cast<const std::uint8_t*>(std::align(64, space - 64, begin, space));
        const simd::Int8Rows rows{bytes.data(), unreachable.data(), zero.data(), kRows};
        for (std::size_t block = 0; block < kBlocks; ++block) {
            const std::size_t first = block * simd::kPackedColumns;
            const simd::PackedBlock columns{aligned + first * groups * 4, zero.data() + first,
                                            unreachable.data() + first};
            simd::reaching_pairs(target, rows, columns, groups, masks.data() + block, kBlocks);
        }
    }
    [[nodiscard]] std::uint64_t products() const { return kRows * kRows * groups * 4; }

    std::size_t groups;
    std::vector<std::int8_t> bytes;
    std::vector<std::uint8_t> packed;
    std::vector<std::int32_t> zero = std::vector<std::int32_t>(kRows, 0);
    std::vector<std::int32_t> unreachable = std::vector<std::int32_t>(kRows, 1 << 26);
    std::vector<std::uint64_t> masks = std::vector<std::uint64_t>(kRows * kBlocks);
};

/// Products a second of work that is repeated for kSampleSeconds at least. `work` returns its number of products.
double rate(const std::function<std::uint64_t()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    std::uint64_t products = 0;
    double seconds = 0;
    while (seconds < kSampleSeconds) {
        products += work();
        seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }
    return static_cast<double>(products) / seconds;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

json compared(simd::Target target, std::size_t groups, int rounds) {
    Tiles tiles(groups);
    const auto peak = benchmark::peak_loop(target);
    std::vector<double> kernel_rates;
    std::vector<double> peak_rates;
    std::vector<double> shares;
    for (int round = 0; round < rounds; ++round) {
        if (peak) peak_rates.push_back(rate([&] { return peak->products(20000); }));
        kernel_rates.push_back(rate([&] { return tiles.compare(target), tiles.products(); }));
        if (peak) shares.push_back(kernel_rates.back() / peak_rates.back());
    }
    json line{{"groups", groups}, {"products_per_s", median(kernel_rates)}};
    if (!peak) return line;
    line["peak_products_per_s"] = median(peak_rates);
    line["share"] = median(shares);
    line["least_share"] = *std::min_element(shares.begin(), shares.end());
    line["greatest_share"] = *std::max_element(shares.begin(), shares.end());
    return line;
}

json of_target(simd::Target target, int rounds) {
    const auto peak = benchmark::peak_loop(target);
    json widths = json::array();
    for (const std::size_t groups : kGroups)
        widths.push_back(compared(target, groups, rounds));
    return {{"target", simd::to_string(target)},
            {"instruction", peak ? json(peak->instruction) : json(nullptr)},
            {"widths", widths}};
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 50;
    json targets = json::array();
    for (const auto target : simd::runnable_targets())
        targets.push_back(of_target(target, rounds));
    fmt::print("{}\n", json{{"rows", kRows}, {"rounds", rounds}, {"targets", targets}}.dump());
}
