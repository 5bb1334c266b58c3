#include "store/sqlite/errors.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace asterism::store::sqlite {
namespace {

ErrorKind kind_of(int code) {
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorKind::timeout;
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_NOMEM:
        case SQLITE_READONLY:
        case SQLITE_TOOBIG:
            return ErrorKind::resources;
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return ErrorKind::privilege;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
            return ErrorKind::data;
        case SQLITE_CANTOPEN:
            return ErrorKind::connection;
        case SQLITE_INTERRUPT:
            return ErrorKind::interrupted;
        default:
            return ErrorKind::internal;
    }
}

std::string_view advice(int code) {
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another program is writing; try again when it is done";
        case SQLITE_FULL:
            return "free some space and run again; nothing was changed";
        case SQLITE_IOERR:
            return "look at the disk and run again; nothing was changed";
        case SQLITE_NOMEM:
            return "free some memory and run again";
        case SQLITE_READONLY:
            return "make the file and its folder writable";
        case SQLITE_CORRUPT:
            return "restore it from a backup, or save what can be read with `sqlite3 FILE .recover`";
        case SQLITE_NOTADB:
            return "give the path of an SQLite file, or of a new one";
        case SQLITE_CANTOPEN:
            return "look at the path and at the rights of the file and its folder";
        default:
            return "";
    }
}

/// SQLite tells missing tables and columns apart from wrong SQL by its message only; our SQL is tested, so names of the
/// user's are what is left.
bool names_something_missing(std::string_view message) {
    return message.find("no such table") != std::string_view::npos ||
           message.find("no such column") != std::string_view::npos ||
           message.find("has no column named") != std::string_view::npos;
}

}  // namespace

Error make_error(int code, std::string_view message, const std::string& location, std::string_view init) {
    if ((code & 0xff) == SQLITE_ERROR && names_something_missing(message)) {
        return {ErrorKind::schema,
                fmt::format("\"{}\": {}; set the names of your tables and columns, or make what is missing: {}",
                            location, message, init)};
    }
    if ((code & 0xff) == SQLITE_ERROR && message.find("already exists") != std::string_view::npos) {
        return {ErrorKind::schema, fmt::format("\"{}\": {}, but it is not Asterism's; rename it", location, message)};
    }
    if ((code & 0xff) == SQLITE_ERROR && message.find("foreign key mismatch") != std::string_view::npos) {
        return {ErrorKind::schema,
                fmt::format("\"{}\": {}; the id column of the articles must be a primary key or unique", location,
                            message)};
    }
    const auto mend = advice(code);
    return {kind_of(code), fmt::format("\"{}\": {}{}{}", location, message, mend.empty() ? "" : "; ", mend)};
}

}  // namespace asterism::store::sqlite
