/// One POST of JSON over HTTP(S), with a deadline, a bound on the answer and no redirects.
///
/// No redirect is followed, so that the key reaches the named host alone. Certificates are verified. Thread safety: one
/// call per thread; a helper thread does the waiting, so that a cancel ends it within a moment (up to three seconds
/// while the connection is being made).
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "asterism/observer.hpp"
#include "net/url.hpp"

namespace asterism::net {

struct HttpAnswer {
    int status = 0;  ///< 0: none came
    std::string body;
    std::optional<std::chrono::seconds> retry_after;
    std::string failure;  ///< why none came, in a few words; holds nothing that was sent or received
};

struct HttpLimits {
    std::chrono::steady_clock::time_point until;
    std::size_t most_answer_bytes = 64 * 1024;
};

/// Failures are told in the answer. Error{interrupted} when the observer cancels.
[[nodiscard]] HttpAnswer post_json(const Url& url, const std::string& path, const std::string& key,
                                   const std::string& body, const HttpLimits& limits, const Observer& observer);

}  // namespace asterism::net
