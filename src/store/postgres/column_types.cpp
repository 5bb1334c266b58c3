#include "store/postgres/column_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/cluster_column.hpp"

namespace asterism::store::postgres {
namespace {

using Severity = Finding::Severity;
using Findings = std::vector<Finding>;

template <std::size_t N>
bool among(const std::array<std::string_view, N>& types, std::string_view type) {
    return std::ranges::find(types, type) != types.end();
}

std::string column_name(const Table& table, std::string_view column) {
    return table.name + "." + quote_identifier(column);
}

/// Only tables are altered; a view is somebody's query.
std::string alter_type(const Table& table, std::string_view column, const std::string& type,
                       const std::string& by_way_of = {}) {
    if (table.kind != TableKind::table && table.kind != TableKind::partitioned) return {};
    return fmt::format("ALTER TABLE {0} ALTER COLUMN {1} TYPE {2} USING {1}{3}::{2};", table.name,
                       quote_identifier(column), type, by_way_of);
}

bool is_json(const Column& column) {
    return column.type == "json" || column.type == "jsonb";
}

void check_vectors(const Session& session, Findings& findings) {
    static constexpr std::array<std::string_view, 4> kVectors{"vector", "halfvec", "_float4", "_float8"};
    const Table& table = session.catalogue().embeddings;
    const std::string& name = session.names().embedding;
    const Column* column = table.find(name);
    if (column == nullptr || among(kVectors, column->type)) return;
    Finding finding{Severity::error,
                    fmt::format("{} has the type \"{}\"; vectors may be vector, halfvec, real[] or double precision[]",
                                column_name(table, name), column->declared),
                    ""};
    if (column->type == "bytea") finding.what += ", and PostgreSQL cannot read bytes as numbers: bring them anew";
    const std::string& schema = session.catalogue().vector_schema;
    if (!schema.empty() && (column->category == 'S' || is_json(*column)))
        finding.mend = alter_type(table, name, quote_identifier(schema) + ".vector", "::text");
    findings.push_back(std::move(finding));
}

/// Ids of vectors are cast to those of articles, which a text of any length takes whole.
bool comparable(const IdColumn& article, const Column& article_column, IdWire vector) {
    const auto integer = [](IdWire wire) { return wire != IdWire::text && wire != IdWire::uuid; };
    const bool any_text = article.wire == IdWire::text && article_column.length == 0;
    return article.wire == vector || (integer(article.wire) && integer(vector)) || any_text;
}

void check_ids(const Session& session, Findings& findings) {
    const Catalogue& known = session.catalogue();
    const TableNames& names = session.names();
    const Column* id = known.articles.find(names.article_id);
    const Column* other = known.embeddings.find(names.embeddings_article_id);
    if (id == nullptr || other == nullptr) return;
    const auto wire = id_of(*id), other_wire = id_of(*other);
    if (wire && other_wire && comparable(*wire, *id, other_wire->wire)) return;
    const bool castable = wire && (wire->wire == IdWire::text || other->category == 'S' ||
                                   (wire->wire != IdWire::uuid && other->category == 'N'));
    findings.push_back({Severity::error,
                        fmt::format("{} has the type \"{}\" and {} \"{}\", so no vector finds its article",
                                    column_name(known.embeddings, names.embeddings_article_id), other->declared,
                                    column_name(known.articles, names.article_id), id->declared),
                        castable ? alter_type(known.embeddings, names.embeddings_article_id, id->declared) : ""});
}

void check_texts_and_dates(const Session& session, Findings& findings) {
    static constexpr std::array<std::string_view, 3> kDates{"timestamptz", "timestamp", "date"};
    const Table& table = session.catalogue().articles;
    const auto columns = optional_columns(session.names());
    for (const auto& name : columns) {
        const Column* column = table.find(name);
        if (column == nullptr) continue;
        const bool date = &name == &columns.back();
        const bool readable = column->category == 'S' || (date ? column->category == 'N' || among(kDates, column->type)
                                                               : column->category == 'E' || is_json(*column));
        if (readable) continue;
        findings.push_back(
            {Severity::warning,
             fmt::format("{} has the type \"{}\"; {}", column_name(table, name), column->declared,
                         date ? "no date is read from it" : "it is read as PostgreSQL prints it, which may be no text"),
             ""});
    }
}

/// Of a clusters table that is not of our making.
void check_clusters(const Session& session, Findings& findings) {
    static constexpr std::array<std::string_view, 2> kIntegers{"int8", "int4"}, kTimes{"timestamptz", "timestamp"},
        kVectors{"vector", "halfvec"}, kJson{"jsonb", "json"};
    const Table& table = session.catalogue().clusters;
    const auto check = [&](std::string_view name, const auto& types, const char* wanted) {
        const Column* column = table.find(name);
        if (column == nullptr || among(types, column->type)) return;
        findings.push_back({Severity::error,
                            fmt::format("{} has the type \"{}\" and not {}; give the clusters a table of their own "
                                        "with --clusters-table",
                                        column_name(table, name), column->declared, wanted),
                            ""});
    };
    check("cluster_id", kIntegers, "bigint");
    check("centroid", kVectors, "vector");
    check("article_count", kIntegers, "bigint");
    check("metadata", kJson, "jsonb");
    for (const auto* time : {"first_seen", "last_seen", "retired_at"})
        check(time, kTimes, "timestamptz");
}

}  // namespace

std::vector<Finding> check_optional_columns(const Session& session) {
    const Table& table = session.catalogue().articles;
    return absent_columns(
        session.names(), table.name, [&](const std::string& name) { return table.find(name) != nullptr; },
        table.column_list());
}

std::vector<Finding> check_columns(Session& session) {
    Findings findings;
    const Catalogue& known = session.catalogue();
    check_ids(session, findings);
    if (known.embeddings.exists) check_vectors(session, findings);
    if (known.articles.exists) {
        check_cluster_column(session, findings);
        for (auto& finding : check_optional_columns(session))
            findings.push_back(std::move(finding));
        check_texts_and_dates(session, findings);
    }
    check_clusters(session, findings);
    return findings;
}

}  // namespace asterism::store::postgres
