#include "base/byte_format.hpp"

#include <bit>

#include "asterism/error.hpp"

namespace asterism {

std::uint64_t digest_of(std::string_view bytes) {
    std::uint64_t digest = 0xCBF29CE484222325;
    for (const char byte : bytes)
        digest = (digest ^ static_cast<unsigned char>(byte)) * 0x100000001B3;
    return digest;
}

void ByteWriter::u32(std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8)
        bytes_.push_back(static_cast<char>(value >> shift & 0xFF));
}

void ByteWriter::u64(std::uint64_t value) {
    u32(static_cast<std::uint32_t>(value));
    u32(static_cast<std::uint32_t>(value >> 32));
}

void ByteWriter::f32(float value) {
    u32(std::bit_cast<std::uint32_t>(value));
}

void ByteWriter::text(std::string_view value) {
    u32(static_cast<std::uint32_t>(value.size()));
    raw(value);
}

std::string_view ByteReader::raw(std::size_t size) {
    if (size > rest_.size()) {
        throw Error(ErrorKind::data,
                    "the stored \"lsa\" model ends too early; run embed with --refit to make a new one");
    }
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
}

std::uint32_t ByteReader::u32() {
    const std::string_view bytes = raw(4);
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return value;
}

std::uint64_t ByteReader::u64() {
    const std::uint64_t low = u32();
    return low | static_cast<std::uint64_t>(u32()) << 32;
}

float ByteReader::f32() {
    return std::bit_cast<float>(u32());
}

}  // namespace asterism
