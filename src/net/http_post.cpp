#include "net/http_post.hpp"

#include <httplib.h>
#include <signal.h>

#include <algorithm>
#include <charconv>

#include "base/threads.hpp"

namespace asterism::net {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kConnect{3000};

std::optional<std::chrono::seconds> seconds_of(const std::string& text) {
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
    return std::chrono::seconds(number);
}

/// In the thread that sends, so that a server that hangs up is a failed write and not the end of the program.
void block_sigpipe() {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
}

httplib::Request request_of(const Url& url, const std::string& path, const std::string& key, const std::string& body) {
    httplib::Request request;
    request.method = "POST";
    request.path = url.base_path + path;
    request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    if (!key.empty()) request.headers.emplace("Authorization", "Bearer " + key);
    request.body = body;
    return request;
}

}  // namespace

HttpAnswer post_json(const Url& url, const std::string& path, const std::string& key, const std::string& body,
                     const HttpLimits& limits, const Observer& observer) {
    const auto left = std::max(milliseconds(1), std::chrono::duration_cast<milliseconds>(limits.until - Clock::now()));
    httplib::Client client(url.origin);
    client.set_follow_location(false);
    client.set_connection_timeout(std::min(left, kConnect));
    client.set_read_timeout(left + std::chrono::seconds(1));  // the watch below is first
    client.set_write_timeout(left + std::chrono::seconds(1));
    HttpAnswer answer;
    bool too_long = false;
    httplib::Request request = request_of(url, path, key, body);
    request.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
        too_long = answer.body.size() + size > limits.most_answer_bytes;
        if (!too_long) answer.body.append(data, size);
        return !too_long;
    };
    httplib::Response response;
    httplib::Error error = httplib::Error::Success;
    bool sent = false;
    run_watched(
        [&] {
            block_sigpipe();
            sent = client.send(request, response, error);
        },
        [&] {
            if (observer.cancelled() || Clock::now() >= limits.until) client.stop();
        });
    stop_if_cancelled(observer);
    if (too_long) answer.failure = "its answer was too long";
    if (!sent && answer.failure.empty())
        answer.failure = Clock::now() >= limits.until ? "no answer in time" : httplib::to_string(error) + " failed";
    if (answer.failure.empty()) answer.status = response.status;
    if (response.has_header("Retry-After")) answer.retry_after = seconds_of(response.get_header_value("Retry-After"));
    return answer;
}

}  // namespace asterism::net
