/// A reader's file together with what is known of it: the connection, the statements with its names filled in, and what
/// its tables look like.
///
/// Thread safety: one session, one thread.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "store/findings.hpp"
#include "store/sqlite/catalogue.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sqlite_client.hpp"
#include "store/sqlite/statements.hpp"

namespace asterism::store::sqlite {

/// Version of sql/sqlite/schema_*.sql that this program knows.
inline constexpr std::int64_t kSchemaVersion = 2;

/// The table of vectors: the articles' own; with a column that names their models; made by us.
struct VectorTable {
    bool beside_articles = false, models = false, ours = false;
};

class Session {
 public:
    explicit Session(const SqliteOptions& options) : options_(options), statements_(options.names) {}

    [[nodiscard]] const TableNames& names() const { return options_.names; }
    [[nodiscard]] const CommandForm& commands() const { return options_.commands; }
    [[nodiscard]] const std::filesystem::path& path() const { return options_.path; }
    [[nodiscard]] bool read_only() const { return options_.read_only; }
    void watch(const Observer* observer);

    /// The connection, opened without a look at the tables.
    Connection& connection();
    /// The connection, once the tables are known to be of our version.
    Connection& ready();
    /// The connection to a file that is made if there is none, and the tables are looked at anew.
    Connection& create();

    /// The statement sql/sqlite/NAME.sql, with the names of this reader.
    Statement prepare(std::string_view name) { return {connection(), statements_.text(name)}; }
    [[nodiscard]] const std::string& sql(std::string_view name) { return statements_.text(name); }
    [[nodiscard]] Statements& statements() { return statements_; }

    [[nodiscard]] std::optional<std::int64_t> counter(std::string_view name);
    void set_counter(std::string_view name, std::int64_t value);

    /// Looks at the articles and the embeddings, and fits the statements to the columns they have.
    void read_tables();
    [[nodiscard]] Table table(const std::string& name) { return read_table(connection(), name); }
    /// As read_tables found them.
    [[nodiscard]] const Table& articles() const { return articles_; }
    [[nodiscard]] const Table& embeddings() const { return embeddings_; }
    /// Whether an optional column takes what comes in.
    [[nodiscard]] bool stores(std::size_t column) const { return stored_[column]; }
    /// Known once the session is ready.
    [[nodiscard]] const VectorTable& vectors() const { return vectors_; }

 private:
    void describe_vectors();

    SqliteOptions options_;
    Statements statements_;
    std::unique_ptr<Connection> db_;
    Table articles_, embeddings_;
    std::array<bool, kOptionalColumns> stored_{};
    VectorTable vectors_;
    const Observer* observer_ = nullptr;
    bool ready_ = false;
};

/// "YYYY-MM-DDTHH:MM:SSZ".
[[nodiscard]] std::string utc_now();

}  // namespace asterism::store::sqlite
