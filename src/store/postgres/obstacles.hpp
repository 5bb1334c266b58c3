/// Why a table took fewer rows than it was given, in an error that names what stands there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "asterism/error.hpp"
#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// See store/held_back.hpp. Asks the catalogue, inside the caller's transaction.
[[nodiscard]] Error held_back(Session& session, std::int64_t rows, std::string_view what, const Table& table);
[[nodiscard]] Error held_back(Session& session, std::int64_t rows, std::string_view what, std::string_view table);
/// Of a table or a view, with commas between; empty: none.
[[nodiscard]] std::string triggers_and_rules(Session& session, std::string_view table);
/// Throws that error when fewer than `expected` rows were written.
void expect_rows(Session& session, std::int64_t written, std::int64_t expected, std::string_view what,
                 std::string_view table);

}  // namespace asterism::store::postgres
