/// Raw article text, as feeds deliver it, made into plain text that can be segmented.
///
/// Removed: HTML comments, scripts, styles and tags, URLs, e-mail addresses, hidden characters (text/visible.hpp),
/// bytes that are no UTF-8. Decoded: character references, twice where a feed escaped its HTML. Normalised: NFKC,
/// typographic apostrophes. What was cut out leaves a blank line where a phrase must not run across it. Thread safety:
/// from any thread. No input fails. The result is a fixed function of the bytes.
#pragma once

#include <string>
#include <string_view>

namespace asterism::text {

[[nodiscard]] std::string clean(std::string_view raw);

}  // namespace asterism::text
