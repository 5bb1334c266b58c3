/// UTF-8 that is sound: mending what is not, cutting at characters, and making it of UTF-16.
///
/// Thread safety: all functions from any thread. No input fails.
#pragma once

#include <string>
#include <string_view>

namespace asterism::text {

/// Replaces every maximal part of an ill-formed sequence by U+FFFD (as the Unicode standard recommends, chapter 3.9)
/// and removes NUL bytes, which no store of ours takes. Returns true when the text was changed.
bool repair_utf8(std::string& text);
[[nodiscard]] std::string repaired_utf8(std::string_view text);

/// Well-formed UTF-8; NUL counts as a character.
[[nodiscard]] bool is_utf8(std::string_view text);

/// `text` up to its first `bytes` bytes, cut at a character's edge.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t bytes);

/// Appends the code units, one of a pair that stands alone as U+FFFD.
void append_utf16(std::u16string_view units, std::string& out);

}  // namespace asterism::text
