#include "store/postgres/server_error.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

#include "store/secrets.hpp"

#include "store/identifiers.hpp"

namespace asterism::store::postgres {
namespace {

struct Rule {
    std::string_view prefix;  ///< of the SQLSTATE; the first that fits counts
    ErrorKind kind;
};
constexpr std::array kRules{
    Rule{"08", ErrorKind::connection},                                        // connection exception
    Rule{"28", ErrorKind::connection},                                        // invalid authorization
    Rule{"3D000", ErrorKind::connection},                                     // no such database
    Rule{"57P", ErrorKind::connection},                                       // the server is shutting down or starting
    Rule{"53300", ErrorKind::connection},                                     // too many connections
    Rule{"42501", ErrorKind::privilege},  Rule{"57014", ErrorKind::timeout},  // statement_timeout
    Rule{"55P03", ErrorKind::timeout},                                        // lock_timeout
    Rule{"25P0", ErrorKind::timeout},                                         // idle in transaction too long
    Rule{"40", ErrorKind::timeout},                                           // still colliding after every retry
    Rule{"25006", ErrorKind::resources},                                      // read-only
    Rule{"53", ErrorKind::resources},                                         // disk full, out of memory
    Rule{"54", ErrorKind::resources},                                         // over a limit of the server
    Rule{"58", ErrorKind::resources},                                         // input/output error
    Rule{"22", ErrorKind::data},          Rule{"23", ErrorKind::data},
    Rule{"21000", ErrorKind::data},  // one row hit twice
    Rule{"42", ErrorKind::schema},   // no such table, column, type, function
    Rule{"3F000", ErrorKind::schema},     Rule{"0A", ErrorKind::schema},
};

std::string advice(ErrorKind kind, std::string_view init) {
    switch (kind) {
        case ErrorKind::connection:
            return "check that the server runs and run this again; nothing was half written";
        case ErrorKind::privilege:
            return "ask the owner to grant it, or connect as another role";
        case ErrorKind::timeout:
            return "raise the timeout, or run this again when less is going on";
        case ErrorKind::resources:
            return "free some of it on the server and run this again; nothing was half written";
        case ErrorKind::schema:
            return fmt::format("set the right names, or create what is missing: {}", init);
        case ErrorKind::data:
            return "mend or leave out that value";
        default:
            return "this is a defect; please report it with this line";
    }
}

std::string field(const PGresult* result, int code) {
    const char* text = result == nullptr ? nullptr : PQresultErrorField(result, code);
    return text == nullptr ? std::string() : text;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

std::string or_empty(const char* text) {
    return text == nullptr ? std::string() : text;
}

/// With row_security off the server refuses what it would otherwise answer with fewer rows. Its words follow its
/// language, the function that speaks them does not.
bool hides_rows(const PGresult* result) {
    return field(result, PG_DIAG_SOURCE_FUNCTION) == "check_enable_rls";
}

std::string advice_on_hidden_rows(const PGconn* connection, const CommandForm& commands) {
    const std::string role = quote_identifier(or_empty(PQuser(connection)));
    return fmt::format(
        "a run must see every row: let the table's owner run CREATE POLICY asterism ON that table TO {0} "
        "USING (true), or an administrator ALTER ROLE {0} BYPASSRLS, or connect as the owner; the tables are named by "
        "{1}",
        role, commands.told("doctor"));
}

/// The password, wherever it came from, and the other values that libpq itself would hide.
std::vector<std::string> secrets_of(const PGconn* connection) {
    std::vector<std::string> secrets{or_empty(PQpass(connection))};
    PQconninfoOption* const options = PQconninfo(const_cast<PGconn*>(connection));
    for (const auto* option = options; option != nullptr && option->keyword != nullptr; ++option) {
        if (is_secret_keyword(option->keyword)) secrets.push_back(or_empty(option->val));
    }
    PQconninfoFree(options);
    std::erase(secrets, "");
    return secrets;
}

}  // namespace

ErrorKind kind_of(std::string_view sqlstate) {
    for (const auto& rule : kRules)
        if (sqlstate.starts_with(rule.prefix)) return rule.kind;
    return ErrorKind::internal;
}

std::string without_password(std::string text, const PGconn* connection) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    for (const std::string& secret : secrets_of(connection))
        replace_all(text, secret, "***");
    replace_all(text, "\n", " ");
    return text;
}

std::string shown_location(const PGconn* connection) {
    const std::string user = or_empty(PQuser(connection)), host = or_empty(PQhost(connection));
    const std::string port = or_empty(PQport(connection)), database = or_empty(PQdb(connection));
    if (host.starts_with('/')) return fmt::format("postgresql://{}@/{}?host={}&port={}", user, database, host, port);
    return fmt::format("postgresql://{}@{}:{}/{}", user, host, port, database);
}

ServerError server_error(const PGconn* connection, const PGresult* result, std::string_view location,
                         const CommandForm& commands) {
    const std::string sqlstate = field(result, PG_DIAG_SQLSTATE);
    const bool lost = PQstatus(connection) == CONNECTION_BAD;
    const ErrorKind kind = sqlstate.empty() || lost ? ErrorKind::connection : kind_of(sqlstate);
    std::string said = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (said.empty()) said = or_empty(PQerrorMessage(connection));
    for (const int part : {PG_DIAG_MESSAGE_DETAIL, PG_DIAG_MESSAGE_HINT})
        if (const std::string more = field(result, part); !more.empty()) said += "; " + more;
    const std::string code = sqlstate.empty() ? "" : fmt::format(" (SQLSTATE {})", sqlstate);
    const std::string message = fmt::format(
        "{} \"{}\": {}{}; {}", lost ? "lost the connection to" : "refused by", location,
        without_password(std::move(said), connection), code,
        hides_rows(result) ? advice_on_hidden_rows(connection, commands) : advice(kind, commands.told("init")));
    return {kind, message, sqlstate, hides_rows(result)};
}

}  // namespace asterism::store::postgres
