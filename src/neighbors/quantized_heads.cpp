#include "neighbors/quantized_heads.hpp"

#include <algorithm>
#include <cmath>

#include "base/threads.hpp"
#include "neighbors/row_layout.hpp"
#include "neighbors/unit_rows.hpp"
#include "simd/float_product.hpp"

namespace asterism::neighbors {
namespace {

constexpr std::size_t kBlock = 96;
constexpr double kRoundUp = 1.000001;  // covers the rounding of the few float64 operations behind a bound

/// Largest error of a head computed in float32: the product's, and the rounding of the unit row.
double head_error(const HeadBasis& basis) {
    return (simd::product_error(basis.depth) + 0x1p-24) * std::sqrt(static_cast<double>(basis.width)) * 1.01;
}

double quantize(double value, double scale) {
    return std::clamp(std::nearbyint(value / scale), -127.0, 127.0);
}

}  // namespace

std::int32_t QuantizedHeads::threshold(double limit) const {
    if (!(limit < 3.0)) return kAlwaysReached;
    if (limit < 0) return kUnreachable;
    // One unit of rounding in the division, one millionth for the float64 distance itself (its error is below 1e-14).
    const double needed = 1.0 - limit - 1e-6;
    return static_cast<std::int32_t>(std::floor((needed - constant) / (scale * scale))) - 1;
}

QuantizedHeads::QuantizedHeads(const MetricSpace& space, const HeadBasis& basis, std::span<const RowIndex> layout,
                               int threads)
    : width(basis.width), tail(layout.size()), start(layout.size()), head_sum(layout.size()) {
    const std::size_t n = layout.size();
    constant = 4 * basis.deviation + 1e-6;
    choose_scale(space, basis, layout);
    // Laid out for the tails that are usual; rows with longer ones pay the rest of it linearly.
    const double usual = basis.complete ? 0.1 : 0.7;
    extra = static_cast<std::size_t>(std::ceil(usual * usual / (255 * scale * scale * 505.0))) * 4;
    extra = std::clamp<std::size_t>(extra, 4, 8);
    bytes.resize(n * row_bytes());
    std::vector<float> errors(n);
    std::vector<float> tails(n);
    std::vector<double> largest(static_cast<std::size_t>(threads), 0.0);
    const double error = head_error(basis);
    parallel_for((n + kBlock - 1) / kBlock, threads, [&](std::size_t block, int worker) {
        const std::size_t first = block * kBlock;
        const auto rows = layout.subspan(first, std::min(kBlock, n - first));
        std::vector<float> scratch;
        std::vector<float> heads(rows.size() * basis.columns);
        heads_of(space, basis, rows, scratch, heads.data());
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const std::size_t place = first + r;
            double squared = 0, off = 0, kept = 0;
            std::int32_t sum = 0;
            for (std::size_t k = 0; k < width; ++k) {
                const auto value = static_cast<double>(heads[r * basis.columns + k]);
                const double q = quantize(value, scale);
                bytes[place * row_bytes() + k] = static_cast<std::int8_t>(q);
                sum += static_cast<std::int32_t>(q);
                squared += value * value;
                off += (value - scale * q) * (value - scale * q);
                kept += scale * scale * q * q;
            }
            const double eps = (std::sqrt(off) + error + 1e-9) * kRoundUp;
            const double inside = std::max(0.0, std::sqrt(squared) - error);
            const double outside =
                basis.complete ? 0.0 : std::max(0.0, 1 - inside * inside * (1 - 2 * basis.deviation)) + 1e-9;
            errors[place] = std::nextafter(static_cast<float>(eps), 2.0F);
            tails[place] = std::nextafter(static_cast<float>(std::sqrt(outside + eps * eps) * kRoundUp), 2.0F);
            head_sum[place] = sum;
            auto& most = largest[static_cast<std::size_t>(worker)];
            most = std::max(most, std::sqrt(kept) * kRoundUp);
        }
    });
    set_tails(tails, errors, *std::max_element(largest.begin(), largest.end()));
}

void QuantizedHeads::choose_scale(const MetricSpace& space, const HeadBasis& basis, std::span<const RowIndex> layout) {
    const auto rows = even_sample(layout, std::min<std::size_t>(layout.size(), 512));
    std::vector<float> scratch;
    std::vector<float> heads(rows.size() * basis.columns);
    heads_of(space, basis, rows, scratch, heads.data());
    double squared = 0;
    for (const float x : heads)
        squared += static_cast<double>(x) * static_cast<double>(x);
    const double deviation = std::sqrt(squared / static_cast<double>(rows.size() * width)) + 1e-30;
    double least = 1e300;
    for (double clip = 2.6; clip < 12.0; clip += clip < 6 ? 0.2 : 1.0) {  // in standard deviations of a coordinate
        const double candidate = clip * deviation / 127;
        double mean_error = 0;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            double off = 0;
            for (std::size_t k = 0; k < width; ++k) {
                const auto value = static_cast<double>(heads[r * basis.columns + k]);
                const double rest = value - candidate * quantize(value, candidate);
                off += rest * rest;
            }
            mean_error += std::sqrt(off);
        }
        if (mean_error < least) least = mean_error, scale = candidate;
    }
}

void QuantizedHeads::set_tails(std::vector<float>& tails, const std::vector<float>& errors, double largest_head) {
    const double unit = scale * scale;
    const auto longest = static_cast<double>(*std::max_element(tails.begin(), tails.end()));
    const auto parts = static_cast<std::int64_t>(extra);
    // `extra` signed bytes hold up to 127 each; two are left for rounding up.
    const double cap = std::min(longest, std::sqrt((127.0 * static_cast<double>(extra) - 3) * 255 * unit) * 0.998);
    const double step = cap / 255;
    for (std::size_t place = 0; place < tails.size(); ++place) {
        const auto full = static_cast<double>(tails[place]);
        const double held = std::min(full, cap);
        tail[place] = static_cast<std::uint8_t>(std::min(255.0, std::ceil(held / step * (1 - 1e-12))));
        const auto factor = static_cast<std::int64_t>(std::ceil(held * step / unit * (1 + 1e-9)));
        std::int8_t* const to = &bytes[place * row_bytes() + width];
        for (std::int64_t q = 0; q < parts; ++q) {
            to[q] = static_cast<std::int8_t>(factor * (q + 1) / parts - factor * q / parts);
        }
        const double linear = largest_head * static_cast<double>(errors[place]) + (full - held) * longest;
        start[place] = static_cast<std::int32_t>(std::ceil(linear / unit)) + 1;
    }
}

}  // namespace asterism::neighbors
