#include "neighbors/quantized_heads.hpp"

#include <algorithm>
#include <cmath>

#include "base/threads.hpp"
#include "neighbors/row_layout.hpp"
#include "simd/float_product.hpp"
#include "simd/quantize.hpp"

namespace asterism::neighbors {
namespace {

constexpr std::size_t kBlock = 96;
constexpr double kRoundUp = 1.000001;  // covers the rounding of the few float64 operations behind a bound
/// Steps are never finer than this, so that 1 / s^2 and all sums stay far inside int32.
constexpr double kFinestScale = 1e-4;

/// Largest error of a head computed in float32: the product's, and the rounding of the row.
double head_error(const HeadBasis& basis) {
    const double rounding = simd::product_error(basis.depth) + FilterRows::kRounding;
    return rounding * std::sqrt(static_cast<double>(basis.width)) * 1.01;
}

}  // namespace

struct QuantizedHeads::Measured {
    explicit Measured(std::size_t n) : error(n), tail(n) {}
    std::vector<float> error;  ///< eps
    std::vector<float> tail;   ///< R
    double largest_head = 0;   ///< a
};

std::int32_t QuantizedHeads::threshold(double reach) const {
    if (reach < 0) return kUnreachable;
    // One unit of rounding in the division, one millionth for the float64 distance itself (its error is below 1e-14).
    const double needed = (-reach - 1e-6 - constant_) / (scale_ * scale_);
    if (!(needed > kAlwaysReached)) return kAlwaysReached;
    return static_cast<std::int32_t>(std::floor(needed)) - 1;
}

QuantizedHeads::QuantizedHeads(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> rows,
                               int threads, const Observer& observer, const Onlooker& onlooker)
    : width_(basis.width), tail_(rows.size()), start_(rows.size()), head_sum_(rows.size()) {
    constant_ = 4 * basis.deviation + 1e-6;
    choose_scale(filter, basis, rows, threads);
    bytes_.resize(rows.size() * row_bytes());
    Measured measured(rows.size());
    std::vector<double> largest(static_cast<std::size_t>(threads), 0.0);
    const double error = head_error(basis);
    parallel_for((rows.size() + kBlock - 1) / kBlock, threads, observer, [&](std::size_t block, int worker) {
        const std::size_t first = block * kBlock;
        const auto some = rows.subspan(first, std::min(kBlock, rows.size() - first));
        const std::vector<float> heads = heads_of(filter, basis, some);
        onlooker(first, some.size(), heads.data());
        auto& most = largest[static_cast<std::size_t>(worker)];
        for (std::size_t r = 0; r < some.size(); ++r) {
            const std::size_t place = first + r;
            const auto q = simd::quantize(simd::active_target(), &heads[r * basis.columns], width_, scale_,
                                          &bytes_[place * row_bytes()]);
            head_sum_[place] = q.sum;
            most = std::max(most, std::sqrt(q.kept) * kRoundUp);
            const double eps = (std::sqrt(q.off) + error + 1e-9) * kRoundUp;
            const double inside = std::max(0.0, std::sqrt(q.squared) - error);
            const double whole = 2 * filter.half_norm(some[r]);
            const double outside =
                basis.complete ? 0.0 : std::max(0.0, whole - inside * inside * (1 - 2 * basis.deviation)) + 1e-9;
            measured.error[place] = std::nextafter(static_cast<float>(eps), 2.0F);
            measured.tail[place] = std::nextafter(static_cast<float>(std::sqrt(outside + eps * eps) * kRoundUp), 2.0F);
        }
    });
    measured.largest_head = *std::max_element(largest.begin(), largest.end());
    set_tails(measured, filter, rows, threads);
}

/// The scale that loses least on a sample, and as many extra coordinates as its tails want.
void QuantizedHeads::choose_scale(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> all,
                                  int threads) {
    const auto rows = even_sample(all, std::min<std::size_t>(all.size(), 512));
    const std::vector<float> heads = heads_of(filter, basis, rows);
    std::vector<std::int8_t> unused(width_ * static_cast<std::size_t>(threads));
    const auto quantized = [&](std::size_t r, double scale, int worker) {
        return simd::quantize(simd::active_target(), &heads[r * basis.columns], width_, scale,
                              &unused[static_cast<std::size_t>(worker) * width_]);
    };
    double squared = 0;
    double tails = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const double inside = quantized(r, 1.0, 0).squared;
        squared += inside;
        tails += std::max(0.0, 2 * filter.half_norm(rows[r]) - inside);
    }
    const auto count = static_cast<double>(rows.size());
    const double deviation = std::sqrt(squared / (count * static_cast<double>(width_)));
    std::vector<double> scales;
    for (double clip = 2.6; clip < 12.0; clip += clip < 6 ? 0.2 : 1.0)  // in standard deviations of a coordinate
        scales.push_back(std::max(kFinestScale, clip * deviation / 127));
    std::vector<double> lost(scales.size(), 0.0);
    parallel_for(scales.size(), threads, [&](std::size_t s, int worker) {
        for (std::size_t r = 0; r < rows.size(); ++r)
            lost[s] += std::sqrt(quantized(r, scales[s], worker).off);
    });
    scale_ = scales[static_cast<std::size_t>(std::min_element(lost.begin(), lost.end()) - lost.begin())];
    // `extra` bytes of at most 127 against a byte of at most 255 must hold R^2 / s^2 of usual rows, and half again.
    extra_ = static_cast<std::size_t>(std::ceil(1.5 * tails / count / (255 * scale_ * scale_ * 505.0))) * 4;
    extra_ = std::clamp<std::size_t>(extra_, 4, 8);
}

