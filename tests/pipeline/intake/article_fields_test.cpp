#include "pipeline/intake/article_fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace asterism::pipeline {
namespace {

using testing::HasSubstr;

InputArticle from(const std::string& json, IdType type = IdType::int8) {
    return article_from({.line = 1,
                         .object = nlohmann::json::parse(json),
                         .literals = number_literals(json),
                         .error = {},
                         .is_end = false,
                         .repaired = false},
                        type);
}

/// What was left out, one line each.
std::string losses(const InputArticle& input) {
    std::string text;
    for (const LeftOut& one : input.left_out)
        text += one.why + "\n";
    return text;
}

TEST(ArticleFields, all_members_are_read) {
    const auto input =
        from(R"({"article_id":7,"title":"T","summary":"S","content":"C","url":"U","published":"2024-05-01",
                               "embedding":[1,0.5],"unknown":{}})");
    EXPECT_EQ(input.error, "");
    EXPECT_EQ(input.article.id, ArticleId(std::int64_t{7}));
    EXPECT_EQ(*input.article.title + *input.article.summary + *input.article.content + *input.article.url, "TSCU");
    EXPECT_EQ(input.article.published_at, "2024-05-01T00:00:00Z");
    EXPECT_EQ(input.embedding, (std::vector<float>{1.0F, 0.5F}));
    EXPECT_EQ(losses(input), "");
}

TEST(ArticleFields, null_and_blank_count_as_absent_and_only_the_id_is_needed) {
    const auto input =
        from(R"({"id":7,"article_id":null,"title":null,"published_at":" ","published":null,"embedding":""})");
    EXPECT_EQ(input.error, "");
    EXPECT_EQ(input.article.title, std::nullopt);
    EXPECT_EQ(input.article.published_at, std::nullopt);
    EXPECT_TRUE(input.embedding.empty());
    EXPECT_EQ(losses(input), "");
    EXPECT_EQ(from(R"({"id":7,"title":""})").article.title, "") << "an empty text is one";
}

TEST(ArticleFields, an_id_that_cannot_be_used_refuses_the_record_and_says_why) {
    EXPECT_EQ(
        from(R"({"ID":1,"Title":"T"})").error,
        "it has no \"article_id\" (or \"id\"), only \"ID\", \"Title\"; \"ID\" is another name: did you mean \"id\"?");
    EXPECT_EQ(from(R"({"uid":1})").error, "it has no \"article_id\" (or \"id\"), only \"uid\"");
    EXPECT_EQ(from(R"({"id":null,"title":"T"})").error, "its \"id\" is null, or NaN, which JSON has not");
    EXPECT_EQ(from("{}").error, "it has no \"article_id\" (or \"id\")");
    EXPECT_THAT(from(R"({"status":"ok","articles":[{"id":1}]})").error, HasSubstr("jq -c '.[\"articles\"][]'"));
    EXPECT_THAT(from(R"({"id":1.5})").error, HasSubstr("not a whole number"));
    EXPECT_THAT(from(R"({"id":"abc"})").error, HasSubstr("integer ids"));
    EXPECT_THAT(from(R"({"id":"1e999"})").error, HasSubstr("integer ids"));
    EXPECT_THAT(from(R"({"id":true})").error, HasSubstr("not a whole number"));
    EXPECT_THAT(from(R"({"id":[1]})").error, HasSubstr("[1]"));
    EXPECT_THAT(from(R"({"id":18446744073709551615})").error, HasSubstr("64 bits"));
    EXPECT_THAT(from(R"({"id":3000000000})", IdType::int4).error, HasSubstr("32-bit"));
    EXPECT_THAT(from(R"({"id":"12"})", IdType::uuid).error, HasSubstr("not a uuid"));
    EXPECT_THAT(from(R"({"id":5})", IdType::uuid).error, HasSubstr("not a uuid"));
    EXPECT_THAT(from(R"({"id":""})", IdType::text).error, HasSubstr("empty"));
    EXPECT_THAT(from(R"({"id":"k\u00001"})", IdType::text).error, HasSubstr("NUL")) << "mended it would be k1's";
}

TEST(ArticleFields, ids_follow_the_type_of_the_table) {
    EXPECT_EQ(from(R"({"id":"-12"})").article.id, ArticleId(std::int64_t{-12}));
    EXPECT_EQ(from(R"({"id":" 12 "})").article.id, ArticleId(std::int64_t{12}));
    EXPECT_EQ(from(R"({"id":12.0})").article.id, ArticleId(std::int64_t{12})) << "as tables with gaps write them";
    EXPECT_EQ(from(R"({"id":"12.0"})").article.id, ArticleId(std::int64_t{12}));
    EXPECT_EQ(from(R"({"id":9223372036854775807})").article.id, ArticleId(std::int64_t{9223372036854775807}));
    EXPECT_EQ(from(R"({"id":12})", IdType::text).article.id, ArticleId(std::string("12")));
    EXPECT_EQ(from(R"({"id":" a "})", IdType::text).article.id, ArticleId(std::string(" a ")));
    EXPECT_EQ(from(R"({"id":"{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}"})", IdType::uuid).article.id,
              ArticleId(std::string("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")));
}

