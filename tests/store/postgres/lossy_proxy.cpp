#include "store/postgres/lossy_proxy.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>
#include <string_view>

#include "store/postgres/scratch_database.hpp"

namespace asterism::store {
namespace {

constexpr int kPort = 1;  // part of the socket's name only
constexpr int kTickMs = 50;

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) throw std::runtime_error("socket path too long: " + path);
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

int connect_to_server() {
    const auto address = address_of(server_socket_folder() + "/.s.PGSQL." + server_port());
    const int server = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("the proxy cannot reach the server");
    return server;
}

bool ready(int fd, int timeout_ms) {
    pollfd entry{fd, POLLIN, 0};
    return poll(&entry, 1, timeout_ms) > 0;
}

/// False at the end of the stream.
bool pass_on(int from, int to, std::string& seen) {
    std::array<char, 65536> buffer{};
    const ssize_t got = read(from, buffer.data(), buffer.size());
    if (got <= 0) return false;
    seen.assign(buffer.data(), static_cast<std::size_t>(got));
    return to < 0 || write(to, buffer.data(), static_cast<std::size_t>(got)) == got;
}

}  // namespace

LossyProxy::LossyProxy() {
    std::string pattern = "/tmp/asterism-proxy-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
    folder_ = pattern;
    const auto address = address_of(fmt::format("{}/.s.PGSQL.{}", pattern, kPort));
    listener_ = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(listener_, 8) != 0)
        throw std::runtime_error("the proxy cannot listen");
    thread_ = std::jthread([this] { serve(); });
}

LossyProxy::~LossyProxy() {
    stop_ = true;
    thread_.join();
    close(listener_);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string LossyProxy::url(const std::string& role, const std::string& database) const {
    return fmt::format("postgresql://{}@/{}?host={}&port={}", role, database, folder_.string(), kPort);
}

void LossyProxy::serve() {
    while (!stop_) {
        if (!ready(listener_, kTickMs)) continue;
        const int client = accept(listener_, nullptr, nullptr), server = connect_to_server();
        forward(client, server);
        close(client);
        close(server);
    }
}

void LossyProxy::forward(int client, int server) {
    std::string seen;
    while (!stop_) {
        if (ready(client, 1)) {
            if (!pass_on(client, server, seen)) return;
            if (!lost_ && seen.find(std::string_view("COMMIT\0", 7)) != std::string::npos) {
                pass_on(server, -1, seen);  // waits until the server has committed
                lost_ = true;
                return;
            }
        }
        if (ready(server, 1) && !pass_on(server, client, seen)) return;
    }
}

}  // namespace asterism::store