void QuantizedHeads::set_tails(const Measured& measured, const FilterRows& filter, std::span<const RowIndex> rows,
                               int threads) {
    const double unit = scale_ * scale_;
    const auto longest = static_cast<double>(*std::max_element(measured.tail.begin(), measured.tail.end()));
    const auto parts = static_cast<std::int64_t>(extra_);
    // `extra` signed bytes hold up to 127 each; two are left for rounding up.
    const double cap = std::min(longest, std::sqrt((127.0 * static_cast<double>(extra_) - 3) * 255 * unit) * 0.998);
    const double step = cap / 255;
    const auto set = [&](std::size_t place) {
        const auto full = static_cast<double>(measured.tail[place]);
        const double held = std::min(full, cap);
        tail_[place] = static_cast<std::uint8_t>(std::min(255.0, std::ceil(held / step * (1 - 1e-12))));
        const auto factor = static_cast<std::int64_t>(std::ceil(held * step / unit * (1 + 1e-9)));
        std::int8_t* const to = &bytes_[place * row_bytes() + width_];
        for (std::int64_t q = 0; q < parts; ++q) {
            to[q] = static_cast<std::int8_t>(factor * (q + 1) / parts - factor * q / parts);
        }
        const double linear =
            measured.largest_head * static_cast<double>(measured.error[place]) + (full - held) * longest;
        start_[place] = static_cast<std::int32_t>(std::ceil((linear - filter.half_norm(rows[place])) / unit)) + 1;
    };
    parallel_for((rows.size() + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        for (std::size_t place = block * kBlock; place < std::min(rows.size(), (block + 1) * kBlock); ++place)
            set(place);
    });
}

void QuantizedHeads::reorder(std::span<const std::uint32_t> order, int threads) {
    const auto moved = [&](auto& values, std::size_t length) {
        std::remove_reference_t<decltype(values)> result(values.size());
        parallel_for((order.size() + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
            for (std::size_t p = block * kBlock; p < std::min(order.size(), (block + 1) * kBlock); ++p)
                std::copy_n(&values[order[p] * length], length, &result[p * length]);
        });
        values = std::move(result);
    };
    moved(bytes_, row_bytes());
    moved(tail_, 1);
    moved(start_, 1);
    moved(head_sum_, 1);
}

}  // namespace asterism::neighbors
