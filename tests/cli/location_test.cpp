#include "cli/location.hpp"

#include <gtest/gtest.h>

#include <array>

#include "asterism/error.hpp"

namespace asterism::cli {
namespace {

constexpr std::array kWithPassword{
    "postgresql://me:secret@host/news",          "postgres://me:secret@host:5432/news",
    "postgresql://me:sec/ret@host/news",         "postgresql://me:sec@ret@host/news",
    "postgresql://me@host/news?password=secret", "postgresql://host/news?sslmode=require&password=secret",
    "postgresql:///news?sslpassword=secret"};

constexpr std::array kWithout{"postgresql://me@host/news",
                              "postgresql://host:5432/news",
                              "postgresql:///news?service=x",
                              "postgresql://me:@host/news",
                              "reader.db",
                              "a:b@c.db",
                              "postgresql:///news?host=/tmp&user=me"};

TEST(Location, every_form_of_a_password_is_seen) {
    for (const char* url : kWithPassword)
        EXPECT_TRUE(has_password(url)) << url;
    for (const char* url : kWithout)
        EXPECT_FALSE(has_password(url)) << url;
}

TEST(Location, no_password_is_ever_shown) {
    for (const char* url : kWithPassword) {
        const std::string shown = without_password(url);
        EXPECT_EQ(shown.find("sec"), std::string::npos) << shown;
        EXPECT_EQ(shown.find("ret"), std::string::npos) << shown;
        EXPECT_NE(shown.find("***"), std::string::npos) << shown;
    }
    for (const char* url : kWithout)
        EXPECT_EQ(without_password(url), url);
    EXPECT_EQ(without_password("postgresql://me:secret@host/news"), "postgresql://me:***@host/news");
    EXPECT_EQ(without_password("postgresql://me:one@host/news?password=two&x=1"),
              "postgresql://me:***@host/news?password=***&x=1");
}

TEST(Location, passwords_inside_a_longer_text_are_masked) {
    EXPECT_EQ(without_passwords("fetch | psql 'postgresql://a:one@h/x' && psql postgres://b:two@h/y -c z"),
              "fetch | psql 'postgresql://a:***@h/x' && psql postgres://b:***@h/y -c z");
    EXPECT_EQ(without_passwords("no url here"), "no url here");
}

TEST(Location, what_a_shell_would_act_on_is_quoted) {
    EXPECT_EQ(shell_quoted("/data/reader.db"), "/data/reader.db");
    EXPECT_EQ(shell_quoted("postgresql://me@host:5432/news"), "postgresql://me@host:5432/news");
    EXPECT_EQ(shell_quoted("postgresql:///news?host=/tmp&port=1"), "'postgresql:///news?host=/tmp&port=1'");
    EXPECT_EQ(shell_quoted("it's mine.db"), "'it'\\''s mine.db'");
}

TEST(Location, a_refusal_names_the_safe_ways_and_repeats_nothing) {
    for (const char* url : kWithPassword) {
        const std::array<const char*, 3> arguments{"asterism", "status", url};
        try {
            refuse_passwords(arguments);
            FAIL() << url;
        } catch (const Error& error) {
            const std::string message = error.what();
            EXPECT_EQ(error.kind(), ErrorKind::usage);
            EXPECT_EQ(message.find("secret"), std::string::npos);
            for (const char* way : {"PGPASSFILE", "service", "ASTERISM_DB", "PGPASSWORD", "config file"}) {
                EXPECT_NE(message.find(way), std::string::npos) << way;
            }
        }
    }
}

TEST(Location, an_option_with_the_url_behind_an_equals_sign_is_seen_too) {
    const std::array<const char*, 2> arguments{"asterism", "--step1-command=postgresql://me:secret@host/news"};
    EXPECT_THROW(refuse_passwords(arguments), Error);
}

TEST(Location, arguments_are_told_apart_by_their_form) {
    EXPECT_TRUE(is_npy("a/B.NPY"));
    EXPECT_FALSE(is_npy("reader.db"));
    EXPECT_TRUE(is_article_file("-"));
    EXPECT_TRUE(is_article_file("news.jsonl"));
    EXPECT_TRUE(is_article_file("news.CSV"));
    EXPECT_FALSE(is_article_file("reader.db"));
    EXPECT_FALSE(is_article_file("postgresql:///x.csv"));
    EXPECT_TRUE(is_whole_number("17"));
    EXPECT_FALSE(is_whole_number("17a"));
    EXPECT_FALSE(is_whole_number(""));
}

}  // namespace
}  // namespace asterism::cli
