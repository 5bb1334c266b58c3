#include "store/sqlite/catalogue.hpp"

#include <algorithm>
#include <cctype>

#include "store/sqlite/statements.hpp"

namespace asterism::store::sqlite {
namespace {

std::string upper(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return out;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
    return upper(a) == upper(b);
}

Affinity affinity_of(std::string_view declared_type) {
    const std::string type = upper(declared_type);
    const auto holds = [&](const char* part) { return type.find(part) != std::string::npos; };
    if (holds("INT")) return Affinity::integer;
    if (holds("CHAR") || holds("CLOB") || holds("TEXT")) return Affinity::text;
    if (type.empty() || holds("BLOB")) return Affinity::blob;
    if (holds("REAL") || holds("FLOA") || holds("DOUB")) return Affinity::real;
    return Affinity::numeric;
}

const Column* Table::find(std::string_view column) const {
    const auto found = std::ranges::find_if(columns, [&](const Column& one) { return same_name(one.name, column); });
    return found == columns.end() ? nullptr : &*found;
}

Table read_table(Connection& db, const std::string& name) {
    Table table;
    table.name = name;
    Statement kind(db, embedded("table_kind"));
    kind.bind(1, std::string_view(name));
    if (!kind.step()) return table;
    table.kind = kind.string(0);
    table.strict = kind.integer(1) != 0;
    Statement row(db, embedded("table_columns"));
    row.bind(1, std::string_view(name));
    while (row.step()) {
        table.columns.push_back({.name = row.string(0),
                                 .type = row.string(1),
                                 .not_null = row.integer(2) != 0,
                                 .filled_in = row.integer(3) != 0,
                                 .generated = row.integer(4) != 0,
                                 .key = row.integer(5) != 0});
    }
    return table;
}

std::optional<std::string> unique_index(Connection& db, const Table& table, const std::string& column, bool whole) {
    Statement row(db, embedded("unique_index"));
    row.bind(1, std::string_view(table.name)).bind(2, std::string_view(column)).bind(3, std::int64_t{whole ? 1 : 0});
    if (row.step()) return row.string(0);
    const Column* found = table.find(column);
    if (found != nullptr && found->key) return "";
    return std::nullopt;
}

}  // namespace asterism::store::sqlite
