/// IEEE 754 half precision to float32, exactly, without hardware support.
#pragma once

#include <bit>
#include <cstdint>

namespace asterism::store {

/// Every half has exactly one float32, infinities and NaN payloads included.
[[nodiscard]] constexpr float half_to_float(std::uint16_t half) {
    const std::uint32_t sign = (half & 0x8000U) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1fU;
    const std::uint32_t mantissa = half & 0x3ffU;
    if (exponent == 0) {  // zero or subnormal: mantissa * 2^-24 has no rounding
        const float value = static_cast<float>(mantissa) * 0x1p-24F;
        return sign != 0 ? -value : value;
    }
    const std::uint32_t wide = exponent == 31 ? 255U : exponent + 112U;
    return std::bit_cast<float>(sign | (wide << 23) | (mantissa << 13));
}

}  // namespace asterism::store
