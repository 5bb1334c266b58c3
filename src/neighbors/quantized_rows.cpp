#include "neighbors/quantized_rows.hpp"

#include <algorithm>
#include <cmath>

#include "base/threads.hpp"
#include "simd/int8_rows.hpp"

namespace asterism::neighbors {
namespace {

constexpr std::size_t kBlock = 128;
constexpr float kAllowance = 3e-6F;

}  // namespace

QuantizedRows::QuantizedRows(const MetricSpace& space, std::span<const RowIndex> layout, int threads)
    : width_((space.vectors().cols + 63) / 64 * 64), lines_(layout.size() * width_ / 64), rows_(layout.size()) {
    const std::size_t d = space.vectors().cols;
    parallel_for((layout.size() + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        for (std::size_t place = block * kBlock; place < std::min(layout.size(), (block + 1) * kBlock); ++place) {
            const float* x = space.vectors().row(layout[place]);
            const double unit = space.inverse_norms()[layout[place]];
            float largest = 0;
            for (std::size_t k = 0; k < d; ++k)
                largest = std::max(largest, std::abs(x[k]));
            const auto scale = static_cast<float>(static_cast<double>(largest) * unit / 127);
            const double factor = unit / static_cast<double>(scale);
            std::int8_t* const to = lines_[place * width_ / 64].bytes;
            double off = 0, kept = 0;
            std::int32_t sum = 0;
            for (std::size_t k = 0; k < d; ++k) {
                const auto value = static_cast<double>(x[k]);
                const double q = std::clamp(std::nearbyint(value * factor), -127.0, 127.0);
                const double rest = value * unit - static_cast<double>(scale) * q;
                to[k] = static_cast<std::int8_t>(q);
                sum += static_cast<std::int32_t>(q);
                off += rest * rest;
                kept += q * q;
            }
            const double norm = std::sqrt(kept) * static_cast<double>(scale);
            rows_[place] = {scale, static_cast<float>(norm), static_cast<float>((norm + std::sqrt(off)) * (1 + 3e-7)),
                            sum};
        }
    });
}

void QuantizedRows::bounds(std::size_t place, std::span<const std::uint32_t> others, std::int32_t* dots,
                           Bounds* bounds) const {
    const std::int8_t* all = lines_[0].bytes;
    simd::shifted_dots(simd::active_target(), all + place * width_, all, width_, others, dots);
    const Row& mine = rows_[place];
    for (std::size_t t = 0; t < others.size(); ++t) {
        const Row& other = rows_[others[t]];
        const float dot = mine.scale * other.scale * static_cast<float>(dots[t] - 128 * other.sum);
        const float slack = mine.reach * other.reach - mine.norm * other.norm + kAllowance;
        bounds[t] = {dot - slack, dot + slack};
    }
}

}  // namespace asterism::neighbors
