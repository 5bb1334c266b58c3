#include "cli/location.hpp"

#include <gtest/gtest.h>

#include <array>

#include "asterism/error.hpp"

namespace asterism::cli {
namespace {

constexpr std::array kWithPassword{
    "postgresql://me:secret@host/news",
    "POSTGRES://me:secret@host/news",
    "mysql://me:secret@host/news",
    "me:secret@host/news",
    "postgresql://host/news?sslmode=require&password=secret",
    "postgresql:///news?%73slpassword=secret",
    "host=h password=secret",
    "HOST=h PassWord = 'secret'",
    "--step1-command=postgresql://me:secret@host/news",
    "--config=postgresql://me:secret@host/news",
    "psql 'host=h password=secret'",
};

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

TEST(Location, a_command_may_name_a_variable_where_a_password_stands) {
    for (const char* command : {"psql postgresql://me:$PW@host/news", "PGPASSWORD=\"$(cat /run/pw)\" ./fetch",
                                "psql \"host=h password=${PW}\""}) {
        const std::array<const char*, 3> arguments{"asterism", "--step1-command", command};
        EXPECT_NO_THROW(refuse_passwords(arguments)) << command;
        const std::array<const char*, 2> database{"asterism", command};  // nothing fills it in there: it is a password
        EXPECT_THROW(refuse_passwords(database), Error) << command;
    }
    const std::array<const char*, 3> both{"asterism", "--step1-command",
                                          "a postgresql://me:$PW@h/x && b password=secret"};
    EXPECT_THROW(refuse_passwords(both), Error);
}

TEST(Location, arguments_are_told_apart_by_their_form) {
    EXPECT_TRUE(is_npy("a/B.NPY"));
    EXPECT_FALSE(is_npy("reader.db"));
    EXPECT_TRUE(is_article_file("-"));
    EXPECT_TRUE(is_article_file("news.jsonl"));
    EXPECT_TRUE(is_article_file("news.CSV"));
    EXPECT_FALSE(is_article_file("reader.db"));
    EXPECT_FALSE(is_article_file("postgresql:///x.csv"));
    EXPECT_FALSE(is_article_file("host=h dbname=x.csv"));
    EXPECT_FALSE(is_npy("HOST=h dbname=x.npy"));
    EXPECT_TRUE(is_whole_number("17"));
    EXPECT_FALSE(is_whole_number("17a"));
    EXPECT_FALSE(is_whole_number(""));
}

}  // namespace
}  // namespace asterism::cli
