#include "themes/endpoint/label_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "asterism/error.hpp"
#include "net/server.hpp"

namespace asterism::themes {
namespace {

using namespace std::chrono_literals;
using httplib::Response;
using net::Server;

void say(Response& response, const std::string& label, int tokens = 10) {
    const nlohmann::json choice = {{"message", {{"content", label}}}};
    const nlohmann::json body = {{"choices", nlohmann::json::array({choice})},
                                 {"usage", {{"prompt_tokens", tokens}, {"completion_tokens", 2}}}};
    response.set_content(body.dump(), "application/json");
}

LabelEndpoint endpoint(const std::string& url) {
    LabelEndpoint made;
    made.url = url;
    made.model = "small";
    made.key = "s3cret-key";
    made.retry_pause = 1ms;
    return made;
}

std::vector<LabelQuestion> questions(int count) {
    std::vector<LabelQuestion> made;
    for (int i = 0; i < count; ++i)
        made.push_back({.label = "built-in " + std::to_string(i),
                        .keywords = {"solar", "panel"},
                        .entities = {"Acme"},
                        .titles = {"First title", "Second title", "Third title"}});
    return made;
}

struct Outcome {
    LabelRecord record;
    std::map<std::size_t, std::string> labels;
};

Outcome write(const LabelEndpoint& to, int count = 1) {
    Outcome outcome;
    const auto take = [&](std::size_t i, const std::string& label) {
        outcome.labels[i] = label;
        return true;
    };
    outcome.record = LabelWriter(to).write(questions(count), take, Observer());
    for (const std::string& text : {outcome.record.endpoint, outcome.record.last_failure, outcome.record.ended_by})
        EXPECT_THAT(text, testing::Not(testing::HasSubstr("s3cret-key")));
    return outcome;
}

TEST(LabelWriter, writes_the_label_that_the_endpoint_answers) {
    Server server([](int, Response& response) { say(response, "\"Solar Power.\"\n"); });
    const Outcome outcome = write(endpoint(server.url()));
    EXPECT_EQ(outcome.labels.at(0), "Solar Power");
    EXPECT_EQ(outcome.record.requests, 1);
    EXPECT_EQ(outcome.record.prompt_tokens, 10);
    EXPECT_EQ(outcome.record.completion_tokens, 2);
    EXPECT_EQ(outcome.record.labels, 1);
    EXPECT_EQ(outcome.record.failures, 0);
    EXPECT_EQ(outcome.record.ended_by, "done");
    EXPECT_EQ(outcome.record.endpoint, server.url());
    const httplib::Request request = server.requests().at(0);
    EXPECT_EQ(request.path, "/v1/chat/completions");
    EXPECT_EQ(request.get_header_value("Authorization"), "Bearer s3cret-key");
    const auto sent = nlohmann::json::parse(request.body);
    EXPECT_EQ(sent["model"], "small");
    EXPECT_EQ(sent["temperature"], 0);
    EXPECT_LE(sent["max_tokens"], 32);
    EXPECT_THAT(request.body, testing::Not(testing::HasSubstr("s3cret-key")));
}

TEST(LabelWriter, sends_no_authorization_without_a_key) {
    Server server([](int, Response& response) { say(response, "Sun"); });
    LabelEndpoint open = endpoint(server.url());
    open.key.clear();
    (void)write(open);
    EXPECT_FALSE(server.requests().at(0).has_header("Authorization"));
}

TEST(LabelWriter, sends_as_many_titles_as_allowed) {
    Server server([](int, Response& response) { say(response, "Sun"); });
    LabelEndpoint to = endpoint(server.url());
    (void)write(to);
    to.most_titles = 2;
    (void)write(to);
    EXPECT_THAT(server.requests().at(0).body, testing::Not(testing::HasSubstr("First title")));
    EXPECT_THAT(server.requests().at(1).body, testing::HasSubstr("Second title"));
    EXPECT_THAT(server.requests().at(1).body, testing::Not(testing::HasSubstr("Third title")));
}

TEST(LabelWriter, keeps_the_label_when_the_answer_is_unusable) {
    for (const char* answer : {"one two three four five six seven", "Label: Sun", "Sun\nMoon", ""}) {
        Server server([&](int, Response& response) { say(response, answer); });
        const Outcome outcome = write(endpoint(server.url()));
        EXPECT_TRUE(outcome.labels.empty()) << answer;
        EXPECT_EQ(outcome.record.refused, 1) << answer;
        EXPECT_EQ(outcome.record.failures, 0) << answer;
    }
}

TEST(LabelWriter, gives_up_after_three_clusters_without_an_answer) {
    for (const char* body : {"no json", "{\"choices\":[]}", "[1,2]"}) {
        Server server([&](int, Response& response) { response.set_content(body, "application/json"); });
        const Outcome outcome = write(endpoint(server.url()), 5);
        EXPECT_EQ(outcome.record.requests, 3);
        EXPECT_EQ(outcome.record.failures, 3);
        EXPECT_EQ(outcome.record.ended_by, "failures_in_a_row");
        EXPECT_GT(outcome.record.prompt_tokens, 0) << "what was sent counts, answered or not";
    }
}

TEST(LabelWriter, counts_failures_in_a_row_only) {
    Server server([](int number, Response& response) {
        if (number % 3 == 2) return say(response, "Sun");
        response.status = 400;
    });
    const Outcome outcome = write(endpoint(server.url()), 6);
    EXPECT_EQ(outcome.record.ended_by, "done");
    EXPECT_EQ(outcome.record.failures, 4);
    EXPECT_EQ(outcome.labels.size(), 2u);
}

TEST(LabelWriter, does_not_repeat_a_refused_key) {
    Server server([](int, Response& response) {
        response.status = 401;
        response.set_content("wrong key s3cret-key", "text/plain");
    });
    const Outcome outcome = write(endpoint(server.url()));
    EXPECT_EQ(outcome.record.requests, 1);
    EXPECT_EQ(outcome.record.last_failure, "HTTP 401");
}

TEST(LabelWriter, waits_as_the_endpoint_says_and_tries_again) {
    std::chrono::steady_clock::time_point first;
    std::chrono::steady_clock::time_point second;
    Server server([&](int number, Response& response) {
        (number == 0 ? first : second) = std::chrono::steady_clock::now();
        if (number > 0) return say(response, "Sun");
        response.status = 429;
        response.set_header("Retry-After", "1");
    });
    const Outcome outcome = write(endpoint(server.url()));
    EXPECT_EQ(outcome.labels.at(0), "Sun");
    EXPECT_EQ(outcome.record.requests, 2);
    EXPECT_EQ(outcome.record.failures, 1);
    EXPECT_GE(second - first, 1s);
}

TEST(LabelWriter, does_not_wait_beyond_the_deadline_of_the_job) {
    Server server([](int, Response& response) {
        response.status = 429;
        response.set_header("Retry-After", "86400");
    });
    const Outcome outcome = write(endpoint(server.url()));
    EXPECT_EQ(outcome.record.requests, 1);
}

TEST(LabelWriter, tries_a_broken_server_three_times_in_all) {
    Server heals([](int number, Response& response) {
        if (number == 0)
            response.status = 500;
        else
            say(response, "Sun");
    });
    EXPECT_EQ(write(endpoint(heals.url())).labels.at(0), "Sun");
    Server broken([](int, Response& response) { response.status = 503; });
    EXPECT_EQ(write(endpoint(broken.url())).record.requests, 3);
}

TEST(LabelWriter, does_not_wait_for_an_answer_beyond_the_deadline) {
    Server* self = nullptr;
    Server server([&](int, Response&) { self->hang(); });
    self = &server;
    LabelEndpoint to = endpoint(server.url());
    to.request_deadline = 100ms;
    const Outcome outcome = write(to);
    EXPECT_EQ(outcome.record.last_failure, "no answer in time");
    EXPECT_TRUE(outcome.labels.empty());
}

TEST(LabelWriter, does_not_wait_for_an_answer_that_trickles_beyond_the_deadline) {
    std::atomic<bool> over{false};
    Server server([&](int, Response& response) {
        response.set_chunked_content_provider("application/json", [&](std::size_t, httplib::DataSink& sink) {
            std::this_thread::sleep_for(10ms);
            return !over && sink.write(" ", 1);
        });
    });
    LabelEndpoint to = endpoint(server.url());
    to.request_deadline = 200ms;
    const Outcome outcome = write(to);
    over = true;
    EXPECT_EQ(outcome.record.last_failure, "no answer in time");
}

TEST(LabelWriter, keeps_the_labels_when_nobody_listens) {
    std::string gone;
    {
        Server server([](int, Response&) {});
        gone = server.url();
    }
    const Outcome outcome = write(endpoint(gone), 4);
    EXPECT_EQ(outcome.record.failures, 3);
    EXPECT_THAT(outcome.record.last_failure, testing::HasSubstr("failed"));
}

TEST(LabelWriter, never_follows_a_redirect) {
    Server other([](int, Response& response) { say(response, "Stolen"); });
    Server server([&](int, Response& response) { response.set_redirect(other.url() + "/chat/completions", 307); });
    const Outcome outcome = write(endpoint(server.url()));
    EXPECT_TRUE(outcome.labels.empty());
    EXPECT_THAT(outcome.record.last_failure, testing::HasSubstr("redirect"));
    EXPECT_TRUE(other.requests().empty());
}

TEST(LabelWriter, stops_reading_a_huge_answer) {
    Server server([](int, Response& response) { response.set_content(std::string(4 << 20, ' '), "application/json"); });
    const Outcome outcome = write(endpoint(server.url()));
    EXPECT_EQ(outcome.record.last_failure, "its answer was too long");
}

TEST(LabelWriter, sends_no_more_requests_than_allowed) {
    Server server([](int, Response& response) { say(response, "Sun"); });
    LabelEndpoint to = endpoint(server.url());
    to.most_requests = 2;
    const Outcome outcome = write(to, 5);
    EXPECT_EQ(outcome.record.ended_by, "most_requests");
    EXPECT_EQ(server.requests().size(), 2u);
    to.most_requests = 0;
    EXPECT_EQ(write(to, 5).record.requests, 0);
}

TEST(LabelWriter, counts_retries_as_requests) {
    Server server([](int, Response& response) { response.status = 500; });
    LabelEndpoint to = endpoint(server.url());
    to.most_requests = 2;
    EXPECT_EQ(write(to).record.ended_by, "most_requests");
    EXPECT_EQ(server.requests().size(), 2u);
}

TEST(LabelWriter, spends_no_more_tokens_than_allowed) {
    Server server([](int, Response& response) { say(response, "Sun", 5000); });
    LabelEndpoint to = endpoint(server.url());
    to.most_tokens = 6000;
    const Outcome outcome = write(to, 9);
    EXPECT_EQ(outcome.record.ended_by, "most_tokens");
    EXPECT_EQ(outcome.record.requests, 2) << "5002 used leave room for one more of some 300 by estimate";
    to.most_tokens = 100;
    EXPECT_EQ(write(to, 9).record.requests, 0) << "the estimate alone is above the cap";
}

TEST(LabelWriter, a_cancel_ends_a_hanging_request) {
    class Cancelling : public Observer {
     public:
        [[nodiscard]] bool cancelled() const override { return asked.load(); }
        std::atomic<bool> asked{false};
    };
    Cancelling observer;
    Server* self = nullptr;
    Server server([&](int, Response&) {
        observer.asked = true;  // the request is there; now the user has had enough
        self->hang();
    });
    self = &server;
    try {
        (void)LabelWriter(endpoint(server.url()))
            .write(
                questions(1), [](auto, const auto&) { return true; }, observer);
        FAIL() << "it went on";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::interrupted);
    }
    EXPECT_EQ(server.requests().size(), 1u);
}

TEST(LabelWriter, needs_a_model) {
    LabelEndpoint to = endpoint("http://127.0.0.1:1");
    to.model.clear();
    EXPECT_THROW(LabelWriter{to}, Error);
}

}  // namespace
}  // namespace asterism::themes
