#include "store/secrets.hpp"

#include <gtest/gtest.h>

#include <array>

namespace asterism::store {
namespace {

/// Each holds a password made of "sec" and "ret", in one piece or around the characters that lead readers astray.
constexpr std::array kWithPassword{
    "postgresql://me:secret@host/news",
    "postgres://me:secret@host:5432/news",
    "POSTGRESQL://me:secret@host/news",
    "  Postgres://me:secret@host/news",
    "postgresql+psycopg2://me:secret@host/news",
    "jdbc:postgresql://host/news?user=me&password=secret",
    "mysql://me:secret@host/news",
    "\"postgresql://me:secret@host/news\"",
    "postgresql://:secret@host/news",
    "postgresql://me:sec/ret@host/news",
    "postgresql://me:sec@ret@host/news",
    "postgresql://me:sec?ret@host/news",
    "postgresql://me:sec#ret@host/news",
    "postgresql://me:sec/?ret@host/news",
    "postgresql://me:sec ret@host/news",
    "postgresql://me:secret",
    "postgresql://me:secret/news",
    "postgresql://me:s%65cret@host/news",
    "postgresql://me@host/news?password=secret",
    "postgresql://host/news?sslmode=require&PassWord=secret",
    "postgresql://host/news?%70ass%77ord=secret",
    "postgresql:///news?sslpassword=secret",
    "postgres:me:secret@host/news",
    "postgresql:/me:secret@host/news",
    "posgresql//me:secret@host",
    "//me:secret@host/news",
    "me:secret@host:5432/news",
    "host=h password=secret",
    "password=secret host=h",
    "HOST=h PASSWORD = secret",
    "host=h password = 'sec ret' dbname=d",
    "host=h password='sec\\'ret' dbname=d",
    "host=h password=sec\\ ret dbname=d",
    "host=h password=sec&ret;x dbname=d",
    "dbname=d sslpassword=secret",
    "Host=h;Username=me;Password=secret;Database=d",
    "Driver={PostgreSQL};Server=h;Uid=me;Pwd=secret;",
    "PGPASSWORD=secret psql -h host",
};

constexpr std::array kWithout{"postgresql://me@host/news",
                              "postgresql://host:5432/news",
                              "postgresql:///news?service=x",
                              "postgresql://me:@host/news",
                              "postgresql://h1:1,h2:2/news?application_name=a",
                              "postgresql://[::1]:5432/news",
                              "postgresql:///news?host=/tmp&user=me@corp",
                              "host=h dbname=d user=me",
                              "host=h passfile=/etc/reader.pgpass",
                              "reader.db",
                              "a:b@c.db",
                              "a=b.db",
                              "/data/a:b@c/x.db",
                              "./a:b@c/x.db",
                              "C:\\data\\reader.db",
                              "fetch --password-file=x",
                              "password=",
                              "http://127.0.0.1:8080/v1",
                              ""};

}  // namespace

TEST(Secrets, EveryFormOfAPasswordIsSeenAndHidden) {
    for (const char* text : kWithPassword) {
        EXPECT_FALSE(secrets_in(text).empty()) << text;
        const std::string shown = without_secrets(text);
        EXPECT_EQ(shown.find("sec"), std::string::npos) << shown;
        EXPECT_EQ(shown.find("ret"), std::string::npos) << shown;
        EXPECT_NE(shown.find("***"), std::string::npos) << shown;
    }
}

TEST(Secrets, WhatHoldsNoneStaysAsItIs) {
    for (const char* text : kWithout)
        EXPECT_EQ(without_secrets(text), text);
}

TEST(Secrets, WhatIsNoPasswordIsStillReadable) {
    EXPECT_EQ(without_secrets("postgresql://me:secret@host/news"), "postgresql://me:***@host/news");
    EXPECT_EQ(without_secrets("postgresql://me:one@host/news?password=two&x=1"),
              "postgresql://me:***@host/news?password=***&x=1");
    EXPECT_EQ(without_secrets("host=h password = 'se\\'cr et' dbname=d"), "host=h password = *** dbname=d");
    EXPECT_EQ(without_secrets("postgresql://me:a:b@host/news"), "postgresql://me:***@host/news");
}

TEST(Secrets, ThoseOfEveryAddressInALongerTextAreHidden) {
    EXPECT_EQ(without_secrets("fetch | psql 'postgresql://a:one@h/x' && psql postgres://b:two@h/y -c z"),
              "fetch | psql 'postgresql://a:***@h/x' && psql postgres://b:***@h/y -c z");
    EXPECT_EQ(without_secrets("psql \"host=h password=one dbname=d\" && psql 'postgresql://a:two words@h/x'"),
              "psql \"host=h password=*** dbname=d\" && psql 'postgresql://a:***@h/x'");
    EXPECT_EQ(without_secrets("psql \"host=h password=one\" -c z"), "psql \"host=h password=***\" -c z");
    EXPECT_EQ(without_secrets("no address here"), "no address here");
}

TEST(Secrets, HidingTwiceChangesNothing) {
    for (const char* text : kWithPassword)
        EXPECT_EQ(without_secrets(without_secrets(text)), without_secrets(text));
}

}  // namespace asterism::store
