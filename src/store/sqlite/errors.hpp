/// What SQLite's result codes mean to a caller of ours.
#pragma once

#include <string>
#include <string_view>

#include "asterism/error.hpp"

namespace asterism::store::sqlite {

/// The Error for an extended result code and SQLite's own message; `location` is the database as it may be shown,
/// `init` the command that makes what is missing.
///
/// BUSY, LOCKED: timeout (publishing turns it into lease). FULL, IOERR, NOMEM, READONLY, TOOBIG: resources. PERM, AUTH:
/// privilege. CORRUPT, NOTADB, CONSTRAINT, MISMATCH: data. CANTOPEN: connection. INTERRUPT: interrupted. A missing
/// table or column: schema. The rest is a defect of ours: internal.
[[nodiscard]] Error make_error(int code, std::string_view message, const std::string& location, std::string_view init);

}  // namespace asterism::store::sqlite
