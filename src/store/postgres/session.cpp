#include "store/postgres/session.hpp"

#include <fmt/format.h>

#include <utility>

#include "asterism/error.hpp"
#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/inspect_rows.hpp"
#include "store/postgres/server_error.hpp"
#include "store/postgres/statements.hpp"
#include "store/postgres/vector_columns.hpp"

namespace asterism::store::postgres {
namespace {

std::string optional_column_definitions(const TableNames& names) {
    std::string definitions;
    for (const auto* name : {&names.title, &names.summary, &names.content, &names.url})
        if (!name->empty()) definitions += quote_identifier(*name) + " text NOT NULL DEFAULT '', ";
    if (!names.published_at.empty()) definitions += quote_identifier(names.published_at) + " timestamptz, ";
    return definitions;
}

/// Checks every name, those that are not used at once included.
std::map<std::string, std::string> placeholders_of(const TableNames& names) {
    std::map<std::string, std::string> filled{
        {"schema", quote_identifier(names.schema)},
        {"article_id", quote_identifier(names.article_id)},
        {"optional_columns", optional_column_definitions(names)},
        {"cluster_id", quote_identifier(names.cluster_id)},
        {"embeddings_article_id", quote_identifier(names.embeddings_article_id)},
        {"embedding", quote_identifier(names.embedding)},
        {"articles", qualified(names, names.articles)},
        {"embeddings", qualified(names, names.embeddings)},
        {"clusters", qualified(names, names.clusters)},
        {"utc", std::string(kUtcFormat)},
    };
    for (const auto own : kOwnTables)
        filled[std::string(own)] = qualified(names, own);
    return filled;
}

}  // namespace

Session::Session(const PostgresOptions& options)
    : names_(options.names),
      statement_timeout_ms_(options.statement_timeout_ms),
      lock_timeout_ms_(options.lock_timeout_ms),
      placeholders_(placeholders_of(options.names)),
      connection_({options.conninfo, options.application_name, options.connect_timeout_s, options.commands}) {}

std::string Session::lock_timeout_setting() const {
    if (lock_timeout_ms_ > 0) return fmt::format("SET LOCAL lock_timeout = {};", lock_timeout_ms_);
    return "SET LOCAL lock_timeout TO DEFAULT;";
}

/// Only pgvector's types are ever named without a schema, so only its schema is searched.
std::string Session::search_path() const {
    const bool known = catalogue_ && !catalogue_->vector_schema.empty();
    return "SET LOCAL search_path = " + (known ? quote_identifier(catalogue_->vector_schema) : "pg_catalog") + ";";
}

/// See catalogue.cpp.
std::string Session::row_security() const {
    const bool shows_all = catalogue_ && catalogue_->row_security && catalogue_->hiding.empty();
    return shows_all ? "SET LOCAL row_security = on;" : "SET LOCAL row_security = off;";
}

std::string Session::settings() const {
    std::string sql =
        "SET LOCAL client_min_messages = warning; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO';";
    if (statement_timeout_ms_ > 0) sql += fmt::format("SET LOCAL statement_timeout = {};", statement_timeout_ms_);
    if (lock_timeout_ms_ > 0) sql += lock_timeout_setting();
    return sql + search_path() + row_security();
}

void Session::refresh() {
    catalogue_ = read_catalogue(connection_, names_);
    connection_.run(search_path());
    const IdColumn& id = catalogue_->id;
    placeholders_["id_type"] = id.declared;
    placeholders_["id_column_type"] = id.declared + id.collation;
    placeholders_["by_bytes"] = id.wire == IdWire::text ? " COLLATE \"C\"" : "";
    for (auto& [name, value] : vector_placeholders(*catalogue_, names_))
        placeholders_[name] = std::move(value);
}

bool Session::complete() const {
    return catalogue_->schema_version == kSchemaVersion && catalogue_->missing.empty() && catalogue_->foreign.empty() &&
           catalogue_->articles.exists && catalogue_->embeddings.exists && catalogue_->clusters.exists;
}

/// A source under another name is said first: an upgrade would make one under this.
Error Session::incomplete() const {
    if (!catalogue_->foreign.empty()) return {ErrorKind::schema, told(catalogue_->foreign.front())};
    std::string missing;
    for (const Table* table : {&catalogue_->articles, &catalogue_->embeddings, &catalogue_->clusters})
        if (!table->exists && missing.empty()) missing = table->name;
    const int version = catalogue_->schema_version;
    if (missing.empty() && version > 0 && version < kSchemaVersion)
        return {ErrorKind::schema, fmt::format("the tables in {} are of the older version {}; this upgrades them: {}",
                                               quote_identifier(names_.schema), version, commands().told("init"))};
    if (missing.empty())
        missing = qualified(names_, catalogue_->missing.empty() ? "counters" : catalogue_->missing.front());
    return {ErrorKind::schema,
            fmt::format("there is no table {}; set the right schema and table names, or create what is missing: {}",
                        missing, commands().told("init"))};
}

void Session::transact(Access access, const std::function<void()>& body) {
    try {
        in_transaction(connection_, access, settings(), [&] {
            if (!catalogue_ || !complete()) refresh();
            body();
        });
    } catch (const ServerError& error) {
        if (error.hides_rows() && catalogue_ && !catalogue_->hiding.empty())
            throw Error(ErrorKind::privilege, told_hiding(*catalogue_));
        if (error.kind() == ErrorKind::schema) catalogue_.reset();
        throw;
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::schema) catalogue_.reset();  // whoever mends it need not reconnect
        throw;
    }
}

void Session::transact_on_tables(Access access, const std::function<void()>& body) {
    transact(access, [&] {
        if (!complete()) throw incomplete();
        body();
    });
}

std::string Session::sql(std::string_view name) const {
    return substitute(embedded(name), placeholders_);
}

}  // namespace asterism::store::postgres
