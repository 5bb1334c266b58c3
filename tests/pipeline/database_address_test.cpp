#include "pipeline/database_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

using testing::HasSubstr;

std::string refused(const std::string& text) {
    try {
        const auto address = database_address(text);
        ADD_FAILURE() << text << " became " << address.address;
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        EXPECT_THAT(error.what(), testing::Not(HasSubstr("s3cret"))) << text;
        return error.what();
    }
    return {};
}

void expect(StoreKind store, const std::string& text, const std::string& address) {
    const auto found = database_address(text);
    EXPECT_EQ(found.store, store) << text;
    EXPECT_EQ(found.address, address);
    EXPECT_EQ(is_path(text), store == StoreKind::sqlite) << text;
}

}  // namespace

TEST(DatabaseAddress, every_form_that_libpq_takes_is_postgres_in_any_case) {
    expect(StoreKind::postgres, "postgresql:///news", "postgresql:///news");
    expect(StoreKind::postgres, "postgres://me@host/news", "postgres://me@host/news");
    expect(StoreKind::postgres, "POSTGRESQL://bob:s3cret@host/db", "postgresql://bob:s3cret@host/db");
    expect(StoreKind::postgres, " Postgres://host/db\n", "postgres://host/db");
    expect(StoreKind::postgres, "host=h dbname=d password=s3cret", "host=h dbname=d password=s3cret");
    expect(StoreKind::postgres, "Host = h  DBNAME = 'my db'", "host = h  dbname = 'my db'");
    expect(StoreKind::postgres, "service=x", "service=x");
    expect(StoreKind::postgres, "dbname=news.db", "dbname=news.db");
    expect(StoreKind::postgres, "dbname=d password=a://b", "dbname=d password=a://b");
}

TEST(DatabaseAddress, all_else_is_a_path_even_with_an_equals_sign) {
    for (const char* path : {"reader.db", "/tmp/reader.db", "a=b.db", "./a:b@c.db", "a:b.db", "a@b.db", "postgresql.db",
                             "my host.db", "dir/user=x.db", "./user=x.db", "/srv/host=a/b.db", "../dbname=x",
                             "nightly-2024=05.db", "~reader.db", "x?y.db"})
        expect(StoreKind::sqlite, path, path);
}

TEST(DatabaseAddress, the_home_folder_is_filled_in_as_a_shell_would) {
    const char* const home = std::getenv("HOME");
    ASSERT_NE(home, nullptr);
    expect(StoreKind::sqlite, "~/news/reader.db", std::string(home) + "/news/reader.db");
    EXPECT_THAT(refused("~bob/reader.db"), HasSubstr("only a shell knows \"~bob\""));
}

TEST(DatabaseAddress, an_unknown_scheme_is_refused_with_what_would_do) {
    for (const char* text : {"mysql://bob:s3cret@host/db", "HTTP://host/x.db", "ftp://host/x", "redis://:s3cret@host",
                             "\"postgresql://bob:s3cret@host/db\"", "mysql:host=h;password=s3cret"})
        EXPECT_THAT(refused(text), HasSubstr("postgresql://user@host/database")) << text;
    EXPECT_THAT(refused("mysql://host/db"), HasSubstr("a \"mysql://\" address is not understood"));
    EXPECT_THAT(refused("postgresql+psycopg2://bob:s3cret@host/db"), HasSubstr("write postgresql:// without it"));
    EXPECT_THAT(refused("postgresql+psycopg2:o/bob:s3cret@host/db"), HasSubstr("write postgresql:// without it"));
    EXPECT_THAT(refused("jdbc:postgresql://host/db?password=s3cret"),
                HasSubstr("\"jdbc:\" is not how libpq writes it"));
    EXPECT_THAT(refused("postgresql:/bob:s3cret@host/db"), HasSubstr("\"postgresql:\""));
    for (const char* text :
         {"sqlite:///x.db", "sqlite:x.db", "SQLite3://x.db", "file:x.db", "file:///srv/x.db?mode=ro"})
        EXPECT_THAT(refused(text), HasSubstr("named by its path alone")) << text;
}

TEST(DatabaseAddress, what_other_drivers_write_is_refused_and_not_repeated) {
    EXPECT_THAT(refused("Server=h;Uid=bob;Pwd=s3cret"), HasSubstr("not the keywords of libpq"));
    EXPECT_THAT(refused("Host=h;Username=bob;Password=s3cret"), HasSubstr("cannot be read"));
    EXPECT_THAT(refused("pgsql:host=h;password=s3cret"), HasSubstr("\"pgsql:\""));
    for (const char* text : {"bob:s3cret@host/db", "bob:s3cret@host", "bob:s3cret@10.0.0.1:5432", "user:s3cret@x.db",
                             "localhost:5432", "db.example.com:5432", "127.0.0.1:5432/db"})
        EXPECT_THAT(refused(text), HasSubstr("needs its scheme")) << text;
    EXPECT_THAT(refused("my file host=a"), HasSubstr("cannot be read"));
}

TEST(DatabaseAddress, what_can_only_be_a_mistake_makes_no_file) {
    EXPECT_THAT(refused(""), HasSubstr("empty"));
    EXPECT_THAT(refused("  \n"), HasSubstr("empty"));
    EXPECT_THAT(refused(":memory:"), HasSubstr("gone"));
    EXPECT_THAT(refused("C:\\news\\reader.db"), HasSubstr("./C:\\news\\reader.db"));
    EXPECT_THAT(refused("d:/reader.db"), HasSubstr("Windows"));
    EXPECT_THAT(refused("\\\\server\\share\\x.db"), HasSubstr("Windows"));
    EXPECT_THAT(refused("a\nb.db"), HasSubstr("control character"));
}

}  // namespace asterism::pipeline
