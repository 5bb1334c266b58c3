#include "store/postgres/copy_writer.hpp"

#include "store/postgres/server_error.hpp"
#include "store/postgres/wire.hpp"

namespace asterism::store::postgres {
namespace {

constexpr std::size_t kFlushBytes = 256 * 1024;

}  // namespace

CopyWriter::CopyWriter(Connection& connection, const std::string& target, std::int16_t columns)
    : connection_(connection), columns_(columns) {
    connection_.run("COPY " + target + " FROM STDIN (FORMAT binary)");
    buffer_.reserve(kFlushBytes + 64 * 1024);
    buffer_.assign("PGCOPY\n\377\r\n\0", 11);
    append_int32(buffer_, 0);  // flags
    append_int32(buffer_, 0);  // no header extension
}

CopyWriter::~CopyWriter() {
    if (finished_ || connection_.lost()) return;
    PQputCopyEnd(connection_.handle(), "given up by the client");
    while (PGresult* result = PQgetResult(connection_.handle()))
        PQclear(result);
}

void CopyWriter::begin_row() {
    if (buffer_.size() >= kFlushBytes) flush();
    append_int16(buffer_, columns_);
}

void CopyWriter::put_null() {
    append_int32(buffer_, -1);
}
void CopyWriter::put_int32(std::int32_t value) {
    append_int32(buffer_, 4);
    append_int32(buffer_, value);
}
void CopyWriter::put_int64(std::int64_t value) {
    append_int32(buffer_, 8);
    append_int64(buffer_, value);
}
void CopyWriter::put_float8(double value) {
    append_int32(buffer_, 8);
    append_float8(buffer_, value);
}
void CopyWriter::put_bytes(std::string_view value) {
    append_int32(buffer_, static_cast<std::int32_t>(value.size()));
    buffer_.append(value);
}
void CopyWriter::put_vector(std::span<const float> vector) {
    append_int32(buffer_, static_cast<std::int32_t>(4 + 4 * vector.size()));
    append_int16(buffer_, static_cast<std::int16_t>(vector.size()));
    append_int16(buffer_, 0);
    append_floats(buffer_, vector.data(), vector.size());
}

void CopyWriter::flush() {
    connection_.stop_if_cancelled();
    if (PQputCopyData(connection_.handle(), buffer_.data(), static_cast<int>(buffer_.size())) != 1) {
        finished_ = true;
        throw connection_.failure(nullptr);
    }
    buffer_.clear();
}

std::int64_t CopyWriter::finish() {
    append_int16(buffer_, -1);
    flush();
    finished_ = true;
    if (PQputCopyEnd(connection_.handle(), nullptr) != 1) throw connection_.failure(nullptr);
    connection_.wait_for_answer();
    const Result answer(PQgetResult(connection_.handle()));
    while (PGresult* more = PQgetResult(connection_.handle()))
        PQclear(more);
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) throw connection_.failure(answer.get());
    return answer.affected();
}

}  // namespace asterism::store::postgres
