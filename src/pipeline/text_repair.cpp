#include "pipeline/text_repair.hpp"

#include <algorithm>
#include <cstddef>

namespace asterism::pipeline {
namespace {

struct Sequence {
    std::size_t length;  ///< bytes of the sequence, or of its ill-formed part
    bool valid;
};

bool continues(unsigned char byte) {
    return (byte & 0xC0U) == 0x80U;
}

/// Looks at the sequence that begins at `i`. Ranges of the second byte: Unicode standard, table 3-7.
Sequence sequence_at(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    const unsigned char lead = byte(i);
    if (lead < 0x80) return {1, true};
    if (lead < 0xC2 || lead > 0xF4) return {1, false};
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    if (i + 1 >= text.size() || byte(i + 1) < low || byte(i + 1) > high) return {1, false};
    for (std::size_t k = 2; k < length; ++k) {
        if (i + k >= text.size() || !continues(byte(i + k))) return {k, false};
    }
    return {length, true};
}

bool is_sound(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '\0') return false;
        const Sequence sequence = sequence_at(text, i);
        if (!sequence.valid) return false;
        i += sequence.length;
    }
    return true;
}

}  // namespace

bool repair_text(std::string& text) {
    if (is_sound(text)) return false;
    std::string repaired;
    repaired.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Sequence sequence = sequence_at(text, i);
        if (!sequence.valid)
            repaired += "\xEF\xBF\xBD";
        else if (text[i] != '\0')
            repaired.append(text, i, sequence.length);
        i += sequence.length;
    }
    text = std::move(repaired);
    return true;
}

std::string_view utf8_prefix(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && continues(static_cast<unsigned char>(text[bytes])))
        --bytes;
    return text.substr(0, bytes);
}

}  // namespace asterism::pipeline
