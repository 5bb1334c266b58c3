#include "pipeline/intake/utf16_bytes.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"

namespace asterism::pipeline {
namespace {

bool is_high_surrogate(char16_t unit) {
    return (unit & 0xFC00U) == 0xD800U;
}

class Utf16Bytes : public ByteSource {
 public:
    Utf16Bytes(std::unique_ptr<ByteSource> bytes, ByteOrder order) : bytes_(std::move(bytes)), order_(order) {}

    std::size_t read(std::span<char> out) override {
        while (at_ == ready_.size()) {
            ready_.clear();
            at_ = 0;
            if (!decode_more()) return 0;
        }
        const std::size_t size = std::min(out.size(), ready_.size() - at_);
        std::copy_n(ready_.begin() + static_cast<std::ptrdiff_t>(at_), size, out.begin());
        at_ += size;
        return size;
    }

 private:
    bool decode_more() {
        std::array<char, 1U << 15U> chunk;
        const std::size_t size = bytes_->read(chunk);
        if (size == 0 && raw_.empty()) return false;
        raw_.append(chunk.data(), size);
        std::size_t units = raw_.size() / 2;
        // The first half of a pair waits for the second.
        if (size > 0 && units > 0 && is_high_surrogate(unit(units - 1))) --units;
        std::u16string text(units, u' ');
        for (std::size_t i = 0; i < units; ++i)
            text[i] = unit(i);
        raw_.erase(0, 2 * units);
        text::append_utf16(text, ready_);
        if (size == 0 && !raw_.empty()) ready_ += "\uFFFD";
        if (size == 0) raw_.clear();
        return true;
    }
    [[nodiscard]] char16_t unit(std::size_t i) const {
        const auto first = static_cast<unsigned char>(raw_[2 * i]);
        const auto second = static_cast<unsigned char>(raw_[2 * i + 1]);
        return static_cast<char16_t>(order_ == ByteOrder::little ? first | second << 8U : first << 8U | second);
    }

    std::unique_ptr<ByteSource> bytes_;
    ByteOrder order_;
    std::string raw_;    ///< not yet decoded
    std::string ready_;  ///< UTF-8
    std::size_t at_ = 0;
};

}  // namespace

std::optional<ByteOrder> utf16_order(std::string_view head) {
    if (head.starts_with("\xFF\xFE")) return ByteOrder::little;
    if (head.starts_with("\xFE\xFF")) return ByteOrder::big;
    if (head.size() < 4) return std::nullopt;
    const auto zero = [&](std::size_t i) { return head[i] == '\0'; };
    if (!zero(0) && zero(1) && !zero(2) && zero(3)) return ByteOrder::little;
    if (zero(0) && !zero(1) && zero(2) && !zero(3)) return ByteOrder::big;
    return std::nullopt;
}

std::unique_ptr<ByteSource> from_utf16(std::unique_ptr<ByteSource> bytes, ByteOrder order) {
    return std::make_unique<Utf16Bytes>(std::move(bytes), order);
}

}  // namespace asterism::pipeline
