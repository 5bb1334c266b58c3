#include "text/utf8.hpp"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "text/unicode.hpp"

namespace asterism::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// Where the first ill-formed sequence begins, at or behind `from`; the size when there is none.
std::size_t first_fault(std::string_view text, std::size_t from) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t i = from; i < text.size();) {
        const std::size_t begin = i;
        UChar32 c = bytes[i];
        if (c < 0x80) {
            ++i;
            continue;
        }
        U8_NEXT(bytes, i, text.size(), c);
        if (c < 0) return begin;
    }
    return text.size();
}

/// Appends a stretch of sound text without its NUL bytes.
void append_without_nul(std::string_view sound, std::string& out) {
    for (std::size_t begin = 0; begin < sound.size();) {
        const std::size_t end = std::min(sound.find('\0', begin), sound.size());
        out.append(sound.substr(begin, end - begin));
        begin = end + 1;
    }
}

}  // namespace

std::string repaired_utf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t fault = first_fault(text, i);
        append_without_nul(text.substr(i, fault - i), out);
        i = fault;
        if (i == text.size()) break;
        UChar32 c = 0;
        U8_NEXT(bytes, i, text.size(), c);
        append_utf8(kReplacement, out);
    }
    return out;
}

bool repair_utf8(std::string& text) {
    if (is_utf8(text) && text.find('\0') == std::string::npos) return false;
    text = repaired_utf8(text);
    return true;
}

bool is_utf8(std::string_view text) {
    return first_fault(text, 0) == text.size();
}

std::string_view utf8_prefix(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && U8_IS_TRAIL(text[bytes]))
        --bytes;
    return text.substr(0, bytes);
}

void append_utf16(std::u16string_view units, std::string& out) {
    for (std::size_t i = 0; i < units.size();) {
        UChar32 c = 0;
        U16_NEXT(units.data(), i, units.size(), c);
        append_utf8(U_IS_SURROGATE(c) ? kReplacement : static_cast<char32_t>(c), out);
    }
}

}  // namespace asterism::text
