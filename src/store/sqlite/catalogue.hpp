/// What a database file holds under the names we were given: tables, views, their columns.
///
/// Thread safety: one connection, one thread; the values are plain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite/connection.hpp"

namespace asterism::store::sqlite {

/// What a column makes of the values it is given (https://sqlite.org/datatype3.html); `blob` leaves them alone.
enum class Affinity : std::uint8_t { integer, text, blob, real, numeric };
[[nodiscard]] Affinity affinity_of(std::string_view declared_type);

/// SQLite's names do not mind upper and lower case.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

struct Column {
    std::string name;
    std::string type;  ///< as declared, often empty
    bool not_null = false;
    bool filled_in = false;  ///< has a default, or is the row id
    bool generated = false;
    bool key = false;  ///< the primary key, alone

    [[nodiscard]] Affinity affinity() const { return affinity_of(type); }
};

struct Table {
    std::string name;
    std::string kind;  ///< "table", "view" or "virtual"; empty: there is none
    bool strict = false;
    std::vector<Column> columns;

    [[nodiscard]] bool exists() const { return !kind.empty(); }
    [[nodiscard]] bool is_table() const { return kind == "table"; }
    [[nodiscard]] bool is_view() const { return kind == "view"; }
    /// Names differ by more than capitals. nullptr when there is none; nothing is named "".
    [[nodiscard]] const Column* find(std::string_view column) const;
};

[[nodiscard]] Table read_table(Connection& db, const std::string& name);

/// The name of a unique index on this column alone, the primary key's included; empty for an INTEGER PRIMARY KEY;
/// nullopt when there is none. `whole`: only an index over every row.
[[nodiscard]] std::optional<std::string> unique_index(Connection& db, const Table& table, const std::string& column,
                                                      bool whole);

}  // namespace asterism::store::sqlite
