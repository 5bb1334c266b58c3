#include "store/sqlite/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "asterism/error.hpp"
#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/sqlite/column_types.hpp"
#include "store/sqlite/dimensions.hpp"
#include "store/sqlite/ids.hpp"
#include "store/sqlite/own_tables.hpp"

namespace asterism::store::sqlite {
namespace {

std::vector<std::string> objects(Session& session) {
    auto statement = session.prepare("objects");
    std::vector<std::string> names;
    while (statement.step())
        names.push_back(statement.string(0));
    return names;
}

void require_column(Session& session, const Table& table, const std::string& column) {
    if (table.find(column) != nullptr) return;
    throw Error(ErrorKind::schema,
                fmt::format("\"{}\": the table \"{}\" has no column \"{}\"; set the name of the column",
                            session.connection().location(), table.name, column));
}

/// Refuses what a run could not work with, before anything is made.
void check_sources(Session& session, InitializeReport& report) {
    refuse_errors(read_own_tables(session).foreign);
    session.read_tables();
    if (session.articles().exists()) require_column(session, session.articles(), session.names().article_id);
    if (session.embeddings().exists()) {
        require_column(session, session.embeddings(), session.names().embeddings_article_id);
        require_column(session, session.embeddings(), session.names().embedding);
    }
    const auto findings = check_columns(session);
    refuse_errors(findings);
    for (auto& warning : told_warnings(findings))
        report.warnings.push_back(std::move(warning));
}

void add_column(Session& session, const Table& table, const std::string& column, std::string_view type,
                std::vector<std::string>& added_columns) {
    if (table.find(column) != nullptr) return;
    session.connection().execute(
        fmt::format("ALTER TABLE {} ADD COLUMN {} {}", quote_identifier(table.name), quote_identifier(column), type));
    added_columns.push_back(fmt::format("column \"{}\".\"{}\"", table.name, column));
}

void create_source_tables(Session& session, std::vector<std::string>& added_columns) {
    const TableNames& names = session.names();
    const auto type = session.articles().exists() ? find_id_type(session, names.articles, names.article_id)
                      : session.embeddings().exists()
                          ? find_id_type(session, names.embeddings, names.embeddings_article_id)
                          : IdType::int8;
    session.statements().set_id_type(is_integer(type) ? "INTEGER" : "TEXT");
    // A key to a view, or to a column that is not unique, would fail every insertion.
    session.statements().set_key_to_articles(
        !session.articles().exists() ||
        (session.articles().is_table() &&
         unique_index(session.connection(), session.articles(), names.article_id, true)));
    if (!session.articles().exists()) session.connection().execute(session.sql("create_articles"));
    if (!session.table(names.embeddings).exists()) session.connection().execute(session.sql("create_embeddings"));
    if (!session.table(names.clusters).exists()) session.connection().execute(session.sql("create_clusters"));
    session.read_tables();
    const Table clusters = session.table(names.clusters);
    require_column(session, clusters, "cluster_id");

    add_column(session, session.articles(), names.cluster_id, "INTEGER", added_columns);
    add_column(session, session.embeddings(), names.embedding, "BLOB", added_columns);
    add_column(session, clusters, "centroid", "BLOB", added_columns);
    add_column(session, clusters, "article_count", "INTEGER", added_columns);
    for (const auto* text : {"metadata", "first_seen", "last_seen", "retired_at"})
        add_column(session, clusters, text, "TEXT", added_columns);
    session.read_tables();
}

using Named = std::map<std::string, std::string>;  ///< the statement that makes it, by name

Named indexes_and_triggers(Session& session) {
    Named found;
    auto row = session.prepare("indexes_and_triggers");
    while (row.step())
        found.emplace(row.string(0), row.string(1));
    return found;
}

/// A table that is made anew loses what others put on it.
void put_back(Session& session, const Named& before) {
    const Named now = indexes_and_triggers(session);
    for (const auto& [name, sql] : before)
        if (!now.contains(name)) session.connection().execute(sql);
}

/// Of a reader that had no record of its vectors yet.
void adopt_vectors(Session& session) {
    const TableNames& names = session.names();
    const bool told =
        session.embeddings().find("model") != nullptr && session.embeddings().find("content_hash") != nullptr;
    if (told && !same_name(names.embeddings, names.articles)) session.prepare("adopt_vectors").run();
}

void upgrade(Session& session) {
    const OwnTables own = read_own_tables(session);
    const auto version = own.version;
    if (version > kSchemaVersion) session.ready();  // throws
    if (version > 0) restore_own_tables(session, own);
    const auto before = version == 0 ? Named() : indexes_and_triggers(session);
    for (auto next = version + 1; next <= kSchemaVersion; ++next) {
        session.connection().execute(session.sql(fmt::format("schema_{:03}", next)));
        session.set_counter("schema_version", next);
    }
    put_back(session, before);
    if (version == 1) adopt_vectors(session);
    const auto largest = query_integer(session.connection(), session.sql("largest_cluster_id")).value_or(0);
    session.prepare("raise_cluster_id").bind(1, largest).run();
}

}  // namespace

InitializeReport initialize_tables(Session& session, const InitializeOptions& options) {
    require_possible(options);
    if (session.read_only())
        throw Error(ErrorKind::usage, fmt::format("\"{}\" was opened to read only", session.path().string()));
    Transaction transaction(session.create(), Transaction::Kind::write);
    InitializeReport report;
    const auto before = objects(session);
    check_sources(session, report);
    create_source_tables(session, report.created);
    upgrade(session);
    set_dimensions(session, options.dimensions.value_or(dimensions_there(session)));
    try_cluster_values(session);
    const auto columns = std::move(report.created);
    report.created.clear();
    for (const auto& object : objects(session))
        if (std::find(before.begin(), before.end(), object) == before.end()) report.created.push_back(object);
    report.created.insert(report.created.end(), columns.begin(), columns.end());
    transaction.commit();
    // Outside a transaction only; in memory there is no log to write ahead, and the answer is "memory".
    Statement journal(session.connection(), "PRAGMA journal_mode = WAL");
    if (journal.step() && journal.text(0) == "delete")
        report.warnings.push_back("the file system offers no write-ahead log; readers wait while a run is published");
    return report;
}

}  // namespace asterism::store::sqlite
