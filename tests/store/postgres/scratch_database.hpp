/// A database of a test's own on the real server that ./scripts/with_postgres starts, made and dropped again.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asterism::store {

using SqlRow = std::vector<std::optional<std::string>>;

/// A plain connection for the test's own SQL, beside the code under test. A failed statement fails the test.
class SqlConnection {
 public:
    explicit SqlConnection(const std::string& conninfo);
    std::vector<SqlRow> query(const std::string& sql);
    void execute(const std::string& sql) { query(sql); }
    /// The one value of a query of one row and one column.
    std::string value(const std::string& sql);

 private:
    struct Finish {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    std::unique_ptr<PGconn, Finish> connection_;
};

class ScratchDatabase {
 public:
    /// `extension`: with pgvector in it.
    explicit ScratchDatabase(bool extension = true);
    ~ScratchDatabase();
    ScratchDatabase(const ScratchDatabase&) = delete;
    ScratchDatabase& operator=(const ScratchDatabase&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }
    /// As the superuser through the socket, or as another role on it.
    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::string url_as(const std::string& role) const;
    /// Through 127.0.0.1, where the server asks for a password.
    [[nodiscard]] std::string tcp_url(const std::string& role, const std::string& password) const;
    /// A role of this test's own, which may log in, dropped with the database.
    std::string create_role(const std::string& options);
    SqlConnection& sql() { return *sql_; }
    /// Ends every connection of the application `name`.
    void terminate(const std::string& application);

 private:
    std::string name_;
    std::vector<std::string> roles_;
    std::unique_ptr<SqlConnection> sql_;
};

/// Host (the socket's folder) and port of the server.
[[nodiscard]] std::string server_socket_folder();
[[nodiscard]] std::string server_port();

}  // namespace asterism::store
