/// The address of an OpenAI-compatible endpoint, checked before anything is sent.
///
/// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace asterism::themes {

struct EndpointUrl {
    std::string origin;     ///< "https://host:port"
    std::string base_path;  ///< "/v1", without a slash at the end
    bool https = false;
    bool loopback = false;  ///< localhost, 127.x.x.x or [::1]
    [[nodiscard]] std::string shown() const { return origin + base_path; }
};

/// Error{usage} for anything but http(s)://HOST[:PORT][/PATH]: a user, a query or a fragment could carry a secret, and
/// what is refused for one is not repeated in the message.
[[nodiscard]] EndpointUrl parse_endpoint(std::string_view url);

/// Error{usage} when a key would travel unencrypted to another machine, or holds characters no header may have.
void check_key(const EndpointUrl& url, std::string_view key);

}  // namespace asterism::themes
