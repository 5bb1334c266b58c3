#include "store/postgres/copy_reader.hpp"

#include <array>
#include <cassert>

#include "store/postgres/server_error.hpp"
#include "store/postgres/wire.hpp"

namespace asterism::store::postgres {
namespace {

constexpr std::string_view kSignature{"PGCOPY\n\377\r\n\0", 11};

[[noreturn]] void not_a_copy() {
    throw Error(ErrorKind::internal, "the server's answer is no binary COPY; please report this with its version");
}

/// Takes `size` bytes off the front.
std::string_view take(std::string_view& from, std::size_t size) {
    if (from.size() < size) not_a_copy();
    const auto taken = from.substr(0, size);
    from.remove_prefix(size);
    return taken;
}

/// Signature, int32 flags, int32 length of an extension, the extension.
void skip_header(std::string_view& from) {
    if (take(from, kSignature.size()) != kSignature) not_a_copy();
    take(from, 4);
    take(from, static_cast<std::size_t>(load_int32(take(from, 4).data())));
}

}  // namespace

CopyReader::CopyReader(Connection& connection, const std::string& query) : connection_(connection) {
    connection_.run("COPY (" + query + ") TO STDOUT (FORMAT binary)");
}

CopyReader::~CopyReader() {
    if (chunk_ != nullptr) PQfreemem(chunk_);
    if (finished_ || connection_.lost()) return;
    if (PGcancel* cancel = PQgetCancel(connection_.handle()); cancel != nullptr) {
        std::array<char, 256> message{};
        PQcancel(cancel, message.data(), static_cast<int>(message.size()));
        PQfreeCancel(cancel);
    }
    char* rest = nullptr;
    while (PQgetCopyData(connection_.handle(), &rest, 0) > 0)
        PQfreemem(rest);
    while (PGresult* result = PQgetResult(connection_.handle()))
        PQclear(result);
}

bool CopyReader::fetch() {
    if (chunk_ != nullptr) PQfreemem(chunk_);
    chunk_ = nullptr;
    int size = 0;
    while ((size = PQgetCopyData(connection_.handle(), &chunk_, connection_.lost() ? 0 : 1)) == 0)
        connection_.wait_a_moment();
    if (size > 0) {
        std::string_view row(chunk_, static_cast<std::size_t>(size));
        if (!started_) skip_header(row);
        started_ = true;
        parse_row(row);
        return true;
    }
    finished_ = true;
    if (size == -2) throw server_error(connection_.handle(), nullptr, connection_.location());
    const Result answer(PQgetResult(connection_.handle()));
    while (PGresult* more = PQgetResult(connection_.handle()))
        PQclear(more);
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
        throw server_error(connection_.handle(), answer.get(), connection_.location());
    return false;
}

/// int16 fields, per field int32 size (-1 = NULL) and its bytes. -1 fields: the end; nothing: the header stood alone.
void CopyReader::parse_row(std::string_view row) {
    fields_.clear();
    if (row.empty()) return;
    const std::int16_t count = load_int16(take(row, 2).data());
    for (std::int16_t k = 0; k < count; ++k) {
        const std::int32_t size = load_int32(take(row, 4).data());
        if (size < 0)
            fields_.emplace_back();
        else
            fields_.push_back(take(row, static_cast<std::size_t>(size)));
    }
}

bool CopyReader::next() {
    while (fetch())
        if (!fields_.empty()) return true;
    return false;
}

}  // namespace asterism::store::postgres
