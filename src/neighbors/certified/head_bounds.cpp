#include "neighbors/certified/head_bounds.hpp"

#include <algorithm>

#include "neighbors/certified/filter_rows.hpp"
#include "simd/float_product.hpp"

namespace asterism::neighbors::certified {
namespace {

constexpr double kRoundUp = 1.000001;  // covers the rounding of the few float64 operations behind a bound

float above(double value) {
    return std::nextafter(static_cast<float>(value), 2.0F);
}

}  // namespace

double head_error(const HeadBasis& basis) {
    const double rounding = simd::product_error(basis.depth) + FilterRows::kRounding;
    return rounding * std::sqrt(static_cast<double>(basis.width)) * 1.01;
}

HeadBounds bound_head(const simd::Quantized& q, double whole, const HeadBasis& basis, double error) {
    const double eps = (std::sqrt(q.off) + error + 1e-9) * kRoundUp;
    const double inside = std::max(0.0, std::sqrt(q.squared) - error);
    const double outside =
        basis.complete ? 0.0 : std::max(0.0, whole - inside * inside * (1 - 2 * basis.deviation)) + 1e-9;
    return {above(eps), above(std::sqrt(outside + eps * eps) * kRoundUp)};
}

TailProducts::TailProducts(double longest, double unit, std::size_t bytes)
    : unit_(unit), bytes_(static_cast<std::int64_t>(bytes)) {
    // So many signed bytes hold up to 127 each; two are left for rounding up.
    cap_ = std::min(longest, std::sqrt((127.0 * static_cast<double>(bytes) - 3) * 255 * unit) * 0.998);
    step_ = cap_ / 255;
}

double TailProducts::held(double tail) const {
    return std::min(tail, cap_);
}

std::uint8_t TailProducts::steps(double tail) const {
    return static_cast<std::uint8_t>(std::min(255.0, std::ceil(held(tail) / step_ * (1 - 1e-12))));
}

void TailProducts::factor(double tail, std::int8_t* bytes) const {
    const auto factor = static_cast<std::int64_t>(std::ceil(held(tail) * step_ / unit_ * (1 + 1e-9)));
    for (std::int64_t q = 0; q < bytes_; ++q)
        bytes[q] = static_cast<std::int8_t>(factor * (q + 1) / bytes_ - factor * q / bytes_);
}

}  // namespace asterism::neighbors::certified
