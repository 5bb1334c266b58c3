/// Tables: made, completed, upgraded, all inside one transaction.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "asterism/error.hpp"
#include "store/identifiers.hpp"
#include "store/sqlite/client.hpp"

namespace asterism::store::sqlite {
namespace {

/// The affinity rules of https://sqlite.org/datatype3.html, as far as they speak of integers and texts.
std::optional<IdType> declared_id_type(std::string type) {
    std::transform(type.begin(), type.end(), type.begin(), [](unsigned char c) { return std::toupper(c); });
    if (type.find("INT") != std::string::npos) return IdType::int8;
    for (const auto* text : {"CHAR", "CLOB", "TEXT"})
        if (type.find(text) != std::string::npos) return IdType::text;
    return std::nullopt;
}

}  // namespace

InitializeReport SqliteClient::initialize_tables(const InitializeOptions& options) {
    if (options.dimensions < 1) throw Error(ErrorKind::usage, "the number of dimensions must be at least 1");
    if (options_.read_only)
        throw Error(ErrorKind::usage, fmt::format("\"{}\" was opened to read only", options_.path.string()));
    if (db_ == nullptr) db_ = std::make_unique<Connection>(options_.path, OpenMode::create, options_.busy_timeout_ms);
    ready_ = false;
    Transaction transaction(*db_, Transaction::Kind::write);
    InitializeReport report;
    const auto before = objects();
    create_source_tables(report.created);
    upgrade();
    set_dimensions(options.dimensions);
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

bool SqliteClient::table_exists(const std::string& table) {
    return prepare("table_exists").bind(1, std::string_view(table)).step();
}

std::optional<std::string> SqliteClient::column_type(const std::string& table, const std::string& column) {
    auto statement = prepare("column_type");
    statement.bind(1, std::string_view(table)).bind(2, std::string_view(column));
    if (!statement.step()) return std::nullopt;
    return statement.string(0);
}

std::vector<std::string> SqliteClient::objects() {
    auto statement = prepare("objects");
    std::vector<std::string> names;
    while (statement.step())
        names.push_back(statement.string(0));
    return names;
}

void SqliteClient::create_source_tables(std::vector<std::string>& added_columns) {
    const TableNames& names = options_.names;
    const bool had_articles = table_exists(names.articles), had_embeddings = table_exists(names.embeddings);
    if (had_articles) require_column(names.articles, names.article_id);
    if (had_embeddings) {
        require_column(names.embeddings, names.embeddings_article_id);
        require_column(names.embeddings, names.embedding);
    }
    const auto type = had_articles     ? find_id_type(names.articles, names.article_id)
                      : had_embeddings ? find_id_type(names.embeddings, names.embeddings_article_id)
                                       : IdType::int8;
    sql_.set_id_type(is_integer(type) ? "INTEGER" : "TEXT");
    if (!had_articles) db_->execute(sql_.text("create_articles"));
    if (!table_exists(names.embeddings)) db_->execute(sql_.text("create_embeddings"));
    if (!table_exists(names.clusters)) db_->execute(sql_.text("create_clusters"));
    require_column(names.clusters, "cluster_id");

    for (const auto& text : {names.title, names.summary, names.content, names.url, names.published_at})
        add_column(names.articles, text, "TEXT", added_columns);
    add_column(names.articles, names.cluster_id, "INTEGER", added_columns);
    add_column(names.embeddings, names.embedding, "BLOB", added_columns);
    add_column(names.clusters, "centroid", "BLOB", added_columns);
    add_column(names.clusters, "article_count", "INTEGER", added_columns);
    for (const auto* text : {"metadata", "first_seen", "last_seen", "retired_at"})
        add_column(names.clusters, text, "TEXT", added_columns);
}

void SqliteClient::add_column(const std::string& table, const std::string& column, std::string_view type,
                              std::vector<std::string>& added_columns) {
    if (column_type(table, column)) return;
    db_->execute(
        fmt::format("ALTER TABLE {} ADD COLUMN {} {}", quote_identifier(table), quote_identifier(column), type));
    added_columns.push_back(fmt::format("column \"{}\".\"{}\"", table, column));
}

void SqliteClient::require_column(const std::string& table, const std::string& column) {
    if (column_type(table, column)) return;
    throw Error(ErrorKind::schema,
                fmt::format("\"{}\": the table \"{}\" has no column \"{}\"; set the name of the column, "
                            "then run `asterism init {}`",
                            db_->location(), table, column, db_->location()));
}

void SqliteClient::upgrade() {
    const auto version = table_exists("counters") ? counter("schema_version").value_or(0) : 0;
    if (version > kSchemaVersion) ready();  // throws
    for (auto next = version + 1; next <= kSchemaVersion; ++next) {
        db_->execute(sql_.text(fmt::format("schema_{:03}", next)));
        set_counter("schema_version", next);
    }
    if (version == 1) adopt_vectors();
    const auto largest = query_integer(*db_, sql_.text("largest_cluster_id")).value_or(0);
    prepare("raise_cluster_id").bind(1, largest).run();
}

/// Of a reader that had no record of its vectors yet.
void SqliteClient::adopt_vectors() {
    const TableNames& names = options_.names;
    const bool told = column_type(names.embeddings, "model") && column_type(names.embeddings, "content_hash");
    if (told && !same_name(names.embeddings, names.articles)) prepare("adopt_vectors").run();
}

void SqliteClient::set_dimensions(int dimensions) {
    if (counter("dimensions") == dimensions) return;
    const auto stored = stored_dimensions();
    if (stored && *stored != dimensions)
        throw Error(ErrorKind::schema,
                    fmt::format("\"{0}\" holds vectors of {1} dimensions, not {2}; run `asterism init {0} --dimensions "
                                "{1}`, or use another database",
                                db_->location(), *stored, dimensions));
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
    const auto declared = column_type(table, column);
    if (declared) {
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
