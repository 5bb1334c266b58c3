#include "neighbors/certified/quantized_heads.hpp"

#include <algorithm>
#include <cmath>

#include "base/threads.hpp"
#include "simd/quantize.hpp"

namespace asterism::neighbors::certified {
namespace {

constexpr std::size_t kBlock = 96;
constexpr double kRoundUp = 1.000001;  // covers the rounding of a square root
/// Steps are never finer than this, so that 1 / s^2 and all sums stay far inside int32.
constexpr double kFinestScale = 1e-4;

}  // namespace

std::int32_t QuantizedHeads::threshold(double reach) const {
    if (reach < 0) return kUnreachable;
    // One millionth for the float64 distance itself (its error is below 1e-14).
    const double needed = -reach - 1e-6 - terms_.constant;
    const double unit = terms_.scale * terms_.scale;
    return needed > kAlwaysReached * unit ? units_below(needed, unit) : kAlwaysReached;
}

QuantizedHeads::QuantizedHeads(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> rows,
                               int threads, const Observer& observer, const Onlooker& onlooker)
    : width_(basis.width), tail_(rows.size()), start_(rows.size()), head_sum_(rows.size()) {
    terms_.constant = 4 * basis.deviation + 1e-6;
    choose_scale(filter, basis, rows, threads);
    std::vector<HeadBounds> bounds(rows.size());
    std::vector<double> largest_head(static_cast<std::size_t>(threads), 0.0);
    quantize(filter, basis, rows, threads, observer, onlooker,
             [&](std::size_t place, const HeadBounds& of_row, double head, int worker) {
                 bounds[place] = of_row;
                 auto& largest = largest_head[static_cast<std::size_t>(worker)];
                 largest = std::max(largest, head);
             });
    terms_.largest_head = *std::max_element(largest_head.begin(), largest_head.end());
    for (const HeadBounds& of_row : bounds) {
        terms_.largest_error = std::max(terms_.largest_error, static_cast<double>(of_row.error));
        terms_.longest_tail = std::max(terms_.longest_tail, static_cast<double>(of_row.tail));
    }
    terms_.tails = TailProducts(terms_.longest_tail, terms_.scale * terms_.scale, terms_.extra);
    parallel_for((rows.size() + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        for (std::size_t place = block * kBlock; place < std::min(rows.size(), (block + 1) * kBlock); ++place)
            finish(place, bounds[place], 0, filter.half_norm(rows[place]));
    });
}

QuantizedHeads::QuantizedHeads(const QuantizedHeads& others, const FilterRows& filter, const HeadBasis& basis,
                               std::span<const RowIndex> rows, int threads)
    : width_(others.width_), terms_(others.terms_), tail_(rows.size()), start_(rows.size()), head_sum_(rows.size()) {
    quantize(
        filter, basis, rows, threads, Observer(), [](std::size_t, std::size_t, const float*) {},
        [&](std::size_t place, const HeadBounds& bounds, double head, int) {
            finish(place, bounds, head, filter.half_norm(rows[place]));
        });
}

void QuantizedHeads::quantize(const FilterRows& filter, const HeadBasis& basis, std::span<const RowIndex> rows,
                              int threads, const Observer& observer, const Onlooker& onlooker, const Seen& seen) {
    bytes_.resize(rows.size() * row_bytes());
    const double error = head_error(basis);
    parallel_for((rows.size() + kBlock - 1) / kBlock, threads, observer, [&](std::size_t block, int worker) {
        const std::size_t first = block * kBlock;
        const auto some = rows.subspan(first, std::min(kBlock, rows.size() - first));
        const std::vector<float> heads = heads_of(filter, basis, some);
        onlooker(first, some.size(), heads.data());
        for (std::size_t r = 0; r < some.size(); ++r) {
            const std::size_t place = first + r;
            const auto q = simd::quantize(simd::active_target(), &heads[r * basis.columns], width_, terms_.scale,
                                          &bytes_[place * row_bytes()]);
            head_sum_[place] = q.sum;
            seen(place, bound_head(q, 2 * filter.half_norm(some[r]), basis, error), std::sqrt(q.kept) * kRoundUp,
                 worker);
        }
    });
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
    terms_.scale = scales[static_cast<std::size_t>(std::min_element(lost.begin(), lost.end()) - lost.begin())];
    // `extra` bytes of at most 127 against a byte of at most 255 must hold R^2 / s^2 of usual rows, and half again.
    const double wanted = 1.5 * tails / count / (255 * terms_.scale * terms_.scale * 505.0);
    terms_.extra = std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(wanted)) * 4, 4, 8);
}

/// A foreign row's head may be longer than any of those that `largest_head` was taken from; what it is longer meets
/// their errors.
void QuantizedHeads::finish(std::size_t place, const HeadBounds& bounds, double head, double half_norm) {
    const auto error = static_cast<double>(bounds.error);
    const auto tail = static_cast<double>(bounds.tail);
    tail_[place] = terms_.tails.steps(tail);
    terms_.tails.factor(tail, &bytes_[place * row_bytes() + width_]);
    const double linear = terms_.largest_head * error +
                          std::max(0.0, head - terms_.largest_head) * terms_.largest_error +
                          (tail - terms_.tails.held(tail)) * terms_.longest_tail;
    start_[place] = units_above(linear - half_norm, terms_.scale * terms_.scale);
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

}  // namespace asterism::neighbors::certified
