#include "store/vector_digest.hpp"

#include <bit>

namespace asterism::store {

std::int64_t vector_digest(std::span<const float> vector) {
    constexpr std::uint64_t kPrime = 0x100000001b3U;
    std::uint64_t digest = 0xcbf29ce484222325U;
    for (const float value : vector)
        digest = (digest ^ std::bit_cast<std::uint32_t>(value)) * kPrime;
    digest ^= digest >> 32U;  // the product carries upwards only: this brings the high bits down
    return static_cast<std::int64_t>(digest * kPrime);
}

}  // namespace asterism::store
