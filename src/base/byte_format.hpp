/// Little-endian writing and bounds-checked reading of the model's bytes, closed by a digest.
///
/// Thread safety: none. The digest is FNV-1a, 64 bits: it sees every changed byte, it does not stop forgery.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace asterism {

[[nodiscard]] std::uint64_t digest_of(std::string_view bytes);

class ByteWriter {
 public:
    void u32(std::uint32_t value);
    void u64(std::uint64_t value);
    void f32(float value);
    void text(std::string_view value);  ///< length as u32, then the bytes
    void raw(std::string_view value) { bytes_.append(value); }
    [[nodiscard]] std::string take() { return std::move(bytes_); }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
    std::string bytes_;
};

/// Error{data} whenever the bytes end too early.
class ByteReader {
 public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
    [[nodiscard]] std::uint32_t u32();
    [[nodiscard]] std::uint64_t u64();
    [[nodiscard]] float f32();
    [[nodiscard]] std::string_view text() { return raw(u32()); }
    [[nodiscard]] std::string_view raw(std::size_t size);
    [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
    std::string_view rest_;
};

}  // namespace asterism
