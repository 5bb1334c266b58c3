/// A vector in 64 bits, by which a store knows again what it wrote.
///
/// FNV-1a over the 32-bit patterns of the values, then mixed: equal bits give equal digests on every machine, and
/// another model's vector for the same text does not by chance. Not cryptographic: nobody gains by passing for us.
/// Thread safety: a pure function. Complexity: O(dimensions).
#pragma once

#include <cstdint>
#include <span>

namespace asterism::store {

[[nodiscard]] std::int64_t vector_digest(std::span<const float> vector);

}  // namespace asterism::store
