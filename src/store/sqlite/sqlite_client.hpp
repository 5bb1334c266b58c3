/// Opens a reader kept in one SQLite file, the embedded default: no server, the same tables, the same ids.
///
/// The file is opened by the first call, and made only by `initialize_tables`; every other call on a path without a
/// file throws Error{schema} with the command that makes it. WAL, so readers and one writer work beside each other.
/// Vectors are BLOBs of little-endian float32; ids are INTEGER or TEXT; existing columns of other types are looked at
/// value by value. Errors, besides those of ReaderDBClient: Error{lease} when a publish finds another writer at work
/// for longer than `busy_timeout_ms`, Error{timeout} when another call does; Error{resources} for a full disk, I/O
/// errors, no memory or read-only storage; Error{privilege} when the file may not be opened; Error{data} for a file
/// that is damaged or no database. Thread safety: one client, one thread; any number of clients on one file, in any
/// number of processes. Not across fork().
#pragma once

#include <filesystem>
#include <memory>

#include "store/reader_db_client.hpp"

namespace asterism::store {

struct SqliteOptions {
    std::filesystem::path path;
    TableNames names = {};         ///< `schema` is ignored
    CommandForm commands = {};     ///< for what messages suggest
    bool read_only = false;        ///< nothing is ever written, initialize_tables included
    int busy_timeout_ms = 10'000;  ///< how long to wait for another writer; 0 = not at all
};

/// Error{usage} for an empty path or a name that is no name.
[[nodiscard]] std::unique_ptr<ReaderDBClient> open_sqlite(const SqliteOptions& options);

}  // namespace asterism::store
