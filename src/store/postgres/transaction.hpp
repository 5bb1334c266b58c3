/// One whole transaction: begun, retried when it collides with another, committed exactly once or not at all.
///
/// A connection found broken at BEGIN is opened again: nothing was under way. One that breaks later is an error, and
/// when it breaks around COMMIT the server is asked what became of the transaction (pg_xact_status) instead of doing it
/// twice. Thread safety: one connection, one thread.
#pragma once

#include <functional>
#include <string>

#include "store/postgres/connection.hpp"

namespace asterism::store::postgres {

/// snapshot: REPEATABLE READ, READ ONLY: everything read is of one moment. write: READ COMMITTED.
/// snapshot_once: the same, never retried, for bodies that hand rows to a caller while they read.
enum class Access { snapshot, snapshot_once, write };

/// Runs `body` between BEGIN and COMMIT. `settings`: SET LOCAL statements that follow BEGIN. After a serialization
/// failure or deadlock (40001, 40P01) all of it is run again, five times at most, so `body` must start from scratch.
void in_transaction(Connection& connection, Access access, const std::string& settings,
                    const std::function<void()>& body);

}  // namespace asterism::store::postgres
