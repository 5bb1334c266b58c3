/// What the database holds under the names we were given: tables, columns, types, pgvector.
///
/// Read from the system catalogues inside the caller's transaction. Thread safety: one connection, one thread; the
/// values are plain.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/article_ids.hpp"
#include "store/own_tables.hpp"
#include "store/postgres/connection.hpp"
#include "store/records.hpp"

namespace asterism::store::postgres {

struct Column {
    std::string type;        ///< base type as pg_type names it: "int8", "varchar", "vector", "_float4"
    std::string declared;    ///< as it would stand in CREATE TABLE: "character varying(20)", "vector(256)"
    std::string collation;   ///< " COLLATE ..." where the column has one of its own, else empty
    int dimensions = 0;      ///< vector and halfvec: as declared, 0 = any
    int length = 0;          ///< varchar and char: most characters, 0 = any
    char category = 'U';     ///< as pg_type has it: S texts, N numbers, D times, ...
    bool nullable = true;    ///< no NOT NULL on it or on its domain
    bool writable = true;    ///< not generated, and not computed by a view
    bool filled_in = false;  ///< has a default
    bool domain = false;
};

enum class TableKind : char { table = 'r', partitioned = 'p', view = 'v', materialized_view = 'm', foreign = 'f' };
/// "view" and the like, with its article.
[[nodiscard]] std::string_view to_string(TableKind kind);

struct Table {
    std::string name;  ///< schema and table, quoted
    std::string init;  ///< the command that makes it
    TableKind kind = TableKind::table;
    bool exists = false;
    bool ours = false;  ///< made by initialize_tables (its comment says so)
    std::map<std::string, Column, std::less<>> columns;

    /// nullptr when there is none; nothing is named "".
    [[nodiscard]] const Column* find(std::string_view column) const;
    /// All of them, quoted, with commas between.
    [[nodiscard]] std::string column_list() const;
    /// Error{schema} that names the column when it is not there.
    const Column& require(std::string_view column) const;
};

/// How an id travels: int2, int4 and int8 as such, texts as bytes, uuids as 16 bytes.
enum class IdWire : std::uint8_t { int2, int4, int8, text, uuid };

struct IdColumn {
    IdType type = IdType::int8;
    IdWire wire = IdWire::int8;
    std::string declared = "bigint";
    std::string collation;
};

/// How ids of this column travel; nullopt when its type is none for ids.
[[nodiscard]] std::optional<IdColumn> id_of(const Column& column);

/// A table that we use, or that lies beneath a view that we use.
struct HidingTable {
    std::string name;         ///< schema and table, quoted
    std::string role;         ///< that reads it: ours, or the owner of the view
    bool restricted = false;  ///< no further policy helps
    std::string free_policy;  ///< a name that none of its policies has
};

struct Catalogue {
    Table articles, embeddings, clusters;
    std::vector<std::string> missing;      ///< of kOwnTables
    std::vector<Finding> foreign;          ///< what stands under a name of kOwnTables and is not ours
    IdColumn id;                           ///< of articles; while there are none, of embeddings; else bigint
    int schema_version = 0;                ///< 0: our tables were never made
    std::string vector_version;            ///< of pgvector, empty: the extension is not in this database
    std::string vector_schema;             ///< where its types are
    bool vectors_beside_articles = false;  ///< both in one table
    bool row_security = false;             ///< in force for this role on one of the tables
    std::vector<HidingTable> hiding;       ///< whose row-level security may hide rows from us
};

/// The version of the tables this program makes.
inline constexpr int kSchemaVersion = 2;

[[nodiscard]] Catalogue read_catalogue(Connection& connection, const TableNames& names);

/// pgvector before it has a buffer overflow in parallel HNSW builds (CVE-2026-3172).
inline constexpr std::string_view kSafeParallelBuilds = "0.8.2";

/// `a` < `b` for versions such as "0.8.0".
[[nodiscard]] bool version_below(std::string_view a, std::string_view b);

/// Quoted schema and table.
[[nodiscard]] std::string qualified(const TableNames& names, std::string_view table);

}  // namespace asterism::store::postgres
