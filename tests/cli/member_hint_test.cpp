#include "cli/member_hint.hpp"

#include <gtest/gtest.h>

namespace asterism::cli {
namespace {

TEST(MemberHint, another_spelling_of_a_member_is_seen) {
    EXPECT_EQ(meant_member("Title"), "title");
    EXPECT_EQ(meant_member("ARTICLE-ID"), "article_id");
    EXPECT_EQ(meant_member("publishedAt"), "published_at");
    EXPECT_EQ(meant_member("titel"), "title");
    EXPECT_EQ(meant_member("ID"), "id");
}

TEST(MemberHint, what_is_usual_elsewhere_is_known) {
    EXPECT_EQ(meant_member("text"), "content");
    EXPECT_EQ(meant_member("Description"), "summary");
    EXPECT_EQ(meant_member("pubDate"), "published_at");
    EXPECT_EQ(meant_member("link"), "url");
    EXPECT_EQ(meant_member("embeddings"), "embedding");
}

TEST(MemberHint, what_resembles_none_has_no_hint) {
    for (const char* name : {"author", "x", "", "source", "column 1", "ids2"})
        EXPECT_EQ(meant_member(name), std::nullopt) << name;
}

}  // namespace
}  // namespace asterism::cli
