#include "store/postgres/transaction.hpp"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "base/log.hpp"
#include "store/postgres/server_error.hpp"

namespace asterism::store::postgres {
namespace {

constexpr int kAttempts = 5;  // collisions are rare and short; more than a handful means something else is wrong
constexpr std::chrono::milliseconds kPause{20};
// After a crash a server of ordinary size is back within seconds; longer, and the user should look.
constexpr int kOutcomeQuestions = 40;
constexpr std::chrono::milliseconds kOutcomePause{250};

void begin(Connection& connection, Access access, const std::string& settings) {
    if (connection.in_transaction() && !connection.lost())
        throw Error(ErrorKind::internal, "the client is in the middle of another call; let that one finish first");
    const std::string sql = (access == Access::write ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
                                                     : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;") +
                            settings;
    if (connection.lost()) connection.reopen();
    try {
        connection.run_to_end(sql);
    } catch (const ServerError& error) {
        if (!connection.lost()) throw;
        log_info("connection {} was closed by the server while idle ({}); opening another", connection.number(),
                 error.what());
        connection.reopen();
        connection.run_to_end(sql);
    }
}

void rollback(Connection& connection) {
    if (connection.lost() || !connection.in_transaction()) return;
    try {
        connection.run_to_end("ROLLBACK");
    } catch (const Error& error) {
        log_debug("connection {}: ROLLBACK failed: {}", connection.number(), error.what());
    }
}

enum class Outcome { committed, aborted, unknown };

Outcome ask_outcome(Connection& connection, const std::string& transaction_id) {
    try {
        connection.reopen();
        const auto answer = connection.run("SELECT pg_catalog.pg_xact_status($1::pg_catalog.xid8)", {transaction_id});
        const auto said = answer.bytes(0, 0);
        if (said == "committed") return Outcome::committed;
        if (said == "aborted") return Outcome::aborted;
    } catch (const ServerError& error) {
        // After a crash the server may not even know the number any more: then nothing of it was written.
        if (error.sqlstate() == "22023") return Outcome::aborted;
        log_debug("asking for the outcome of transaction {}: {}", transaction_id, error.what());
    }
    return Outcome::unknown;
}

/// The connection broke around COMMIT. Returns when the transaction was committed after all.
void settle(Connection& connection, const std::string& transaction_id) {
    log_warning("lost the connection to \"{}\" during COMMIT; asking what became of it", connection.location());
    for (int question = 0; question < kOutcomeQuestions; ++question) {
        if (question > 0) std::this_thread::sleep_for(kOutcomePause);
        const Outcome outcome = ask_outcome(connection, transaction_id);
        if (outcome == Outcome::committed) {
            log_info("the transaction was committed");
            return;
        }
        if (outcome == Outcome::aborted)
            throw Error(ErrorKind::connection,
                        fmt::format("lost the connection to \"{}\" during COMMIT; nothing was written, run this again",
                                    connection.location()));
    }
    throw Error(
        ErrorKind::connection,
        fmt::format("lost the connection to \"{}\" during COMMIT and the server does not say what became of it; "
                    "look at the last runs before running this again: {}",
                    connection.location(), connection.commands().told("runs")));
}

void commit(Connection& connection, Access access) {
    std::string transaction_id;
    if (access == Access::write)
        transaction_id = connection.run("SELECT pg_catalog.pg_current_xact_id_if_assigned()").text(0, 0);
    try {
        connection.run_to_end("COMMIT");
    } catch (const ServerError&) {
        if (!connection.lost()) throw;
        if (transaction_id.empty()) {
            if (access == Access::write) throw;
            return;  // everything was read already
        }
        settle(connection, transaction_id);
    }
}

}  // namespace

void in_transaction(Connection& connection, Access access, const std::string& settings,
                    const std::function<void()>& body) {
    for (int attempt = 1;; ++attempt) {
        begin(connection, access, settings);
        try {
            body();
            commit(connection, access);
            return;
        } catch (const ServerError& error) {
            rollback(connection);
            if (!error.collision() || attempt == kAttempts || access == Access::snapshot_once) throw;
            log_info("another writer was in the way ({}); trying again, {} of {}", error.sqlstate(), attempt + 1,
                     kAttempts);
            std::this_thread::sleep_for(kPause * attempt);
        } catch (...) {
            rollback(connection);
            throw;
        }
    }
}

}  // namespace asterism::store::postgres
