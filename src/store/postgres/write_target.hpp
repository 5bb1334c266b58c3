/// Whether the tables take what some work writes, asked before it.
///
/// In step 1 rows are merged by INSERT ... ON CONFLICT on the article id: that needs a unique index on it, values for
/// every column that must have one, and, for a view, that PostgreSQL itself passes both on to the table beneath. Thread
/// safety: one session, one thread.
#pragma once

#include "store/postgres/session.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::store::postgres {

/// See ReaderDBClient::require_writable.
void require_writable(Session& session, Work work);
/// The same for a run, inside a transaction.
void require_run(Session& session, bool publishes);

}  // namespace asterism::store::postgres
