#include "pipeline/article_fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace asterism::pipeline {
namespace {

using testing::HasSubstr;

InputArticle from(const std::string& json, IdType type = IdType::int8) {
    return article_from({.line = 1, .object = nlohmann::json::parse(json), .error = {}, .repaired = false}, type);
}

TEST(ArticleFields, all_members_are_read) {
    const auto input =
        from(R"({"article_id":7,"title":"T","summary":"S","content":"C","url":"U","published":"2024-05-01",
                               "embedding":[1,0.5],"unknown":{}})");
    EXPECT_EQ(input.error, "");
    EXPECT_EQ(input.article.id, ArticleId(std::int64_t{7}));
    EXPECT_EQ(input.article.title + input.article.summary + input.article.content + input.article.url, "TSCU");
    EXPECT_EQ(input.article.published_at, "2024-05-01T00:00:00Z");
    EXPECT_EQ(input.embedding, (std::vector<float>{1.0F, 0.5F}));
}

TEST(ArticleFields, null_counts_as_absent_and_only_the_id_is_needed) {
    const auto input = from(R"({"id":7,"article_id":null,"title":null,"published_at":null,"embedding":null})");
    EXPECT_EQ(input.error, "");
    EXPECT_EQ(input.article.published_at, std::nullopt);
    EXPECT_FALSE(input.date_ignored);
    EXPECT_FALSE(input.embedding);
}

TEST(ArticleFields, wrong_members_refuse_the_record_and_say_why) {
    EXPECT_THAT(from(R"({"title":"T"})").error, HasSubstr("no \"article_id\""));
    EXPECT_THAT(from(R"({"id":1.5})").error, HasSubstr("not a whole number"));
    EXPECT_THAT(from(R"({"id":"abc"})").error, HasSubstr("integer ids"));
    EXPECT_THAT(from(R"({"id":true})").error, HasSubstr("not a whole number"));
    EXPECT_THAT(from(R"({"id":18446744073709551615})").error, HasSubstr("64 bits"));
    EXPECT_THAT(from(R"({"id":3000000000})", IdType::int4).error, HasSubstr("32-bit"));
    EXPECT_THAT(from(R"({"id":1,"title":5})").error, HasSubstr("\"title\" is not a text but number"));
    EXPECT_THAT(from(R"({"id":1,"embedding":"x"})").error, HasSubstr("not an array"));
    EXPECT_THAT(from(R"({"id":1,"embedding":[1,null]})").error, HasSubstr("not a number"));
    EXPECT_THAT(from(R"({"id":"12"})", IdType::uuid).error, HasSubstr("not a uuid"));
    EXPECT_THAT(from(R"({"id":""})", IdType::text).error, HasSubstr("empty"));
}

TEST(ArticleFields, ids_follow_the_type_of_the_table) {
    EXPECT_EQ(from(R"({"id":"-12"})").article.id, ArticleId(std::int64_t{-12}));
    EXPECT_EQ(from(R"({"id":12})", IdType::text).article.id, ArticleId(std::string("12")));
    EXPECT_EQ(from(R"({"id":"{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}"})", IdType::uuid).article.id,
              ArticleId(std::string("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")));
}

TEST(ArticleFields, an_unreadable_date_is_left_out_not_the_article) {
    const auto input = from(R"({"id":1,"published_at":"soon"})");
    EXPECT_EQ(input.error, "");
    EXPECT_TRUE(input.date_ignored);
    EXPECT_EQ(input.article.published_at, std::nullopt);
}

TEST(ArticleFields, escaped_nul_bytes_are_removed_and_markup_is_kept) {
    const auto input = from(R"({"id":1,"title":"a\u0000b \"q\" '</script>'"})");
    EXPECT_TRUE(input.repaired);
    EXPECT_EQ(input.article.title, "ab \"q\" '</script>'");
}

}  // namespace
}  // namespace asterism::pipeline
