#include "store/identifiers.hpp"

#include <gtest/gtest.h>

#include "asterism/error.hpp"

namespace asterism::store {

TEST(QuoteIdentifier, GivesExactlyOneIdentifier) {
    EXPECT_EQ(quote_identifier("articles"), "\"articles\"");
    EXPECT_EQ(quote_identifier("a\"; DROP TABLE b; --"), "\"a\"\"; DROP TABLE b; --\"");
    EXPECT_EQ(quote_identifier("\""), "\"\"\"\"");
    EXPECT_EQ(quote_identifier(std::string(63, 'x')).size(), 65U);
}

TEST(QuoteIdentifier, RefusesWhatADatabaseWouldCutOrMisread) {
    for (const auto& name : {std::string(), std::string(64, 'x'), std::string("a\0b", 3)}) {
        try {
            (void)quote_identifier(name);
            ADD_FAILURE() << name;
        } catch (const Error& error) {
            EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(ErrorKind::usage));
        }
    }
}

TEST(CheckNames, RefusesANameThatStandsForTwoThings) {
    const auto refused = [](const TableNames& names, bool sqlite) {
        try {
            check_names(names, sqlite);
        } catch (const Error& error) {
            EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(ErrorKind::usage));
            return true;
        }
        return false;
    };
    EXPECT_FALSE(refused({}, true));
    EXPECT_FALSE(refused({.articles = "documents", .title = "", .summary = "", .embeddings = "documents"}, false));
    EXPECT_TRUE(refused({.articles = "clusters"}, false)) << "the reader's articles would become clusters";
    EXPECT_TRUE(refused({.articles = "a", .embeddings = "b", .clusters = "b"}, false));
    EXPECT_TRUE(refused({.articles = "Clusters"}, true));
    EXPECT_FALSE(refused({.articles = "Clusters"}, false));
    EXPECT_TRUE(refused({.articles = "counters"}, false));
    EXPECT_TRUE(refused({.articles = "sqlite_master"}, true));
    EXPECT_TRUE(refused({.article_id = "title"}, false));
    EXPECT_TRUE(refused({.title = "body", .summary = "body"}, true));
    EXPECT_TRUE(refused({.title = "name", .cluster_id = "name"}, false));
    EXPECT_TRUE(refused({.embeddings = "articles", .embedding = "content"}, false));
    EXPECT_TRUE(refused({.embedding = "article_id"}, false));
}

TEST(Substitute, FillsInNamesAndLeavesOtherBracesAlone) {
    const std::map<std::string, std::string> values{{"t", "\"{t}\""}, {"id_2", "\"i\""}};
    EXPECT_EQ(substitute("SELECT {id_2} FROM {t}", values), "SELECT \"i\" FROM \"{t}\"");
    EXPECT_EQ(substitute("'{}' {T} { t} {t {t", values), "'{}' {T} { t} {t {t");
    EXPECT_EQ(substitute("{{t}}", values), "{\"{t}\"}");
}

TEST(Substitute, AnUnknownNameIsADefect) {
    try {
        (void)substitute("{nobody}", {});
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(ErrorKind::internal));
        EXPECT_NE(std::string(error.what()).find("nobody"), std::string::npos);
    }
}

}  // namespace asterism::store
