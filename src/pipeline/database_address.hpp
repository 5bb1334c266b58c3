/// What a user calls a database: a connection string for libpq, or the path of an SQLite file; nothing else passes for
/// one.
///
/// PostgreSQL: a postgresql:// or postgres:// URL, or "host=... dbname=..." as libpq takes it, both in any case. A text
/// is keywords when a keyword of libpq stands before a '=' at the beginning of a word; a file of such a name is written
/// with its folder, "./user=me.db": what begins with '/' or '.' is always a path. Everything else is a path, a leading
/// ~/ being the home folder, but for what can only be a mistake: see Errors.
///
/// Errors: Error{usage} that says how to write it, for an unknown scheme, a driver's name behind the scheme, keywords
/// of other drivers, user:password@host without a scheme, a path as Windows writes it, ":memory:", ~user/, control
/// characters, and for a connection string that libpq cannot read. No message repeats a password.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace asterism::pipeline {

enum class StoreKind : std::uint8_t { postgres, sqlite };

struct DatabaseAddress {
    StoreKind store;
    std::string address;  ///< as libpq, or the file system, takes it
};

[[nodiscard]] DatabaseAddress database_address(std::string_view text);

/// True for a path, whatever file it names; false for every kind of address.
[[nodiscard]] bool is_path(std::string_view text);

}  // namespace asterism::pipeline
