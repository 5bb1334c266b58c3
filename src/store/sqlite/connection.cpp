#include "store/sqlite/connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <bit>
#include <system_error>
#include <utility>

#include "store/sqlite/errors.hpp"

namespace asterism::store::sqlite {
namespace {

static_assert(std::endian::native == std::endian::little, "vectors are stored as the bytes of little-endian float32");

int open_flags(OpenMode mode) {
    switch (mode) {
        case OpenMode::read_only:
            return SQLITE_OPEN_READONLY;
        case OpenMode::read_write:
            return SQLITE_OPEN_READWRITE;
        case OpenMode::create:
            return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    return 0;
}

int is_cancelled(void* observer) {
    return static_cast<const Observer*>(observer)->cancelled() ? 1 : 0;
}

/// Nobody can make a file in a folder that is not there, or in place of a folder.
void require_folder(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto folder = path.parent_path();
    if (path == ":memory:") return;
    if (std::filesystem::is_directory(path, ignored))
        throw Error(ErrorKind::usage, fmt::format("\"{}\" is a folder; name a file in it", path.string()));
    const auto type =
        folder.empty() ? std::filesystem::file_type::directory : std::filesystem::status(folder, ignored).type();
    const bool seen = type != std::filesystem::file_type::none;  // else we may not look there
    if (seen && type != std::filesystem::file_type::directory)
        throw Error(ErrorKind::usage, fmt::format("there is no folder \"{}\" for a database; make it, or mend the path",
                                                  folder.string()));
}

void require_file(const std::filesystem::path& path, const CommandForm& commands) {
    std::error_code ignored;
    if (path == ":memory:" || std::filesystem::exists(path, ignored)) return;
    throw Error(ErrorKind::schema,
                fmt::format("there is no database \"{}\"; this makes it: {}", path.string(), commands.told("init")));
}

/// A file whose journal is a log to write ahead is read by way of a file beside it, which cannot be made in a folder
/// that takes none.
bool needs_its_folder(sqlite3* db) {
    const int code = sqlite3_exec(db, "PRAGMA schema_version", nullptr, nullptr, nullptr) & 0xff;
    return code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
}

/// Whether something is written ahead that the file itself lacks; without, it may be read as it stands.
bool has_log(const std::filesystem::path& path) {
    std::error_code none;
    const auto size = std::filesystem::file_size(path.string() + "-wal", none);
    return !none && size > 0;
}

std::string percent_encoded(const std::string& path) {
    std::string encoded;
    for (const char c : path)
        encoded += c == '%' || c == '?' || c == '#' ? fmt::format("%{:02X}", static_cast<unsigned char>(c))
                                                    : std::string(1, c);
    return encoded;
}

}  // namespace

void Connection::Close::operator()(sqlite3* db) const {
    sqlite3_close_v2(db);
}

Connection::Connection(const std::filesystem::path& path, OpenMode mode, int busy_timeout_ms, CommandForm commands)
    : location_(path.string()), commands_(std::move(commands)) {
    require_folder(path);
    if (mode != OpenMode::create) require_file(path, commands_);
    open(location_, open_flags(mode));
    as_it_stands_ = mode == OpenMode::read_only && needs_its_folder(handle()) && !has_log(path);
    if (as_it_stands_)
        open("file:" + percent_encoded(location_) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    sqlite3* const db = handle();
    sqlite3_busy_timeout(db, busy_timeout_ms);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
}

void Connection::open(const std::string& name, int flags) {
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &db, flags | SQLITE_OPEN_EXRESCODE, nullptr);
    db_.reset(db);
    if (code != SQLITE_OK) fail(code);
}

void Connection::execute(const std::string& sql) {
    const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

void Connection::watch(const Observer* observer) {
    constexpr int kSteps = 10'000;  // of SQLite's machine, between two looks: some milliseconds
    sqlite3_progress_handler(handle(), observer == nullptr ? 0 : kSteps, is_cancelled, const_cast<Observer*>(observer));
}

std::int64_t Connection::changes() const {
    return sqlite3_changes64(handle());
}
std::int64_t Connection::total_changes() const {
    return sqlite3_total_changes64(handle());
}
std::int64_t Connection::last_insert_id() const {
    return sqlite3_last_insert_rowid(handle());
}
bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(handle()) == 0;
}

void Connection::fail(int code) const {
    const bool current = handle() != nullptr && sqlite3_extended_errcode(handle()) == code;
    throw make_error(code, current ? sqlite3_errmsg(handle()) : sqlite3_errstr(code), location_,
                     commands_.told("init"));
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement::Statement(Connection& db, std::string_view sql) : db_(&db) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(db.handle(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr));
    statement_.reset(statement);
}

Statement& Statement::check(int code) {
    if (code != SQLITE_OK) db_->fail(code);
    return *this;
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    return check(sqlite3_bind_int64(statement_.get(), parameter, value));
}
Statement& Statement::bind(int parameter, double value) {
    return check(sqlite3_bind_double(statement_.get(), parameter, value));
}
Statement& Statement::bind(int parameter, std::string_view text) {
    const char* data = text.data() == nullptr ? "" : text.data();
    return check(sqlite3_bind_text64(statement_.get(), parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}
Statement& Statement::bind_copy(int parameter, const std::string& text) {
    return check(
        sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}
Statement& Statement::bind(int parameter, std::span<const float> vector) {
    return bind_blob(parameter, {reinterpret_cast<const char*>(vector.data()), vector.size_bytes()});
}
Statement& Statement::bind_id(int parameter, const ArticleId& id) {
    if (const auto* number = std::get_if<std::int64_t>(&id)) return bind(parameter, *number);
    return bind(parameter, std::string_view(std::get<std::string>(id)));
}
Statement& Statement::bind_blob(int parameter, std::string_view bytes) {
    const char* data = bytes.data() == nullptr ? "" : bytes.data();
    return check(sqlite3_bind_blob64(statement_.get(), parameter, data, bytes.size(), SQLITE_STATIC));
}
Statement& Statement::bind_null(int parameter) {
    return check(sqlite3_bind_null(statement_.get(), parameter));
}

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) {
        const std::string message = sqlite3_errmsg(db_->handle());
        sqlite3_reset(statement_.get());
        throw make_error(code, message, db_->location(), db_->commands().told("init"));
    }
    sqlite3_reset(statement_.get());
    return false;
}

std::int64_t Statement::run() {
    while (step()) {
    }
    return db_->changes();
}

bool Statement::writes(bool view) {
    const std::int64_t before = db_->total_changes();
    return run() > 0 || (view && db_->total_changes() > before);
}

int Statement::columns() const {
    return sqlite3_column_count(statement_.get());
}
bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}
bool Statement::is_integer(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_INTEGER;
}
bool Statement::is_text(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_TEXT;
}
bool Statement::is_blob(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_BLOB;
}
std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}
double Statement::real(int column) const {
    return sqlite3_column_double(statement_.get(), column);
}
std::string_view Statement::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}
std::string_view Statement::blob(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Transaction::Transaction(Connection& db, Kind kind) : db_(db) {
    db.execute(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    // A failed statement may have rolled back already (disk full, I/O error). Then there is nothing left to undo.
    if (db_.in_transaction()) sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    db_.execute("COMMIT");
}

bool has_row(Statement& statement) {
    bool found = false;
    while (statement.step())
        found = true;
    return found;
}

std::optional<std::int64_t> query_integer(Connection& db, std::string_view sql) {
    Statement statement(db, sql);
    if (!statement.step() || statement.is_null(0)) return std::nullopt;
    return statement.integer(0);
}

}  // namespace asterism::store::sqlite
