#include "neighbors/certified/quantized_rows.hpp"

#include <algorithm>
#include <cmath>

#include "base/threads.hpp"
#include "simd/int8_rows.hpp"
#include "simd/quantize.hpp"

namespace asterism::neighbors::certified {
namespace {

constexpr std::size_t kBlock = 64;
constexpr float kAllowance = 3e-6F;

}  // namespace

QuantizedRows::QuantizedRows(const FilterRows& filter, std::span<const RowIndex> layout, int threads,
                             const Observer& observer)
    : width_((filter.dimensions() + 63) / 64 * 64), lines_(layout.size() * width_ / 64), measures_(layout.size()) {
    const std::size_t d = filter.dimensions();
    const simd::Target target = simd::active_target();
    parallel_for((layout.size() + kBlock - 1) / kBlock, threads, observer, [&](std::size_t block, int) {
        const auto some = layout.subspan(block * kBlock, std::min(kBlock, layout.size() - block * kBlock));
        std::vector<float> values(some.size() * d);
        filter.copy(some, values.data());
        for (std::size_t r = 0; r < some.size(); ++r) {
            const std::size_t place = block * kBlock + r;
            const float largest = simd::largest_magnitude(target, &values[r * d], d);
            const float scale = std::max(largest / 127, 1e-30F);
            std::int8_t* const bytes = lines_[place * width_ / 64].bytes;
            std::fill(bytes + d, bytes + width_, std::int8_t{0});
            const auto q = simd::quantize(target, &values[r * d], d, static_cast<double>(scale), bytes);
            const double norm = std::sqrt(q.kept);
            const double reach = (norm + std::sqrt(q.off) + FilterRows::kRounding) * (1 + 3e-7);
            measures_[place] = {scale, static_cast<float>(norm), static_cast<float>(reach), q.sum};
        }
    });
}

void QuantizedRows::bounds(const Row& row, std::span<const std::uint32_t> others, std::int32_t* dots,
                           Bounds* bounds) const {
    simd::shifted_dots(simd::active_target(), row.bytes, lines_[0].bytes, width_, others, dots);
    const Measures mine = row.is;
    for (std::size_t t = 0; t < others.size(); ++t) {
        const Measures& other = measures_[others[t]];
        const float dot = mine.scale * other.scale * static_cast<float>(dots[t] - 128 * other.sum);
        const float slack = mine.reach * other.reach - mine.norm * other.norm + kAllowance;
        bounds[t] = {dot - slack, dot + slack};
    }
}

std::size_t QuantizedRows::reaching(const Row& row, std::span<const std::uint32_t> others, const float* needed,
                                    std::int32_t* dots, Reaching* out) const {
    simd::shifted_dots(simd::active_target(), row.bytes, lines_[0].bytes, width_, others, dots);
    const Measures mine = row.is;
    std::size_t count = 0;
    for (std::uint32_t t = 0; t < others.size(); ++t) {
        const Measures& other = measures_[others[t]];
        const float dot = mine.scale * other.scale * static_cast<float>(dots[t] - 128 * other.sum);
        const float upper = dot + (mine.reach * other.reach - mine.norm * other.norm + kAllowance);
        out[count] = {t, upper};  // no branch: which of them reach is hard to foresee
        count += upper >= needed[t] ? 1 : 0;
    }
    return count;
}

}  // namespace asterism::neighbors::certified
