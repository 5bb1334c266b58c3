/// SQLite's handles in RAII types: a connection, a statement, a transaction. Failures throw Error as errors.hpp says.
///
/// Thread safety: one thread per connection. Statements and transactions must not outlive their connection.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "asterism/article_ids.hpp"
#include "asterism/observer.hpp"
#include "store/command_form.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace asterism::store::sqlite {

enum class OpenMode : std::uint8_t { read_only, read_write, create };

class Connection {
 public:
    /// `read_only` needs no right to write, be it to the folder: a file without a log beside it is then read as it
    /// stands. Foreign keys on; a double-quoted name that does not exist is an error and not a text. ":memory:" is a
    /// database of its own.
    Connection(const std::filesystem::path& path, OpenMode mode, int busy_timeout_ms, CommandForm commands = {});

    /// Runs all statements of `sql`; results are ignored.
    void execute(const std::string& sql);
    /// Rows written by the last INSERT, UPDATE or DELETE.
    [[nodiscard]] std::int64_t changes() const;
    /// Of this connection so far, those of triggers included.
    [[nodiscard]] std::int64_t total_changes() const;
    [[nodiscard]] std::int64_t last_insert_id() const;
    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] const std::string& location() const { return location_; }
    /// Without its journal, whose kind is not known then.
    [[nodiscard]] bool as_it_stands() const { return as_it_stands_; }
    [[nodiscard]] const CommandForm& commands() const { return commands_; }
    [[nodiscard]] sqlite3* handle() const { return db_.get(); }
    /// Statements end with Error{interrupted} once the observer cancels; nullptr: they do not.
    void watch(const Observer* observer);
    [[noreturn]] void fail(int code) const;

 private:
    void open(const std::string& name, int flags);

    struct Close {
        void operator()(sqlite3* db) const;
    };
    bool as_it_stands_ = false;
    std::string location_;
    CommandForm commands_;  ///< for what messages suggest
    std::unique_ptr<sqlite3, Close> db_;
};

/// A prepared statement. Parameters are numbered from 1, columns from 0. Bound texts and blobs are borrowed: they must
/// live until the statement is run again or reset.
class Statement {
 public:
    Statement(Connection& db, std::string_view sql);

    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, double value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind(int parameter, std::span<const float> vector);  ///< as a BLOB of little-endian float32
    Statement& bind_id(int parameter, const ArticleId& id);
    Statement& bind_blob(int parameter, std::string_view bytes);
    Statement& bind_null(int parameter);
    Statement& bind_copy(int parameter, const std::string& text);
    template <class Value>
    Statement& bind(int parameter, const std::optional<Value>& value) {
        return value ? bind(parameter, *value) : bind_null(parameter);
    }

    /// True when there is a row. After the last row the statement is reset and may be bound and run again.
    bool step();
    /// Runs to the end; returns the rows written.
    std::int64_t run();
    /// The same and whether any row was written; for a view, whether a trigger in its place wrote one.
    bool writes(bool view);

    [[nodiscard]] int columns() const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] bool is_integer(int column) const;
    [[nodiscard]] bool is_text(int column) const;
    [[nodiscard]] bool is_blob(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    /// Valid until the next step. NULL is empty.
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;
    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }

 private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    Statement& check(int code);
    Connection* db_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// BEGIN now, ROLLBACK in the destructor unless `commit` came first.
class Transaction {
 public:
    enum class Kind : std::uint8_t { read, write };
    /// write takes the lock at once (BEGIN IMMEDIATE), so that no statement inside can find the database busy.
    Transaction(Connection& db, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

 private:
    Connection& db_;
};

/// Whether the statement gives any row.
[[nodiscard]] bool has_row(Statement& statement);

/// The first column of the first row as an integer; nullopt when there is no row or it is NULL.
[[nodiscard]] std::optional<std::int64_t> query_integer(Connection& db, std::string_view sql);

}  // namespace asterism::store::sqlite
