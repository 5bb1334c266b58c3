/// Rows into a table by `COPY ... FROM STDIN (FORMAT binary)`.
///
/// Values are put in the order of the columns; the caller sees to it that types fit. Memory: a buffer of 256 KiB. A
/// writer that is not finished aborts the COPY in its destructor. Errors: ServerError, most of them from finish().
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "store/postgres/connection.hpp"

namespace asterism::store::postgres {

class CopyWriter {
 public:
    /// `target`: table and columns, ready quoted. `columns`: how many values every row has.
    CopyWriter(Connection& connection, const std::string& target, std::int16_t columns);
    ~CopyWriter();
    CopyWriter(const CopyWriter&) = delete;
    CopyWriter& operator=(const CopyWriter&) = delete;

    void begin_row();
    void put_null();
    void put_int32(std::int32_t value);
    void put_int64(std::int64_t value);
    void put_float8(double value);
    /// text, varchar, and every other type whose binary format is its bytes.
    void put_bytes(std::string_view value);
    void put_vector(std::span<const float> vector);
    /// Ends the COPY; the rows that were written.
    std::int64_t finish();

 private:
    void flush();

    Connection& connection_;
    std::string buffer_;
    std::int16_t columns_;
    bool finished_ = false;
};

}  // namespace asterism::store::postgres
