#include "store/sqlite/client.hpp"

#include <fmt/format.h>

#include <chrono>

#include "asterism/error.hpp"
#include "base/utc_time.hpp"
#include "store/held_back.hpp"
#include "store/identifiers.hpp"

namespace asterism::store {

std::unique_ptr<ReaderDBClient> open_sqlite(const SqliteOptions& options) {
    if (options.path.empty()) throw Error(ErrorKind::usage, "the path of the database is empty; give a file");
    return std::make_unique<sqlite::SqliteClient>(options);
}

namespace sqlite {

Connection& SqliteClient::connection() {
    if (db_ == nullptr) {
        const auto mode = options_.read_only ? OpenMode::read_only : OpenMode::read_write;
        db_ = std::make_unique<Connection>(options_.path, mode, options_.busy_timeout_ms, options_.commands);
        db_->watch(observer_);
    }
    return *db_;
}

void SqliteClient::watch(const Observer* observer) {
    observer_ = observer;
    if (db_ != nullptr) db_->watch(observer);
}

Connection& SqliteClient::ready() {
    Connection& db = connection();
    if (ready_) return db;
    if (!table("counters").exists())
        throw Error(ErrorKind::schema, fmt::format("\"{}\" has no tables of Asterism yet; this makes them: {}",
                                                   db.location(), commands().told("init")));
    const auto version = counter("schema_version").value_or(0);
    if (version > kSchemaVersion)
        throw Error(ErrorKind::schema,
                    fmt::format("the tables of \"{}\" are of version {}, this program knows up to {}; "
                                "use the newer program",
                                db.location(), version, kSchemaVersion));
    if (version < kSchemaVersion)
        throw Error(ErrorKind::schema, fmt::format("the tables of \"{}\" are of the older version {}; this makes them "
                                                   "anew: {}",
                                                   db.location(), version, commands().told("init")));
    read_tables();
    describe_vectors();
    ready_ = true;
    return db;
}

void SqliteClient::read_tables() {
    articles_ = table(options_.names.articles);
    embeddings_ = table(options_.names.embeddings);
    for (std::size_t k = 0; k < kOptionalColumns; ++k)
        stored_[k] = why_not_stored(k).empty();
    sql_.set_columns(articles_, stored_);
}

std::optional<std::int64_t> SqliteClient::counter(std::string_view name) {
    auto statement = prepare("get_counter");
    statement.bind(1, name);
    if (!statement.step()) return std::nullopt;
    return statement.integer(0);
}

void SqliteClient::set_counter(std::string_view name, std::int64_t value) {
    prepare("set_counter").bind(1, name).bind(2, value).run();
}

void SqliteClient::require_dimensions(std::size_t dimensions) {
    const auto expected = counter("dimensions").value_or(0);
    if (static_cast<std::int64_t>(dimensions) == expected) return;
    throw Error(
        ErrorKind::data,
        fmt::format("a vector has {} dimensions, but \"{}\" is made for {}; while it is empty, this changes that: {}",
                    dimensions, options_.path.string(), expected,
                    commands().told("init", fmt::format("--dimensions {}", dimensions))));
}

ArticleId SqliteClient::as_stored(const ArticleId& id, IdType type) const {
    if (is_integer(type) == std::holds_alternative<std::int64_t>(id)) return id;
    if (!is_integer(type)) return asterism::to_string(id);
    throw Error(ErrorKind::data, fmt::format("the article id \"{}\" is a text, but the ids of \"{}\" are integers",
                                             asterism::to_string(id), options_.names.articles));
}

void SqliteClient::require_id_type(const ArticleIds& ids) {
    if (ids.empty() || is_integer(ids.type()) == is_integer(id_type())) return;
    throw Error(ErrorKind::data, fmt::format("the ids given are {}, but those of \"{}\" are not",
                                             is_integer(ids.type()) ? "integers" : "texts", options_.names.articles));
}

Error SqliteClient::held_back(std::int64_t rows, std::string_view what, const std::string& table) {
    std::vector<std::string> triggers;
    auto row = prepare("triggers_of");
    row.bind(1, std::string_view(table));
    while (row.step())
        triggers.push_back(row.string(0));
    return store::held_back(rows, what, quote_identifier(table), triggers);
}

void SqliteClient::expect_rows(std::int64_t written, std::int64_t expected, std::string_view what,
                               const std::string& table) {
    if (written < expected) throw held_back(expected - written, what, table);
}

bool has_row(Statement& statement) {
    bool found = false;
    while (statement.step())
        found = true;
    return found;
}

std::string utc_now() {
    return format_utc(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

ArticleId read_id(const Statement& row, int column, IdType type, const Connection& db) {
    if (is_integer(type) && row.is_integer(column)) return row.integer(column);
    if (!is_integer(type) && row.is_text(column)) return row.string(column);
    throw Error(ErrorKind::data,
                fmt::format("\"{}\": the article id \"{}\" is not {} like the others; mend that row", db.location(),
                            row.text(column), is_integer(type) ? "an integer" : "a text"));
}

void bind_id(Statement& statement, int parameter, const ArticleIds& ids, std::size_t i) {
    if (is_integer(ids.type()))
        statement.bind(parameter, ids.integer(i));
    else
        statement.bind(parameter, ids.text(i));
}

}  // namespace sqlite
}  // namespace asterism::store
