#include "store/postgres/catalogue.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "asterism/error.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/statements.hpp"

namespace asterism::store::postgres {
namespace {

struct IdKind {
    std::string_view type;
    IdType id_type;
    IdWire wire;
};
constexpr std::array kIdKinds{
    IdKind{"int8", IdType::int8, IdWire::int8},    IdKind{"int4", IdType::int4, IdWire::int4},
    IdKind{"int2", IdType::int4, IdWire::int2},    IdKind{"text", IdType::text, IdWire::text},
    IdKind{"varchar", IdType::text, IdWire::text}, IdKind{"uuid", IdType::uuid, IdWire::uuid},
};

Column read_column(const Result& rows, int row) {
    constexpr int kLengthHeader = 4;  // PostgreSQL counts it in the modifier of texts
    Column column;
    column.type = rows.text(row, 2);
    column.declared = rows.text(row, 3);
    column.collation = rows.text(row, 4);
    const int modifier = static_cast<int>(std::max<std::int64_t>(0, rows.integer(row, 5)));
    if (column.type == "vector" || column.type == "halfvec") column.dimensions = modifier;
    if (column.type == "varchar" || column.type == "bpchar") column.length = std::max(0, modifier - kLengthHeader);
    column.category = rows.bytes(row, 7).front();
    column.nullable = rows.yes(row, 8);
    column.writable = rows.yes(row, 9);
    column.filled_in = rows.yes(row, 10);
    column.domain = rows.yes(row, 11);
    return column;
}

Table read_table(Connection& connection, const TableNames& names, std::string_view table) {
    Table found;
    found.name = qualified(names, table);
    found.init = connection.commands().told("init");
    const Result rows = connection.run(std::string(embedded("table_columns")), {found.name});
    for (int row = 0; row < rows.rows(); ++row) {
        found.exists = true;
        found.ours = rows.yes(row, 0);
        found.kind = static_cast<TableKind>(rows.bytes(row, 6).front());
        found.columns.emplace(rows.text(row, 1), read_column(rows, row));
    }
    return found;
}

IdColumn id_column(const Table& table, std::string_view name) {
    const Column& column = table.require(name);
    if (const auto id = id_of(column)) return *id;
    throw Error(
        ErrorKind::schema,
        fmt::format("the id column \"{}\" of {} has the type \"{}\"; ids may be smallint, integer, bigint, text, "
                    "varchar or uuid: change it, or name a view that casts it",
                    name, table.name, column.declared));
}

/// Which of our tables are there; those of other people under our names.
void read_own_tables(Connection& connection, const TableNames& names, Catalogue& found) {
    const Result rows = connection.run(std::string(embedded("own_tables")),
                                       {names.schema, fmt::format("{}", fmt::join(kOwnTables, ","))});
    for (int row = 0; row < rows.rows(); ++row) {
        const std::string name = rows.text(row, 0);
        if (rows.null(row, 1)) {
            found.missing.push_back(name);
            continue;
        }
        const std::string columns = rows.text(row, 2);
        const std::string lacking = lacking_columns(name, [&](std::string_view column) {
            return columns.find(fmt::format(",{},", column)) != std::string::npos;
        });
        if (!rows.yes(row, 1) || !lacking.empty())
            found.foreign.push_back(foreign_table(
                qualified(names, name), lacking.empty() ? "it is no table" : "it has no column " + lacking, true));
    }
}

int read_schema_version(Connection& connection, const TableNames& names, Catalogue& found) {
    const std::string table = qualified(names, "counters");
    // What row-level security hides tells nothing; whoever needs it is refused with the cure.
    if (std::ranges::any_of(found.hiding, [&](const HidingTable& hidden) { return hidden.name == table; }))
        return kSchemaVersion;
    if (!found.foreign.empty() || std::ranges::find(found.missing, "counters") != found.missing.end()) return 0;
    const Result rows =
        connection.run("SELECT value::pg_catalog.int8 FROM " + table + " WHERE name = 'schema_version'");
    if (rows.rows() == 0) found.foreign.push_back(foreign_table(table, kNoVersion, true));
    const auto version = rows.rows() == 0 ? 0 : static_cast<int>(rows.integer(0, 0));
    if (version > kSchemaVersion)
        throw Error(ErrorKind::schema,
                    fmt::format("the tables in {} were made by a later Asterism (version {}, this one knows {}); "
                                "install that one",
                                quote_identifier(names.schema), version, kSchemaVersion));
    return version;
}

/// Of the tables we use. A transaction has it off, where the server refuses to leave rows out in silence; but it
/// refuses even what policies show whole.
void read_row_security(Connection& connection, const TableNames& names, Catalogue& found) {
    const Result rows = connection.run(std::string(embedded("row_security")),
                                       {names.schema, names.articles, names.embeddings, names.clusters,
                                        fmt::format("{}", fmt::join(kOwnTables, ","))});
    for (int row = 0; row < rows.rows(); ++row) {
        found.row_security = true;
        if (rows.yes(row, 3))
            found.hiding.push_back({quote_identifier(rows.bytes(row, 0)) + "." + quote_identifier(rows.bytes(row, 1)),
                                    rows.text(row, 2), rows.yes(row, 4), rows.text(row, 5)});
    }
    if (found.row_security && found.hiding.empty()) connection.run("SET LOCAL row_security = on");
}

}  // namespace

const Column* Table::find(std::string_view column) const {
    const auto found = columns.find(column);
    return found == columns.end() ? nullptr : &found->second;
}

std::string Table::column_list() const {
    std::string list;
    for (const auto& [name_of_column, unused] : columns)
        list += (list.empty() ? "\"" : ", \"") + name_of_column + "\"";
    return list;
}

const Column& Table::require(std::string_view column) const {
    if (!exists)
        throw Error(
            ErrorKind::schema,
            fmt::format("there is no table {}; set the right schema and table names, or create it: {}", name, init));
    if (const Column* found = find(column)) return *found;
    throw Error(ErrorKind::schema, fmt::format("{} has no column \"{}\"; it has {}. Set the right column name, or "
                                               "give Asterism a schema of its own with --schema",
                                               name, column, column_list()));
}

std::string_view to_string(TableKind kind) {
    switch (kind) {
        case TableKind::table:
            return "a table";
        case TableKind::partitioned:
            return "a partitioned table";
        case TableKind::view:
            return "a view";
        case TableKind::materialized_view:
            return "a materialized view";
        case TableKind::foreign:
            return "a foreign table";
    }
    return "no table";
}

std::optional<IdColumn> id_of(const Column& column) {
    for (const auto& kind : kIdKinds)
        if (column.type == kind.type) return IdColumn{kind.id_type, kind.wire, column.declared, column.collation};
    return std::nullopt;
}

std::string qualified(const TableNames& names, std::string_view table) {
    return quote_identifier(names.schema) + "." + quote_identifier(table);
}

Catalogue read_catalogue(Connection& connection, const TableNames& names) {
    Catalogue found;
    read_row_security(connection, names, found);
    const Result extension = connection.run(std::string(embedded("vector_extension")));
    if (extension.rows() > 0) {
        found.vector_version = extension.text(0, 0);
        found.vector_schema = extension.text(0, 1);
    }
    found.articles = read_table(connection, names, names.articles);
    found.embeddings = read_table(connection, names, names.embeddings);
    found.clusters = read_table(connection, names, names.clusters);
    read_own_tables(connection, names, found);
    found.vectors_beside_articles = names.articles == names.embeddings;
    if (found.articles.exists)
        found.id = id_column(found.articles, names.article_id);
    else if (found.embeddings.exists)
        found.id = id_column(found.embeddings, names.embeddings_article_id);
    found.schema_version = read_schema_version(connection, names, found);
    return found;
}

bool version_below(std::string_view a, std::string_view b) {
    const auto part = [](std::string_view& version) {
        int number = 0;
        const auto end = std::from_chars(version.data(), version.data() + version.size(), number).ptr;
        version.remove_prefix(static_cast<std::size_t>(end - version.data()));
        if (!version.empty()) version.remove_prefix(1);
        return number;
    };
    while (!a.empty() || !b.empty()) {
        const int left = part(a), right = part(b);
        if (left != right) return left < right;
    }
    return false;
}

}  // namespace asterism::store::postgres
