/// The address of a server that something is sent to, checked before anything is.
///
/// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace asterism::net {

/// How messages speak of the server, so that whoever set it finds the setting.
struct Addressee {
    std::string_view name;      ///< "the label endpoint"
    std::string_view key_name;  ///< where its key is set: "$ASTERISM_LABEL_KEY"
    std::string_view example;   ///< an address as it could be
};

struct Url {
    std::string origin;     ///< "https://host:port"
    std::string base_path;  ///< "/v1", without a slash at the end
    bool https = false;
    bool loopback = false;  ///< localhost, 127.x.x.x or [::1]
    [[nodiscard]] std::string shown() const { return origin + base_path; }
};

/// Error{usage} for anything but http(s)://HOST[:PORT][/PATH]: a user, a query or a fragment could carry a secret, and
/// what is refused for one is not repeated in the message.
[[nodiscard]] Url parse_url(std::string_view url, const Addressee& addressee);

/// Error{usage} when a key would travel unencrypted to another machine, or holds characters no header may have.
void check_key(const Url& url, std::string_view key, const Addressee& addressee);

}  // namespace asterism::net
