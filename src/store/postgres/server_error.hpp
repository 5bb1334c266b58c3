/// What PostgreSQL said, turned into the library's Error in one place.
///
/// Thread safety: pure functions, immutable objects.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <string_view>

#include "asterism/error.hpp"
#include "store/command_form.hpp"

namespace asterism::store::postgres {

/// An Error that still knows its SQLSTATE (empty when the connection broke before the server could say one).
class ServerError : public Error {
 public:
    ServerError(ErrorKind kind, const std::string& message, std::string sqlstate, bool hides_rows = false)
        : Error(kind, message), sqlstate_(std::move(sqlstate)), hides_rows_(hides_rows) {}
    [[nodiscard]] const std::string& sqlstate() const noexcept { return sqlstate_; }
    /// Refused because row-level security would have left rows out in silence.
    [[nodiscard]] bool hides_rows() const noexcept { return hides_rows_; }
    /// Serialization failure or deadlock: the whole transaction may simply be run again.
    [[nodiscard]] bool collision() const noexcept { return sqlstate_ == "40001" || sqlstate_ == "40P01"; }

 private:
    std::string sqlstate_;
    bool hides_rows_ = false;
};

/// What a caller would do about this SQLSTATE. Unknown ones are internal.
[[nodiscard]] ErrorKind kind_of(std::string_view sqlstate);

/// The error behind a failed result, or behind a broken connection when `lost`. `location` names the server,
/// `commands` say what mends it.
[[nodiscard]] ServerError server_error(const PGconn* connection, const PGresult* result, std::string_view location,
                                       const CommandForm& commands);

/// `text` with every occurrence of the connection's passwords replaced, and without the line ends libpq adds.
[[nodiscard]] std::string without_password(std::string text, const PGconn* connection);

/// Where a connection leads, as it may be shown: postgresql://user@host:port/database, no password.
[[nodiscard]] std::string shown_location(const PGconn* connection);

}  // namespace asterism::store::postgres
