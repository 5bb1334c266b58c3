/// Rows of a `COPY (...) TO STDOUT (FORMAT binary)`, one after the other, fields borrowed from libpq's buffer.
///
/// Memory: one row. An unfinished reader cancels the COPY in its destructor. Errors: ServerError; Error{internal} for
/// an answer that is no binary COPY. Thread safety: one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/postgres/connection.hpp"
#include "store/postgres/copy_format.hpp"

namespace asterism::store::postgres {

class CopyReader {
 public:
    /// `query` is what stands in the parentheses.
    CopyReader(Connection& connection, const std::string& query);
    ~CopyReader();
    CopyReader(const CopyReader&) = delete;
    CopyReader& operator=(const CopyReader&) = delete;

    /// To the next row; false after the last one.
    bool next();
    [[nodiscard]] bool null(std::size_t field) const { return fields_[field].data() == nullptr; }
    /// Valid until next(). Empty for NULL.
    [[nodiscard]] std::string_view bytes(std::size_t field) const { return fields_[field]; }

 private:
    bool fetch();

    Connection& connection_;
    char* chunk_ = nullptr;
    CopyFormat format_;
    std::vector<std::string_view> fields_;
    bool finished_ = false;
};

}  // namespace asterism::store::postgres
