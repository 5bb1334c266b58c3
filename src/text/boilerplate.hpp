/// Lines and openings of an article that say nothing of its subject: bylines, datelines, "read more", signatures,
/// quoted mail.
///
/// Works on cleaned text, line by line, by a table of openings in English, German, French, Spanish, Italian, Portuguese
/// and Dutch. When in doubt a line stays: what many articles share is found by counting anyway. Thread safety: any
/// thread. Determinism: a fixed function of the text.
#pragma once

#include <string>
#include <string_view>

namespace asterism::text {

/// The article's body without them; what was cut leaves an empty line.
[[nodiscard]] std::string without_boilerplate(std::string_view body);

}  // namespace asterism::text
