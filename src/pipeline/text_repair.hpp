/// Making texts storable: valid UTF-8 without NUL bytes, which PostgreSQL refuses.
#pragma once

#include <string>
#include <string_view>

namespace asterism::pipeline {

/// Replaces every maximal part of an ill-formed UTF-8 sequence by U+FFFD (as the Unicode standard recommends, chapter
/// 3.9) and removes NUL bytes. Returns true when the text was changed.
bool repair_text(std::string& text);

/// `text` up to its first `bytes` bytes, cut at a character's edge.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t bytes);

}  // namespace asterism::pipeline
