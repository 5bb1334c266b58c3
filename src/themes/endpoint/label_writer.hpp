/// Asks an OpenAI-compatible endpoint for the labels of clusters, within caps on requests, tokens, time and text sent.
///
///     questions, most important first -> POST {endpoint}/chat/completions, one at a time -> checked labels
///
/// A failure never fails the caller: the cluster keeps its label and the record says why. Retries only after 429 and
/// 5xx, at most twice, waiting as Retry-After says; three clusters without an answer in a row end the job. Every
/// request that was sent counts towards the caps, answered or not. The key is in the Authorization header and nowhere
/// else. Thread safety: one job per writer at a time. Determinism: that of the endpoint.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "asterism/observer.hpp"
#include "net/http_post.hpp"
#include "net/url.hpp"
#include "themes/endpoint/chat.hpp"

namespace asterism::themes {

struct LabelEndpoint {
    std::string url;  ///< the base, such as "http://127.0.0.1:8080/v1"; empty: no endpoint is used
    std::string model;
    std::string key;      ///< of $ASTERISM_LABEL_KEY; never shown
    int most_titles = 0;  ///< per cluster; 0: only keywords, entities and the built-in label leave the machine
    int most_requests = 200;
    std::int64_t most_tokens = 100'000;
    std::size_t most_request_bytes = 8 * 1024;
    std::chrono::milliseconds request_deadline = std::chrono::seconds(30);
    std::chrono::milliseconds job_deadline = std::chrono::minutes(10);
    std::chrono::milliseconds retry_pause = std::chrono::seconds(1);  ///< doubled each time; where no Retry-After came
};

/// Error{usage} for an address, a key or a model that cannot be used. Nothing is connected.
void check_endpoint(const LabelEndpoint& endpoint);

struct LabelRecord {
    std::string endpoint;  ///< address without any secret
    std::string model;
    std::int64_t requests = 0;
    std::int64_t prompt_tokens = 0;      ///< as the endpoint counts them, else estimated
    std::int64_t completion_tokens = 0;  ///< likewise
    std::int64_t labels = 0;             ///< written
    std::int64_t refused = 0;            ///< answers that were no usable label
    std::int64_t failures = 0;           ///< requests without an answer that could be read
    std::string ended_by;      ///< "done", "most_requests", "most_tokens", "job_deadline" or "failures_in_a_row"
    std::string last_failure;  ///< in a few words; empty without one
};

class LabelWriter {
 public:
    /// As check_endpoint.
    explicit LabelWriter(LabelEndpoint endpoint);

    /// Offered each label that passed the check; false when the caller does not take it (it is taken already, say).
    using Take = std::function<bool(std::size_t question, const std::string& label)>;

    /// Asks in the given order until a cap is reached. Error{interrupted} within a moment of a cancel.
    LabelRecord write(std::span<const LabelQuestion> questions, const Take& take, const Observer& observer);

 private:
    std::optional<std::string> ask(const LabelQuestion& question, const Observer& observer);
    net::HttpAnswer send(const std::string& body, const Observer& observer);
    bool may_send(const std::string& body);
    bool wait_to_retry(const net::HttpAnswer& answer, int attempt, const Observer& observer);

    LabelEndpoint endpoint_;
    net::Url url_;
    LabelRecord record_;
    std::chrono::steady_clock::time_point until_;
    int failed_in_a_row_ = 0;
};

}  // namespace asterism::themes
