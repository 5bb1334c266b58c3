/// Lines and openings of an article that say nothing of its subject: bylines, datelines, "read more", signatures,
/// quoted mail; and encoded files.
///
/// Works on cleaned text, line by line, by a table of openings in English, German, French, Spanish, Italian, Portuguese
/// and Dutch. When in doubt a line stays: what many articles share is found by counting anyway. Thread safety: any
/// thread. Determinism: a fixed function of the text.
#pragma once

#include <string>
#include <string_view>

namespace asterism::text {

/// Raw text without the lines of files that were put into it as text.
[[nodiscard]] std::string without_encoded_files(std::string_view raw);

/// The article's body without the rest of them; what was cut leaves an empty line.
[[nodiscard]] std::string without_boilerplate(std::string_view body);

}  // namespace asterism::text
