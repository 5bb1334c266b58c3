/// Passwords inside texts that name a database: a URL, keyword=value pairs, or a command that holds one of them.
///
/// Found are: user:password@ of a URL of any scheme, a password with an unescaped '@', '/' or '?' included; and the
/// value of a keyword such as password or sslpassword, in any case, percent-encoded or quoted. Where it is not certain
/// how far a password goes, more counts as the password rather than less. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace asterism::store {

struct Secret {
    std::size_t begin, end;  ///< of the text; never empty
};

/// In the order of the text, without overlaps.
[[nodiscard]] std::vector<Secret> secrets_in(std::string_view text);

/// The text with *** for each of them.
[[nodiscard]] std::string without_secrets(std::string_view text);

/// A keyword whose value nobody may see: those of libpq, and what other drivers call them. In any case.
[[nodiscard]] bool is_secret_keyword(std::string_view word);

}  // namespace asterism::store
