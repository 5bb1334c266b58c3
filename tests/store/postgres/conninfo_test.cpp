#include "store/postgres/conninfo.hpp"

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <array>

#include "asterism/error.hpp"
#include "store/secrets.hpp"

namespace asterism::store {

TEST(Conninfo, KeywordsAreThoseOfTheLibraryInAnyCase) {
    for (const char* word : {"host", "HOST", "dbname", "user", "password", "service", "sslmode", "Port"})
        EXPECT_TRUE(is_conninfo_keyword(word)) << word;
    for (const char* word : {"", "a", "hosts", "database", "host "})
        EXPECT_FALSE(is_conninfo_keyword(word)) << word;
}

TEST(Conninfo, EveryValueTheLibraryHidesCountsAsSecret) {
    PQconninfoOption* const all = PQconndefaults();
    ASSERT_NE(all, nullptr);
    int hidden = 0;
    for (const PQconninfoOption* option = all; option->keyword != nullptr; ++option) {
        const bool hides = std::string(option->dispchar).find('*') != std::string::npos;
        hidden += hides ? 1 : 0;
        EXPECT_TRUE(!hides || is_secret_keyword(option->keyword)) << option->keyword;
    }
    PQconninfoFree(all);
    EXPECT_GE(hidden, 2);
}

TEST(Conninfo, SchemeAndKeywordsBecomeLowerCaseAndValuesStay) {
    EXPECT_EQ(checked_conninfo("PostgreSQL://Me:PassWord@Host/News?SSLMode=Require&APPLICATION_NAME=A%3DB"),
              "postgresql://Me:PassWord@Host/News?sslmode=Require&application_name=A%3DB");
    EXPECT_EQ(checked_conninfo("postgres://me:A?B=C&D=E@host/news"), "postgres://me:A?B=C&D=E@host/news");
    EXPECT_EQ(checked_conninfo("HOST = 'My Host' DBname=News PASSWORD='It\\'s A' User=ME"),
              "host = 'My Host' dbname=News password='It\\'s A' user=ME");
    EXPECT_EQ(checked_conninfo("host=h options=a\\ B=c"), "host=h options=a\\ B=c");
}

TEST(Conninfo, WhatIsCutInTheWrongPlaceIsRefusedAndNotRepeated) {
    static constexpr std::array kWrong{"postgresql://me:12/secret@host/news",   // port 12, database "secret@host/news"
                                       "postgresql://me:sec/ret@host/news",     // port "sec"
                                       "postgresql://me:sec@ret@host/news",     // host "ret@host"
                                       "postgresql://me:secret/news",           // port "secret"
                                       "postgresql://me:sec ret@host/news",     //
                                       "postgresql://host/news?schema=secret",  // no parameter of libpq
                                       "host=h;Password=secret;Database=d",     // one host
                                       "dbname=postgresql://me:secret@host/news",  // a database of that name
                                       "host=h secret",
                                       "host=h password='secret"};
    for (const char* text : kWrong) {
        try {
            (void)checked_conninfo(text);
            ADD_FAILURE() << text;
        } catch (const Error& error) {
            const std::string message = error.what();
            EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(ErrorKind::usage));
            EXPECT_EQ(message.find("secret"), std::string::npos) << message;
            EXPECT_NE(message.find("percent-encoded"), std::string::npos) << message;
        }
    }
}

}  // namespace asterism::store
