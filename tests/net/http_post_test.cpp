#include "net/http_post.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "asterism/error.hpp"
#include "net/server.hpp"

namespace asterism::net {
namespace {

using namespace std::chrono_literals;
using httplib::Response;

constexpr Addressee kServer{"the server", "$KEY", "http://127.0.0.1:8080/v1"};

HttpAnswer post(const std::string& url, const HttpLimits& limits = {.until = std::chrono::steady_clock::now() + 20s},
                const Observer& observer = Observer()) {
    return post_json(parse_url(url, kServer), "/things", "s3cret", R"({"a":1})", limits, observer);
}

struct Cancelled : Observer {
    [[nodiscard]] bool cancelled() const override { return true; }
};

}  // namespace

TEST(PostJson, sends_the_body_and_the_key_below_the_path_of_the_address) {
    Server server([](int, Response& response) { response.set_content("[]", "application/json"); });
    const HttpAnswer answer = post(server.url());
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "[]");
    EXPECT_EQ(answer.failure, "");
    const auto request = server.requests().at(0);
    EXPECT_EQ(request.path, "/v1/things");
    EXPECT_EQ(request.body, R"({"a":1})");
    EXPECT_EQ(request.get_header_value("Authorization"), "Bearer s3cret");
    EXPECT_EQ(request.get_header_value("Content-Type"), "application/json");
}

TEST(PostJson, tells_what_the_server_refused_and_when_to_come_again) {
    Server server([](int, Response& response) {
        response.status = 429;
        response.set_header("Retry-After", "7");
    });
    const HttpAnswer answer = post(server.url());
    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(answer.retry_after, 7s);
}

TEST(PostJson, follows_no_redirect_so_the_key_reaches_nobody_else) {
    Server other([](int, Response& response) { response.status = 200; });
    Server server([&](int, Response& response) { response.set_redirect(other.url()); });
    EXPECT_EQ(post(server.url()).status, 302);
    EXPECT_TRUE(other.requests().empty());
}

TEST(PostJson, gives_up_an_answer_that_is_too_long) {
    Server server([](int, Response& response) { response.set_content(std::string(5000, 'x'), "text/plain"); });
    const HttpAnswer answer =
        post(server.url(), {.until = std::chrono::steady_clock::now() + 20s, .most_answer_bytes = 4000});
    EXPECT_EQ(answer.status, 0);
    EXPECT_EQ(answer.failure, "its answer was too long");
}

TEST(PostJson, ends_at_the_deadline_when_no_answer_comes) {
    const Server* waiting = nullptr;
    Server server([&](int, Response&) { waiting->hang(); });
    waiting = &server;
    const HttpAnswer answer = post(server.url(), {.until = std::chrono::steady_clock::now() + 300ms});
    EXPECT_EQ(answer.status, 0);
    EXPECT_EQ(answer.failure, "no answer in time");
}

TEST(PostJson, tells_that_nobody_listens) {
    const HttpAnswer answer = post("http://127.0.0.1:1");
    EXPECT_EQ(answer.status, 0);
    EXPECT_THAT(answer.failure, testing::EndsWith(" failed"));
}

TEST(PostJson, a_cancel_is_an_error_and_not_an_answer) {
    EXPECT_THROW((void)post("http://127.0.0.1:1", {.until = std::chrono::steady_clock::now() + 20s}, Cancelled()),
                 Error);
}

}  // namespace asterism::net
