/// Tables: made, completed, upgraded, all inside one transaction.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "asterism/error.hpp"
#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/sqlite/client.hpp"

namespace asterism::store::sqlite {
namespace {

/// Affinities as far as they speak of integers and texts.
std::optional<IdType> declared_id_type(const Column& column) {
    if (column.affinity() == Affinity::integer) return IdType::int8;
    if (column.affinity() == Affinity::text) return IdType::text;
    return std::nullopt;
}

}  // namespace

InitializeReport SqliteClient::initialize_tables(const InitializeOptions& options) {
    if (options.dimensions < 1) throw Error(ErrorKind::usage, "the number of dimensions must be at least 1");
    if (options_.read_only)
        throw Error(ErrorKind::usage, fmt::format("\"{}\" was opened to read only", options_.path.string()));
    if (db_ == nullptr)
        db_ =
            std::make_unique<Connection>(options_.path, OpenMode::create, options_.busy_timeout_ms, options_.commands);
    ready_ = false;
    Transaction transaction(*db_, Transaction::Kind::write);
    InitializeReport report;
    const auto before = objects();
    check_sources(report);
    create_source_tables(report.created);
    upgrade();
    set_dimensions(options.dimensions);
    try_cluster_values();
    const auto columns = std::move(report.created);
    report.created.clear();
    for (const auto& object : objects())
        if (std::find(before.begin(), before.end(), object) == before.end()) report.created.push_back(object);
    report.created.insert(report.created.end(), columns.begin(), columns.end());
    transaction.commit();
    // Outside a transaction only; in memory there is no log to write ahead, and the answer is "memory".
    Statement journal(*db_, "PRAGMA journal_mode = WAL");
    if (journal.step() && journal.text(0) == "delete")
        report.warnings.push_back("the file system offers no write-ahead log; readers wait while a run is published");
    return report;
}

std::vector<std::string> SqliteClient::objects() {
    auto statement = prepare("objects");
    std::vector<std::string> names;
    while (statement.step())
        names.push_back(statement.string(0));
    return names;
}

/// Refuses what a run could not work with, before anything is made.
void SqliteClient::check_sources(InitializeReport& report) {
    read_tables();
    if (articles_.exists()) require_column(articles_, options_.names.article_id);
    if (embeddings_.exists()) {
        require_column(embeddings_, options_.names.embeddings_article_id);
        require_column(embeddings_, options_.names.embedding);
    }
    const auto findings = check_columns();
    refuse_errors(findings);
    for (auto& warning : told_warnings(findings))
        report.warnings.push_back(std::move(warning));
}

void SqliteClient::create_source_tables(std::vector<std::string>& added_columns) {
    const TableNames& names = options_.names;
    const auto type = articles_.exists()     ? find_id_type(names.articles, names.article_id)
                      : embeddings_.exists() ? find_id_type(names.embeddings, names.embeddings_article_id)
                                             : IdType::int8;
    sql_.set_id_type(is_integer(type) ? "INTEGER" : "TEXT");
    // A key to a view, or to a column that is not unique, would fail every insertion.
    sql_.set_key_to_articles(!articles_.exists() ||
                             (articles_.is_table() && unique_index(*db_, articles_, names.article_id, true)));
    if (!articles_.exists()) db_->execute(sql_.text("create_articles"));
    if (!table(names.embeddings).exists()) db_->execute(sql_.text("create_embeddings"));
    if (!table(names.clusters).exists()) db_->execute(sql_.text("create_clusters"));
    read_tables();
    const Table clusters = table(names.clusters);
    require_column(clusters, "cluster_id");

    add_column(articles_, names.cluster_id, "INTEGER", added_columns);
    add_column(embeddings_, names.embedding, "BLOB", added_columns);
    add_column(clusters, "centroid", "BLOB", added_columns);
    add_column(clusters, "article_count", "INTEGER", added_columns);
    for (const auto* text : {"metadata", "first_seen", "last_seen", "retired_at"})
        add_column(clusters, text, "TEXT", added_columns);
    read_tables();
}

void SqliteClient::add_column(const Table& table, const std::string& column, std::string_view type,
                              std::vector<std::string>& added_columns) {
    if (table.find(column) != nullptr) return;
    db_->execute(
        fmt::format("ALTER TABLE {} ADD COLUMN {} {}", quote_identifier(table.name), quote_identifier(column), type));
    added_columns.push_back(fmt::format("column \"{}\".\"{}\"", table.name, column));
}

void SqliteClient::require_column(const Table& table, const std::string& column) {
    if (table.find(column) != nullptr) return;
    throw Error(ErrorKind::schema,
                fmt::format("\"{}\": the table \"{}\" has no column \"{}\"; set the name of the column",
                            db_->location(), table.name, column));
}

void SqliteClient::upgrade() {
    const auto version = table("counters").exists() ? counter("schema_version").value_or(0) : 0;
    if (version > kSchemaVersion) ready();  // throws
    const auto before = version == 0 ? Named() : indexes_and_triggers();
    for (auto next = version + 1; next <= kSchemaVersion; ++next) {
        db_->execute(sql_.text(fmt::format("schema_{:03}", next)));
        set_counter("schema_version", next);
    }
    restore(before);
    if (version == 1) adopt_vectors();
    const auto largest = query_integer(*db_, sql_.text("largest_cluster_id")).value_or(0);
    prepare("raise_cluster_id").bind(1, largest).run();
}

SqliteClient::Named SqliteClient::indexes_and_triggers() {
    Named found;
    auto row = prepare("indexes_and_triggers");
    while (row.step())
        found.emplace(row.string(0), row.string(1));
    return found;
}

/// A table that is made anew loses what others put on it.
void SqliteClient::restore(const Named& before) {
    const Named now = indexes_and_triggers();
    for (const auto& [name, sql] : before)
        if (!now.contains(name)) db_->execute(sql);
}

/// Of a reader that had no record of its vectors yet.
void SqliteClient::adopt_vectors() {
    const TableNames& names = options_.names;
    const bool told = embeddings_.find("model") != nullptr && embeddings_.find("content_hash") != nullptr;
    if (told && !same_name(names.embeddings, names.articles)) prepare("adopt_vectors").run();
}

void SqliteClient::set_dimensions(int dimensions) {
    if (counter("dimensions") == dimensions) return;
    const auto stored = stored_dimensions();
    if (stored && *stored != dimensions)
        throw Error(ErrorKind::schema,
                    fmt::format("\"{}\" holds vectors of {} dimensions, not {}; use another database, or keep them: {}",
                                db_->location(), *stored, dimensions,
                                commands().told("init", fmt::format("--dimensions {}", *stored))));
    set_counter("dimensions", dimensions);
}

std::optional<std::int64_t> SqliteClient::stored_dimensions() {
    if (const auto found = query_integer(*db_, sql_.text("most_frequent_dimension"))) return found;
    return query_integer(*db_, sql_.text("centroid_dimension"));
}

IdType SqliteClient::id_type() {
    ready();
    return find_id_type(options_.names.articles, options_.names.article_id);
}

IdType SqliteClient::find_id_type(const std::string& table, const std::string& column) {
    const Table found_table = read_table(*db_, table);
    if (const Column* declared = found_table.find(column)) {
        if (const auto type = declared_id_type(*declared)) return *type;
    }
    Statement types(
        *db_, fmt::format("SELECT DISTINCT typeof({}) FROM {}", quote_identifier(column), quote_identifier(table)));
    std::vector<std::string> found;
    while (types.step())
        found.push_back(types.string(0));
    if (found == std::vector<std::string>{"text"}) return IdType::text;
    if (found.empty() || found == std::vector<std::string>{"integer"}) return IdType::int8;
    throw Error(ErrorKind::schema,
                fmt::format("\"{}\": the ids in \"{}\".\"{}\" are neither all integers nor all texts", db_->location(),
                            table, column));
}

}  // namespace asterism::store::sqlite
