/// Text as a reader sees it: without what a terminal obeys and without characters that show nothing.
///
/// Hidden are control characters, line and paragraph separators, bidirectional controls, zero-width characters, tags,
/// variation selectors and whatever else Unicode calls ignorable by default: they can reverse a line, move the cursor,
/// or make two labels look alike. The two joiners stay where they shape a word (Persian, Hindi) by the rules of Unicode
/// Standard Annex 31, section 2.3, or make one picture of two, and go elsewhere; so does the selector that colours a
/// picture. Private use, unassigned characters and U+FFFD show something and stay.
/// Thread safety: any thread. What is no UTF-8 is repaired first (text/utf8.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace asterism::text {

/// One of the hidden characters above, the joiners aside.
[[nodiscard]] bool is_hidden(char32_t c);
/// U+200C and U+200D: hidden where they shape nothing.
[[nodiscard]] bool is_joiner(char32_t c);

/// Line ends, separators among them, as '\n'; other controls as spaces; the rest of what is hidden is left out.
[[nodiscard]] std::string visible_text(std::string_view text);

/// The same on one line: line ends are spaces too.
[[nodiscard]] std::string visible_line(std::string_view text);

/// The first character that `visible_line` would not show as it is. Precondition: valid UTF-8.
[[nodiscard]] std::optional<char32_t> first_hidden(std::string_view text);

}  // namespace asterism::text
