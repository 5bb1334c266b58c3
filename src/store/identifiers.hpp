/// Table and column names on their way into SQL: one checker, one quoter, one placeholder mechanism for all stores.
///
/// Statements in sql/ write {articles} or {cluster_id} where a name may be set by the user; they are filled in once,
/// with checked and quoted names. Values never come this way: they are bound or COPYed. Thread safety: pure functions.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "store/records.hpp"

namespace asterism::store {

/// PostgreSQL cuts longer names silently, so longer ones are refused for every store.
inline constexpr std::size_t kMaxIdentifierBytes = 63;

/// `name` in double quotes, quotes inside doubled: any text that passes is exactly one identifier.
/// Error{usage} when it is empty, longer than 63 bytes or holds a NUL byte.
[[nodiscard]] std::string quote_identifier(std::string_view name);

/// `sql` with every {name} (lower-case letters, digits and underscores) replaced by its value, which is not looked at
/// again. Other braces, '{}' among them, stay as they are. Error{internal} for a name that is not in `values`.
[[nodiscard]] std::string substitute(std::string_view sql, const std::map<std::string, std::string>& values);

/// Error{usage} when one name stands for two things: two tables (but for vectors beside their articles), a table and
/// one of our own, or two columns of the articles. `sqlite`: names there differ in more than their case, and those
/// that begin with "sqlite_" are taken.
void check_names(const TableNames& names, bool sqlite);

}  // namespace asterism::store
