#include "themes/endpoint/label_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "asterism/error.hpp"
#include "base/threads.hpp"
#include "themes/endpoint/label_answer.hpp"

namespace asterism::themes {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMostRetries = 2;
constexpr int kMostFailuresInARow = 3;
constexpr std::size_t kBytesPerToken = 4;  ///< the usual rule of thumb for English; the usage in the answer corrects it

std::int64_t estimated_tokens(std::size_t bytes) {
    return static_cast<std::int64_t>((bytes + kBytesPerToken - 1) / kBytesPerToken);
}

constexpr net::Addressee kLabelEndpoint{"the label endpoint", "$ASTERISM_LABEL_KEY",
                                        "https://api.example.org/v1 or http://127.0.0.1:8080/v1"};

bool may_be_retried(int status) {
    return status == 429 || (status >= 500 && status <= 599);
}

std::string failure_of(const net::HttpAnswer& answer) {
    if (answer.status == 0) return answer.failure;
    if (answer.status >= 300 && answer.status < 400)
        return fmt::format("HTTP {}: redirects are not followed", answer.status);
    return fmt::format("HTTP {}", answer.status);
}

}  // namespace

void check_endpoint(const LabelEndpoint& endpoint) {
    check_key(net::parse_url(endpoint.url, kLabelEndpoint), endpoint.key, kLabelEndpoint);
    if (endpoint.model.empty()) {
        throw Error(ErrorKind::usage,
                    "a label endpoint is named but no model; name one that it serves with --label-model");
    }
}

LabelWriter::LabelWriter(LabelEndpoint endpoint) : endpoint_(std::move(endpoint)) {
    check_endpoint(endpoint_);
    url_ = net::parse_url(endpoint_.url, kLabelEndpoint);
}

LabelRecord LabelWriter::write(std::span<const LabelQuestion> questions, const Take& take, const Observer& observer) {
    record_ = {};
    record_.endpoint = url_.shown();
    record_.model = endpoint_.model;
    failed_in_a_row_ = 0;
    until_ = Clock::now() + endpoint_.job_deadline;
    for (std::size_t i = 0; i < questions.size() && record_.ended_by.empty(); ++i) {
        stop_if_cancelled(observer);
        const auto answer = ask(questions[i], observer);
        if (!answer) continue;
        const auto label = checked_label(*answer);
        if (label && take(i, *label)) {
            ++record_.labels;
        } else {
            ++record_.refused;
        }
    }
    if (record_.ended_by.empty()) record_.ended_by = "done";
    return record_;
}

std::optional<std::string> LabelWriter::ask(const LabelQuestion& question, const Observer& observer) {
    const auto body = chat_request(question, endpoint_.model, endpoint_.most_titles, endpoint_.most_request_bytes);
    if (!body) return std::nullopt;
    for (int attempt = 0; may_send(*body); ++attempt) {
        const net::HttpAnswer answer = send(*body, observer);
        const ChatAnswer read = read_chat_answer(answer.status == 200 ? answer.body : "");
        record_.prompt_tokens += read.prompt_tokens.value_or(estimated_tokens(body->size()));
        record_.completion_tokens += read.completion_tokens.value_or(kMostAnswerTokens);
        if (read.text) {
            failed_in_a_row_ = 0;
            return read.text;
        }
        ++record_.failures;
        record_.last_failure = answer.status == 200 ? "an answer that is no chat completion" : failure_of(answer);
        if (!may_be_retried(answer.status) || attempt == kMostRetries) break;
        if (!wait_to_retry(answer, attempt, observer)) break;
    }
    if (record_.ended_by.empty() && ++failed_in_a_row_ == kMostFailuresInARow) record_.ended_by = "failures_in_a_row";
    return std::nullopt;
}

net::HttpAnswer LabelWriter::send(const std::string& body, const Observer& observer) {
    ++record_.requests;
    return net::post_json(url_, "/chat/completions", endpoint_.key, body,
                          {.until = std::min(until_, Clock::now() + endpoint_.request_deadline)}, observer);
}

/// False, and the job ends, when a cap would be passed.
bool LabelWriter::may_send(const std::string& body) {
    const std::int64_t after =
        record_.prompt_tokens + record_.completion_tokens + estimated_tokens(body.size()) + kMostAnswerTokens;
    if (record_.requests >= endpoint_.most_requests) {
        record_.ended_by = "most_requests";
    } else if (after > endpoint_.most_tokens) {
        record_.ended_by = "most_tokens";
    } else if (Clock::now() >= until_) {
        record_.ended_by = "job_deadline";
    }
    return record_.ended_by.empty();
}

/// False when the wait would pass the deadline of the job.
bool LabelWriter::wait_to_retry(const net::HttpAnswer& answer, int attempt, const Observer& observer) {
    constexpr std::chrono::milliseconds kLook{20};
    const std::chrono::milliseconds pause =
        answer.retry_after ? std::chrono::milliseconds(*answer.retry_after) : endpoint_.retry_pause * (1 << attempt);
    const auto end = Clock::now() + pause;
    if (end >= until_) return false;
    while (Clock::now() < end) {
        stop_if_cancelled(observer);
        std::this_thread::sleep_for(kLook);
    }
    return true;
}

}  // namespace asterism::themes
