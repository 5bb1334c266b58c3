#include "store/postgres/scratch_database.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <stdexcept>

namespace asterism::store {
namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0')
        throw std::runtime_error(
            "these tests need a real PostgreSQL with pgvector: run it under ./scripts/with_postgres");
    return value;
}

std::string server_url() {
    return environment("ASTERISM_TEST_POSTGRES");
}

std::string on_socket(const std::string& role, const std::string& database) {
    return fmt::format("postgresql://{}@/{}?host={}&port={}", role, database, server_socket_folder(), server_port());
}

}  // namespace

std::string server_socket_folder() {
    server_url();
    return environment("PGHOST");
}

std::string server_port() {
    server_url();
    return environment("PGPORT");
}

SqlConnection::SqlConnection(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    execute("SET client_min_messages = warning");
}

std::vector<SqlRow> SqlConnection::query(const std::string& sql) {
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection_.get(), sql.c_str()), PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(PQerrorMessage(connection_.get()) + ("\nin: " + sql));
    std::vector<SqlRow> rows;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        SqlRow values;
        for (int column = 0; column < PQnfields(result.get()); ++column) {
            if (PQgetisnull(result.get(), row, column) == 1)
                values.emplace_back();
            else
                values.emplace_back(PQgetvalue(result.get(), row, column));
        }
        rows.push_back(std::move(values));
    }
    return rows;
}

std::string SqlConnection::value(const std::string& sql) {
    const auto rows = query(sql);
    if (rows.size() != 1 || rows[0].size() != 1) throw std::runtime_error("not one value: " + sql);
    return rows[0][0].value_or("NULL");
}

ScratchDatabase::ScratchDatabase(bool extension) {
    static std::atomic<int> count{0};
    name_ = fmt::format("asterism_test_{}_{}", getpid(), ++count);
    SqlConnection(server_url()).execute("CREATE DATABASE " + name_ + " STRATEGY file_copy");
    sql_ = std::make_unique<SqlConnection>(url());
    if (extension) sql_->execute("CREATE EXTENSION vector");
}

ScratchDatabase::~ScratchDatabase() {
    sql_.reset();
    try {
        SqlConnection server(server_url());
        server.execute("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
        for (const auto& role : roles_)
            server.execute("DROP ROLE " + role);
    } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
    }
}

std::string ScratchDatabase::url() const {
    return url_as(environment("PGUSER"));
}

std::string ScratchDatabase::url_as(const std::string& role) const {
    return on_socket(role, name_);
}

std::string ScratchDatabase::tcp_url(const std::string& role, const std::string& password) const {
    return fmt::format("postgresql://{}:{}@127.0.0.1:{}/{}", role, password, server_port(), name_);
}

std::string ScratchDatabase::create_role(const std::string& options) {
    roles_.push_back(fmt::format("{}_role_{}", name_, roles_.size()));
    sql_->execute(fmt::format("CREATE ROLE {} LOGIN {}", roles_.back(), options));
    return roles_.back();
}

void ScratchDatabase::terminate(const std::string& application) {
    sql_->execute(
        fmt::format("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{}' AND "
                    "application_name = '{}'",
                    name_, application));
}

}  // namespace asterism::store
