#include "store/postgres/copy_reader.hpp"

#include <array>

#include "store/postgres/server_error.hpp"

namespace asterism::store::postgres {
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
        format_.parse({chunk_, static_cast<std::size_t>(size)}, fields_);
        return true;
    }
    finished_ = true;
    if (size == -2) throw connection_.failure(nullptr);
    const Result answer(PQgetResult(connection_.handle()));
    while (PGresult* more = PQgetResult(connection_.handle()))
        PQclear(more);
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) throw connection_.failure(answer.get());
    return false;
}

bool CopyReader::next() {
    while (fetch())
        if (!fields_.empty()) return true;
    return false;
}

}  // namespace asterism::store::postgres
