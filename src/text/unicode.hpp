/// The few Unicode operations the analysis needs, on UTF-8.
///
/// Thread safety: all functions from any thread. Texts must be sound: text/utf8.hpp makes them so.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace asterism::text {

/// Compatibility composition (NFKC): full-width letters, ligatures and the like become the plain ones.
[[nodiscard]] std::string normalized(std::string text);

/// Appends `text` in lower case, by the rules of no particular language.
void append_lower(std::string_view text, std::string& out);
[[nodiscard]] std::string lower(std::string_view text);

void append_utf8(char32_t c, std::string& out);

/// The code point at `position`, which moves behind it. Precondition: valid UTF-8, position < text.size().
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& position);

[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_upper(char32_t c);  ///< title-case letters too
[[nodiscard]] bool is_lower(char32_t c);
[[nodiscard]] bool begins_upper(std::string_view word);  ///< false for an empty one
[[nodiscard]] bool is_space(char32_t c);
/// Private use, unassigned, U+FFFD: no character that any two readers see alike.
[[nodiscard]] bool is_nameless(char32_t c);

enum class Script : std::uint8_t { latin, cyrillic, greek, arabic, hebrew, devanagari, thai, han, kana, hangul, other };
[[nodiscard]] Script script_of(char32_t c);

}  // namespace asterism::text
