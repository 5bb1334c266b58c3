/// Rows that were not written, and the triggers that may have held them back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "asterism/error.hpp"
#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

/// Of a table or a view, with commas between; empty: none.
[[nodiscard]] std::string triggers(Session& session, const std::string& table);
/// The error for rows that were not written, with the triggers of the table.
[[nodiscard]] Error held_back(Session& session, std::int64_t rows, std::string_view what, const std::string& table);
/// Throws it when fewer than `expected` were written.
void expect_rows(Session& session, std::int64_t written, std::int64_t expected, std::string_view what,
                 const std::string& table);

}  // namespace asterism::store::sqlite
