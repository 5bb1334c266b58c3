/// One connection to a server: opened with a number for the log, asked with bound values, closed by its destructor.
///
/// Thread safety: one connection, one thread. Errors: ServerError, see server_error.hpp.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/observer.hpp"
#include "store/command_form.hpp"
#include "store/postgres/result.hpp"
#include "store/postgres/server_error.hpp"

namespace asterism::store::postgres {

/// A value bound to $1, $2, ...: text, binary or NULL.
class Param {
 public:
    Param(std::nullopt_t) : null_(true) {}
    Param(std::int64_t value) : text_(std::to_string(value)) {}
    Param(std::string_view value) : text_(value) {}
    Param(const std::string& value) : text_(value) {}
    Param(const char* value) : text_(value) {}
    Param(const std::optional<std::int64_t>& value) : null_(!value) {
        if (value) text_ = std::to_string(*value);
    }
    /// Bytes in the wire's format, owned by the caller until the statement is done.
    [[nodiscard]] static Param binary(std::string_view bytes);

    [[nodiscard]] const char* data() const;
    [[nodiscard]] int size() const { return static_cast<int>(binary_.size()); }
    [[nodiscard]] bool is_binary() const { return binary_.data() != nullptr; }

 private:
    std::string text_;
    std::string_view binary_;
    bool null_ = false;
};

/// A vector as the wire has it, for Param::binary.
[[nodiscard]] std::string wire_vector(std::span<const float> vector);

struct ConnectionOptions {
    std::string conninfo;
    std::string application_name;
    int connect_timeout_s = 10;
    CommandForm commands;  ///< for what messages suggest
};

/// Ends a connection and says so in the log.
struct CloseConnection {
    int number = 0;
    void operator()(PGconn* connection) const;
};

class Connection {
 public:
    /// Opens it. Error{usage} for a conninfo that cannot be read, Error{connection} when the server cannot be reached.
    explicit Connection(ConnectionOptions options);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// A new connection in place of this one. Whatever was under way on the old one is gone.
    void reopen();
    [[nodiscard]] bool lost() const { return PQstatus(handle_.get()) == CONNECTION_BAD; }
    [[nodiscard]] bool in_transaction() const { return PQtransactionStatus(handle_.get()) != PQTRANS_IDLE; }
    [[nodiscard]] PGconn* handle() const { return handle_.get(); }
    /// Where it leads, without password.
    [[nodiscard]] const std::string& location() const { return location_; }
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] const CommandForm& commands() const { return options_.commands; }
    /// What `result`, or without one the connection itself, says went wrong.
    [[nodiscard]] ServerError failure(const PGresult* result) const;

    /// Statements are given up with Error{interrupted} once the observer cancels; nullptr: they are not.
    void watch(const Observer* observer) { observer_ = observer; }
    /// Error{interrupted} when the observer has cancelled: the server is asked to give up what it does.
    void stop_if_cancelled();
    /// Returns when something came from the server, or after a moment. Error{interrupted}.
    void wait_a_moment();
    /// Returns when PQgetResult would not have to wait; at once when nobody watches. Error{interrupted}.
    void wait_for_answer();

    /// One or several statements without values; the answer to the last one.
    Result run(const std::string& sql);
    /// BEGIN, COMMIT or ROLLBACK, which are never given up.
    Result run_to_end(const std::string& sql);
    /// One statement with bound values. `binary_answer`: all columns of the answer in the wire's format.
    Result run(const std::string& sql, const std::vector<Param>& values, bool binary_answer = false);

 private:
    /// After a statement was sent: the last answer to it.
    Result last_answer();
    /// Turns an answer that says "error" into an exception.
    Result checked(Result result);

    const Observer* observer_ = nullptr;
    ConnectionOptions options_;
    std::unique_ptr<PGconn, CloseConnection> handle_;
    std::string location_;
    int number_ = 0;
};

}  // namespace asterism::store::postgres
