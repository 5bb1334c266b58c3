#include "text/visible.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace asterism::text {
namespace {

constexpr char32_t kNonJoiner = 0x200C;
constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kEmojiStyle = 0xFE0F;  ///< the variation selector of pictures
constexpr char32_t kNone = 0;

/// Line feed, next line, line separator, paragraph separator.
bool ends_line(char32_t c) {
    return c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

UJoiningType joining_type(char32_t c) {
    return static_cast<UJoiningType>(u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_JOINING_TYPE));
}

/// The first character from `position` on that letters may join with.
char32_t next_letter(std::string_view text, std::size_t position) {
    while (position < text.size()) {
        const char32_t c = next_code_point(text, position);
        if (joining_type(c) != U_JT_TRANSPARENT) return c;
    }
    return kNone;
}

bool is_picture(char32_t c) {
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

/// Part of the picture before it.
bool goes_with_picture(char32_t c) {
    return c == kEmojiStyle || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI_MODIFIER) != 0;
}

/// What one pass over a text remembers of the characters before.
class Joints {
 public:
    void pass(char32_t c) {
        picture_ = is_picture(c) || (picture_ && goes_with_picture(c));
        virama_ = u_getCombiningClass(static_cast<UChar32>(c)) == 9;
        if (const UJoiningType type = joining_type(c); type != U_JT_TRANSPARENT)
            joins_on_ = type == U_JT_DUAL_JOINING || type == U_JT_LEFT_JOINING;
    }

    /// The hidden character behind which the text goes on at `position` changes how what stands around it looks.
    [[nodiscard]] bool is_shaped_by(char32_t c, std::string_view text, std::size_t position) const {
        if (c == kEmojiStyle) return picture_;
        if (!is_joiner(c)) return false;
        if (virama_) return true;
        if (c == kJoiner) return picture_ && position < text.size() && is_picture(next_code_point(text, position));
        if (!joins_on_) return false;
        const UJoiningType next = joining_type(next_letter(text, position));
        return next == U_JT_DUAL_JOINING || next == U_JT_RIGHT_JOINING;
    }

 private:
    bool picture_ = false;
    bool virama_ = false;
    bool joins_on_ = false;
};

std::string visible(std::string_view raw, char line_end) {
    const std::string text = repaired_utf8(raw);
    std::string out;
    out.reserve(text.size());
    Joints joints;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte < 0x7F) {
            out.push_back(text[i++]);
            joints = {};
            continue;
        }
        const char32_t c = next_code_point(text, i);
        if (ends_line(c) || is_control(c)) {
            out.push_back(ends_line(c) ? line_end : ' ');
            joints = {};
        } else if (!(is_hidden(c) || is_joiner(c)) || joints.is_shaped_by(c, text, i)) {
            append_utf8(c, out);
            joints.pass(c);
        }
    }
    return out;
}

}  // namespace

bool is_hidden(char32_t c) {
    if (is_control(c) || ends_line(c)) return true;
    if (c < 0xAD || is_joiner(c)) return false;
    const auto code = static_cast<UChar32>(c);
    if (u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return true;
    return u_charType(code) == U_FORMAT_CHAR && u_hasBinaryProperty(code, UCHAR_PREPENDED_CONCATENATION_MARK) == 0;
}

bool is_joiner(char32_t c) {
    return c == kNonJoiner || c == kJoiner;
}

std::string visible_text(std::string_view text) {
    return visible(text, '\n');
}

std::string visible_line(std::string_view text) {
    return visible(text, ' ');
}

std::optional<char32_t> first_hidden(std::string_view text) {
    const std::string shown = visible_line(text);
    const auto same = static_cast<std::size_t>(std::ranges::mismatch(text, shown).in1 - text.begin());
    if (same == text.size()) return std::nullopt;
    std::size_t position = same;
    while (position > 0 && (static_cast<unsigned char>(text[position]) & 0xC0U) == 0x80U)
        --position;
    return next_code_point(text, position);
}

}  // namespace asterism::text
