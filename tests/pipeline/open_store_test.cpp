#include "pipeline/open_store.hpp"

#include <gtest/gtest.h>

#include "asterism/error.hpp"
#include "base/folder.hpp"

namespace asterism::pipeline {
namespace {

TEST(OpenStore, an_sqlite_file_that_is_not_there_is_not_made_by_looking) {
    const Folder folder;
    try {
        (void)open_store(folder / "none.db", {}, Access::read)->status();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::schema);
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "none.db"));
}

TEST(OpenStore, one_name_for_two_tables_is_refused_before_anything_is_made) {
    const Folder folder;
    EXPECT_THROW((void)open_store(folder / "reader.db", {.articles = "clusters"}, Access::write), Error);
    EXPECT_FALSE(std::filesystem::exists(folder / "reader.db"));
}

TEST(OpenStore, reading_access_writes_nothing) {
    const Folder folder;
    open_store(folder / "reader.db", {}, Access::write)->initialize_tables({.dimensions = 2});
    const auto client = open_store(folder / "reader.db", {}, Access::read);
    EXPECT_EQ(client->status().articles, 0);
    EXPECT_THROW((void)client->begin_run({}), Error);
}

TEST(OpenStore, a_server_that_is_not_there_is_a_connection_error_without_the_password) {
    try {
        (void)open_store("postgresql://me:hidden-word@/news?host=/nonexistent", {}, Access::read)->status();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::connection);
        EXPECT_EQ(std::string(error.what()).find("hidden-word"), std::string::npos);
    }
}

}  // namespace
}  // namespace asterism::pipeline
