/// The pieces of the heads' bound, one inequality each; quantized_heads.hpp puts them together.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "neighbors/certified/head_basis.hpp"
#include "simd/quantize.hpp"

namespace asterism::neighbors::certified {

/// How far the float32 head of a row of at most unit length may be from B'u, in length: the error of the product
/// (simd/float_product.hpp), and the rounding of the row to float32.
[[nodiscard]] double head_error(const HeadBasis& basis);

/// What is certain about one row, rounded up.
struct HeadBounds {
    float error;  ///< eps >= |B'u - s q|
    float tail;   ///< R, R^2 >= |u - B B'u|^2 + eps^2
};
/// `q`: the row's head rounded to int8; `whole`: |u|^2; `error`: head_error of the basis.
[[nodiscard]] HeadBounds bound_head(const simd::Quantized& q, double whole, const HeadBasis& basis, double error);

/// An integer k with k unit >= value, and (k - 1) unit >= value but for the rounding of the division.
[[nodiscard]] inline std::int32_t units_above(double value, double unit) {
    return static_cast<std::int32_t>(std::ceil(value / unit)) + 1;
}
/// An integer k with k unit <= value, and (k + 1) unit <= value but for the rounding of the division.
[[nodiscard]] inline std::int32_t units_below(double value, double unit) {
    return static_cast<std::int32_t>(std::floor(value / unit)) - 1;
}

/// The product of two tails as a dot product of bytes: one side brings its tail in steps, the same in every byte, the
/// other a factor spread over its bytes. For any two tails
///     unit x steps(R_j) x (sum of factor(R_i)'s bytes) >= held(R_i) x held(R_j).
class TailProducts {
 public:
    TailProducts() = default;
    /// `longest`: no tail is longer; `unit`: s^2; `bytes`: how many there are, a multiple of 4.
    TailProducts(double longest, double unit, std::size_t bytes);

    /// What the bytes can carry of a tail; the rest is paid linearly.
    [[nodiscard]] double held(double tail) const;
    [[nodiscard]] std::uint8_t steps(double tail) const;
    void factor(double tail, std::int8_t* bytes) const;

 private:
    double unit_ = 1;
    double cap_ = 0;
    double step_ = 1;
    std::int64_t bytes_ = 4;
};

}  // namespace asterism::neighbors::certified
