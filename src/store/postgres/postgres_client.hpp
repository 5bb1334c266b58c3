/// The reader's tables in PostgreSQL with pgvector.
///
/// Vectors travel by binary COPY both ways. Every call is one transaction whose settings end with it, so that a
/// connection pooler in between does no harm. A connection that broke while nothing was under way is opened again.
#pragma once

#include <memory>
#include <string>

#include "store/reader_db_client.hpp"

namespace asterism::store {

struct PostgresOptions {
    std::string conninfo;  ///< postgresql://... or "host=... dbname=..."; PG* variables fill the gaps
    TableNames names;
    CommandForm commands;                       ///< for what messages suggest
    std::string application_name = "asterism";  ///< unless the conninfo sets it
    int connect_timeout_s = 10;                 ///< likewise
    int statement_timeout_ms = 0;               ///< 0: what the server says
    int lock_timeout_ms = 0;                    ///< 0: what the server says
};

/// Connects. Error{connection} when there is no connection or the server refused who we said we are; Error{usage} for a
/// conninfo that cannot be read. No message holds the password.
[[nodiscard]] std::unique_ptr<ReaderDBClient> open_postgres(const PostgresOptions& options);

}  // namespace asterism::store
