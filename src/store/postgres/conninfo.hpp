/// What libpq takes for a connection string: a URL, or keyword=value pairs, and here whatever the case of its scheme
/// and keywords.
///
/// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace asterism::store {

/// "host", "dbname", "service" and all others that the libpq at hand knows, in any case.
[[nodiscard]] bool is_conninfo_keyword(std::string_view word);

/// The string as libpq reads it: scheme and keywords in lower case. Error{usage}, which repeats nothing of it, when
/// libpq cannot read it, or would read a piece of a password as something it tells: a host, a port, a database.
[[nodiscard]] std::string checked_conninfo(std::string_view text);

}  // namespace asterism::store