TEST(ArticleFields, a_member_that_cannot_be_used_is_left_out_and_its_article_stays) {
    const auto input = from(R"({"id":1,"title":["a"],"summary":{"b":1},"content":true,"url":"U","published_at":"soon",
                                "embedding":[1,null]})");
    EXPECT_EQ(input.error, "");
    EXPECT_EQ(input.article.url, "U");
    EXPECT_EQ(input.article.title, std::nullopt);
    EXPECT_EQ(input.article.summary, std::nullopt);
    EXPECT_EQ(input.article.content, std::nullopt);
    EXPECT_EQ(input.article.published_at, std::nullopt);
    EXPECT_TRUE(input.embedding.empty());
    EXPECT_EQ(losses(input),
              "\"title\" is not a text but array\n\"summary\" is not a text but object\n"
              "\"content\" is not a text but boolean\n\"published_at\" is no date this program understands: soon\n"
              "\"embedding\" holds null or NaN where a number should be\n");
    ASSERT_EQ(input.left_out.size(), 5U);
    EXPECT_EQ(input.left_out[0].loss, Loss::member);
    EXPECT_EQ(input.left_out[3].loss, Loss::date);
    EXPECT_EQ(input.left_out[4].loss, Loss::vector);
}

TEST(ArticleFields, numbers_are_texts_where_texts_are_expected) {
    const auto input = from(R"({"id":1,"title":1984,"summary":2.5})");
    EXPECT_EQ(input.article.title, "1984");
    EXPECT_EQ(input.article.summary, "2.5");
    EXPECT_EQ(losses(input), "");
}

TEST(ArticleFields, numbers_keep_the_digits_that_the_file_has) {
    const auto input = from(R"({"id":9007199254740993.0,"title":123456789012345678901234567890,"summary":1.50,
                                "content":12345678901234567890,"url":3e2,"published_at":1714558830000.000})");
    EXPECT_EQ(input.article.id, ArticleId(std::int64_t{9007199254740993})) << "as double it is another article's";
    EXPECT_EQ(input.article.title, "123456789012345678901234567890");
    EXPECT_EQ(input.article.summary, "1.50");
    EXPECT_EQ(input.article.content, "12345678901234567890");
    EXPECT_EQ(input.article.url, "3e2");
    EXPECT_EQ(input.article.published_at, "2024-05-01T10:20:30Z");
    EXPECT_EQ(from(R"({"id":"9007199254740993.0"})").article.id, ArticleId(std::int64_t{9007199254740993}));
    EXPECT_EQ(from(R"({"id":123456789012345678901234})", IdType::text).article.id,
              ArticleId(std::string("123456789012345678901234")));
    for (const char* id : {"123456789012345678901234", "9223372036854775808.0", "\"-9223372036854775809\""})
        EXPECT_THAT(from(std::string("{\"id\":") + id + "}").error, HasSubstr("64 bits")) << id;
    EXPECT_THAT(from(R"({"id":9.007199254740993e15})").error, HasSubstr("not a whole number"));
    EXPECT_THAT(from(R"({"id":12.5})", IdType::text).error, HasSubstr("not a text or a whole number"));
}

TEST(ArticleFields, dates_may_be_numbers_or_texts_of_such) {
    for (const char* date :
         {"1714558830", "1714558830000", "1714558830.25", "\"1714558830000\"", "\"Wed, 01 May 24 12:20:30 +0200\""})
        EXPECT_EQ(from(std::string("{\"id\":1,\"published_at\":") + date + "}").article.published_at,
                  "2024-05-01T10:20:30Z")
            << date;
    for (const char* date : {"true", "[2024]", "{}", "1e300", "-44", "\"9999-12-31T23:59:59-05:00\""})
        EXPECT_THAT(losses(from(std::string("{\"id\":1,\"published\":") + date + "}")), HasSubstr("is no date"))
            << date;
}

TEST(ArticleFields, vectors_may_be_texts) {
    EXPECT_EQ(from(R"({"id":1,"embedding":"[1,2]"})").embedding, (std::vector<float>{1, 2}));
    EXPECT_THAT(losses(from(R"({"id":1,"embedding":"x"})")), HasSubstr("\"embedding\" holds \"x\""));
}

TEST(ArticleFields, escaped_nul_bytes_are_removed_and_markup_is_kept) {
    const auto input = from(R"({"id":1,"title":"a\u0000b \"q\" '</script>'"})");
    EXPECT_TRUE(input.repaired);
    EXPECT_EQ(input.article.title, "ab \"q\" '</script>'");
}

TEST(ArticleFields, members_that_nobody_reads_are_named) {
    std::vector<std::string> names;
    for_each_unknown_member(nlohmann::json::parse(R"({"id":1,"Title":"a","text":"b","author":null,"url":"c"})"),
                            [&](const std::string& name) { names.push_back(name); });
    EXPECT_EQ(names, (std::vector<std::string>{"Title", "text"}));
}

TEST(ArticleFields, of_two_members_with_one_meaning_the_one_that_is_not_read_is_named_where_they_differ) {
    const auto unread = [](const char* record) {
        std::string names;
        for_each_unknown_member(nlohmann::json::parse(record), [&](const std::string& name) { names += name + " "; });
        return names;
    };
    EXPECT_EQ(unread(R"({"id":1,"article_id":2,"published":"2024","published_at":"2023"})"), "id published ");
    EXPECT_EQ(unread(R"({"id":1,"article_id":1,"published":"2024","published_at":" "})"), "");
    EXPECT_EQ(unread(R"({"id":1,"article_id":null,"published":"2024"})"), "");
    EXPECT_EQ(member_taken_before("id"), "article_id");
}

}  // namespace
}  // namespace asterism::pipeline
