/// A connection together with what it found there: names filled into statements, settings of every transaction.
///
/// Thread safety: one session, one thread.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "asterism/error.hpp"
#include "store/postgres/catalogue.hpp"
#include "store/postgres/connection.hpp"
#include "store/postgres/postgres_client.hpp"
#include "store/postgres/transaction.hpp"

namespace asterism::store::postgres {

/// Second argument of to_char, as a literal. The time zone of every transaction is UTC.
inline constexpr std::string_view kUtcFormat = R"('YYYY-MM-DD"T"HH24:MI:SS"Z"')";

/// What a client has loaded so far, see vector_index.hpp.
struct Load {
    std::int64_t rows = 0;
    bool index_aside = false;
};

class Session {
 public:
    Load load;

    explicit Session(const PostgresOptions& options);

    /// One transaction, see transaction.hpp; the catalogue is known when `body` runs.
    void transact(Access access, const std::function<void()>& body);
    /// The same for calls that need our tables: Error{schema} that says what makes them when they are not there, or not
    /// of our version.
    void transact_on_tables(Access access, const std::function<void()>& body);

    [[nodiscard]] Connection& connection() { return connection_; }
    /// The user's lock_timeout again, after a statement has had its own.
    [[nodiscard]] std::string lock_timeout_setting() const;
    [[nodiscard]] const TableNames& names() const { return names_; }
    [[nodiscard]] const CommandForm& commands() const { return connection_.commands(); }
    [[nodiscard]] const Catalogue& catalogue() const { return *catalogue_; }
    /// Reads the catalogue anew, inside the current transaction.
    void refresh();
    void set_placeholder(const std::string& name, std::string value) { placeholders_[name] = std::move(value); }

    /// The statement sql/postgres/NAME.sql with all names filled in.
    [[nodiscard]] std::string sql(std::string_view name) const;
    Result run(std::string_view name) { return connection_.run(sql(name)); }
    Result run(std::string_view name, const std::vector<Param>& values) { return connection_.run(sql(name), values); }

 private:
    [[nodiscard]] bool complete() const;
    /// Error{schema}: what a catalogue that is not complete lacks, and what makes it.
    [[nodiscard]] Error incomplete() const;
    [[nodiscard]] std::string settings() const;
    [[nodiscard]] std::string search_path() const;
    [[nodiscard]] std::string row_security() const;

    TableNames names_;
    int statement_timeout_ms_ = 0;
    int lock_timeout_ms_ = 0;
    std::map<std::string, std::string> placeholders_;
    std::optional<Catalogue> catalogue_;
    Connection connection_;
};

}  // namespace asterism::store::postgres
