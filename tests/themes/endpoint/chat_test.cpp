#include "themes/endpoint/chat.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace asterism::themes {
namespace {

using nlohmann::json;

LabelQuestion question() {
    return {.label = "solar panel",
            .keywords = {"solar", "panel"},
            .entities = {"Acme"},
            .titles = {"One <b>bold</b> title https://a.example/x by me@example.org", "Two"}};
}

json data_of(const std::string& request) {
    return json::parse(json::parse(request)["messages"][1]["content"].get<std::string>());
}

TEST(Chat, sends_no_title_unless_allowed) {
    const std::string none = *chat_request(question(), "m", 0, 8192);
    EXPECT_FALSE(data_of(none).contains("titles"));
    EXPECT_THAT(none, testing::Not(testing::HasSubstr("bold")));
    EXPECT_EQ(data_of(*chat_request(question(), "m", 1, 8192))["titles"].size(), 1u);
    EXPECT_EQ(data_of(*chat_request(question(), "m", 5, 8192))["titles"].size(), 2u);
}

TEST(Chat, takes_addresses_and_markup_out_of_titles_and_cuts_them) {
    LabelQuestion asked = question();
    asked.titles[1] = std::string(500, 'x');
    const std::string request = *chat_request(asked, "m", 2, 8192);
    for (const char* gone : {"a.example", "me@example", "<b>"})
        EXPECT_THAT(request, testing::Not(testing::HasSubstr(gone)));
    EXPECT_EQ(data_of(request)["titles"][1], std::string(120, 'x'));
}

TEST(Chat, leaves_out_titles_then_entities_then_keywords_to_fit) {
    const std::size_t whole = chat_request(question(), "m", 2, 8192)->size();
    EXPECT_EQ(data_of(*chat_request(question(), "m", 2, whole - 1))["titles"].size(), 1u);
    const std::size_t bare = chat_request(question(), "m", 0, 8192)->size();
    const json data = data_of(*chat_request(question(), "m", 2, bare - 1));
    EXPECT_FALSE(data.contains("titles"));
    EXPECT_TRUE(data["entities"].empty());
    EXPECT_EQ(data["keywords"].size(), 2u);
    EXPECT_EQ(chat_request(question(), "m", 2, 100), std::nullopt);
}

TEST(Chat, reads_the_first_choice_and_the_usage) {
    const auto read = read_chat_answer(
        R"({"choices":[{"message":{"content":"Sun"}}],"usage":{"prompt_tokens":7,"completion_tokens":2}})");
    EXPECT_EQ(read.text, "Sun");
    EXPECT_EQ(read.prompt_tokens, 7);
    EXPECT_EQ(read.completion_tokens, 2);
}

TEST(Chat, reads_nothing_out_of_another_shape) {
    for (const char* body :
         {"", "null", "[]", "{", "{}", R"({"choices":[]})", R"({"choices":[1]})", R"({"choices":[{}]})",
          R"({"choices":[{"message":1}]})", R"({"choices":[{"message":{"content":null}}]})"})
        EXPECT_EQ(read_chat_answer(body).text, std::nullopt) << body;
    for (const char* usage : {"-5", "1e3", "\"9\"", "99999999999999", "18446744073709551615"}) {
        const auto read = read_chat_answer(R"({"usage":{"prompt_tokens":)" + std::string(usage) + "}}");
        EXPECT_EQ(read.prompt_tokens, std::nullopt) << usage;
    }
}

}  // namespace
}  // namespace asterism::themes
