/// PostgreSQL's binary format of the values we send and read: big-endian integers and floats.
///
/// `vector` is int16 dim, int16 0, then dim float4; an array is int32 ndim, int32 flags, int32 element oid, per
/// dimension int32 size and int32 lower bound, then per element int32 length (-1 = NULL) and its bytes; a uuid is its
/// 16 bytes. Thread safety: pure functions.
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace asterism::store::postgres {

inline std::uint16_t swapped(std::uint16_t v) {
    return __builtin_bswap16(v);
}
inline std::uint32_t swapped(std::uint32_t v) {
    return __builtin_bswap32(v);
}
inline std::uint64_t swapped(std::uint64_t v) {
    return __builtin_bswap64(v);
}

/// Between host order and the wire's, in either direction.
template <std::unsigned_integral T>
T wire_order(T v) {
    if constexpr (std::endian::native == std::endian::little)
        return swapped(v);
    else
        return v;
}

template <std::unsigned_integral T>
T load(const char* from) {
    T v;
    std::memcpy(&v, from, sizeof v);
    return wire_order(v);
}

inline std::int16_t load_int16(const char* from) {
    return static_cast<std::int16_t>(load<std::uint16_t>(from));
}
inline std::int32_t load_int32(const char* from) {
    return static_cast<std::int32_t>(load<std::uint32_t>(from));
}
inline std::int64_t load_int64(const char* from) {
    return static_cast<std::int64_t>(load<std::uint64_t>(from));
}

inline double load_float8(const char* from) {
    return std::bit_cast<double>(load<std::uint64_t>(from));
}

template <std::unsigned_integral T>
void append(std::string& to, T v) {
    v = wire_order(v);
    to.append(reinterpret_cast<const char*>(&v), sizeof v);
}
inline void append_int16(std::string& to, std::int16_t v) {
    append(to, static_cast<std::uint16_t>(v));
}
inline void append_int32(std::string& to, std::int32_t v) {
    append(to, static_cast<std::uint32_t>(v));
}
inline void append_int64(std::string& to, std::int64_t v) {
    append(to, static_cast<std::uint64_t>(v));
}
inline void append_float8(std::string& to, double v) {
    append(to, std::bit_cast<std::uint64_t>(v));
}

/// `count` float4 from the wire into `to`. A loop that compilers turn into shuffles.
inline void load_floats(const char* from, std::size_t count, float* to) {
    for (std::size_t k = 0; k < count; ++k) {
        const auto bits = load<std::uint32_t>(from + 4 * k);
        std::memcpy(to + k, &bits, sizeof bits);
    }
}

inline void append_floats(std::string& to, const float* from, std::size_t count) {
    const std::size_t begin = to.size();
    to.resize(begin + 4 * count);
    for (std::size_t k = 0; k < count; ++k) {
        const auto bits = wire_order(std::bit_cast<std::uint32_t>(from[k]));
        std::memcpy(to.data() + begin + 4 * k, &bits, sizeof bits);
    }
}

}  // namespace asterism::store::postgres
