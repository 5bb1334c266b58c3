#include "store/postgres/connection.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <array>
#include <atomic>
#include <utility>

#include "base/log.hpp"
#include "store/postgres/conninfo.hpp"
#include "store/postgres/wire.hpp"

namespace asterism::store::postgres {
namespace {

void log_notice(void* number, const char* text) {
    std::string_view line(text);
    while (line.ends_with('\n'))
        line.remove_suffix(1);
    log_debug("connection {}: {}", *static_cast<const int*>(number), line);
}

PGconn* connect(const ConnectionOptions& options) {
    const std::string timeout = std::to_string(options.connect_timeout_s);
    // What stands before dbname may be overridden by the conninfo inside dbname, what stands after it may not.
    const std::array keys{"connect_timeout", "fallback_application_name", "dbname", "client_encoding",
                          static_cast<const char*>(nullptr)};
    const std::array values{timeout.c_str(), options.application_name.c_str(), options.conninfo.c_str(), "UTF8",
                            static_cast<const char*>(nullptr)};
    PGconn* connection = PQconnectdbParams(keys.data(), values.data(), 1);
    if (connection == nullptr) throw std::bad_alloc();
    return connection;
}

}  // namespace

Param Param::binary(std::string_view bytes) {
    Param param{std::string_view()};
    param.binary_ = bytes.data() == nullptr ? std::string_view("") : bytes;
    return param;
}

const char* Param::data() const {
    if (null_) return nullptr;
    return is_binary() ? binary_.data() : text_.c_str();
}

std::string wire_vector(std::span<const float> vector) {
    std::string bytes;
    append_int16(bytes, static_cast<std::int16_t>(vector.size()));
    append_int16(bytes, 0);
    append_floats(bytes, vector.data(), vector.size());
    return bytes;
}

void CloseConnection::operator()(PGconn* connection) const {
    PQfinish(connection);
    log_debug("connection {} closed", number);
}

Connection::Connection(ConnectionOptions options) : options_(std::move(options)) {
    options_.conninfo = checked_conninfo(options_.conninfo);
    reopen();
}

void Connection::reopen() {
    static std::atomic<int> count{0};
    handle_.reset();
    number_ = ++count;
    handle_ = {connect(options_), CloseConnection{number_}};
    location_ = shown_location(handle_.get());
    PQsetNoticeProcessor(handle_.get(), log_notice, &number_);
    if (lost()) {
        const std::string said = without_password(PQerrorMessage(handle_.get()), handle_.get());
        throw ServerError(ErrorKind::connection,
                          fmt::format("cannot connect to \"{}\": {}; check that the server runs and that host, port, "
                                      "database, user and password are right",
                                      location_, said),
                          "");
    }
    log_debug("connection {} to {} opened, server process {}, PostgreSQL {}", number_, location_,
              PQbackendPID(handle_.get()), PQparameterStatus(handle_.get(), "server_version"));
}

ServerError Connection::failure(const PGresult* result) const {
    return server_error(handle_.get(), result, location_, options_.commands);
}

Result Connection::checked(Result result) {
    switch (PQresultStatus(result.get())) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_COPY_IN:
        case PGRES_COPY_OUT:
            return result;
        default:
            throw failure(result.get());
    }
}

void Connection::wait_a_moment() {
    constexpr int kMilliseconds = 100;
    pollfd socket{PQsocket(handle_.get()), POLLIN, 0};
    ::poll(&socket, 1, kMilliseconds);
    PQconsumeInput(handle_.get());  // a lost connection shows in the answer
    stop_if_cancelled();
}

void Connection::wait_for_answer() {
    stop_if_cancelled();
    while (observer_ != nullptr && !lost() && PQisBusy(handle_.get()) == 1)
        wait_a_moment();
}

void Connection::stop_if_cancelled() {
    if (observer_ == nullptr || !observer_->cancelled()) return;
    observer_ = nullptr;  // what follows, the rollback first of all, must not be given up
    if (PGcancel* cancel = PQgetCancel(handle_.get()); cancel != nullptr) {
        std::array<char, 256> message{};
        PQcancel(cancel, message.data(), static_cast<int>(message.size()));
        PQfreeCancel(cancel);
    }
    throw Error(ErrorKind::interrupted, "interrupted; nothing was published");
}

/// When it is interrupted, the next PQexec discards what is still to come.
Result Connection::last_answer() {
    Result last(nullptr);
    for (;;) {
        wait_for_answer();
        PGresult* const next = PQgetResult(handle_.get());
        if (next == nullptr) break;
        last = Result(next);
        const auto status = PQresultStatus(next);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) break;
    }
    return checked(std::move(last));
}

Result Connection::run(const std::string& sql) {
    if (observer_ == nullptr) return checked(Result(PQexec(handle_.get(), sql.c_str())));
    if (PQsendQuery(handle_.get(), sql.c_str()) == 0) throw failure(nullptr);
    return last_answer();
}

Result Connection::run_to_end(const std::string& sql) {
    return checked(Result(PQexec(handle_.get(), sql.c_str())));
}

Result Connection::run(const std::string& sql, const std::vector<Param>& values, bool binary_answer) {
    std::vector<const char*> data;
    std::vector<int> sizes, formats;
    for (const Param& value : values) {
        data.push_back(value.data());
        sizes.push_back(value.size());
        formats.push_back(value.is_binary() ? 1 : 0);
    }
    const auto call = [&](auto function) {
        return function(handle_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, data.data(), sizes.data(),
                        formats.data(), binary_answer ? 1 : 0);
    };
    if (observer_ == nullptr) return checked(Result(call(PQexecParams)));
    if (call(PQsendQueryParams) == 0) throw failure(nullptr);
    return last_answer();
}

}  // namespace asterism::store::postgres
