#include <gmock/gmock.h>

#include "store/contract/reader_db_client_contract.hpp"

namespace asterism::store {
namespace {

struct Seen {
    ArticleId id;
    std::string title, summary, content, published_at, hash, model;
};

std::vector<Seen> all_articles(ReaderDBClient& reader) {
    std::vector<Seen> seen;
    reader.for_each_article([&](const ArticleText& a) {
        seen.push_back({a.id, std::string(a.title), std::string(a.summary), std::string(a.content),
                        std::string(a.published_at), std::string(a.embedded_hash), std::string(a.embedded_model)});
    });
    return seen;
}

constexpr std::string_view kAwkwardTexts[] = {
    "",
    "it's \"quoted\" and \\escaped\\, $1 ? :name {articles}",
    "</script><b>&amp;--; DROP TABLE articles;",
    "tab\tand\nnew\r\nline\x01\x7f",
    "\\N \\. \\x41",
    "Gödel, Эшер, 巴赫, \xf0\x9f\x98\x80, e\xcc\x81, \xe2\x80\xae",
};

}  // namespace

TEST_P(ReaderDBClientContract, AwkwardTextsComeBackAsTheyWere) {
    std::vector<Article> articles;
    for (const auto text : kAwkwardTexts) {
        Article article = titled(static_cast<std::int64_t>(articles.size()) + 1, std::string(text));
        article.summary = article.content = article.url = text;
        articles.push_back(article);
    }
    EXPECT_EQ(client().upsert_articles(articles).inserted, 6);
    const auto seen = all_articles(client());
    ASSERT_EQ(seen.size(), articles.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        EXPECT_EQ(seen[i].id, articles[i].id);
        EXPECT_EQ(seen[i].title, kAwkwardTexts[i]);
        EXPECT_EQ(seen[i].summary, kAwkwardTexts[i]);
        EXPECT_EQ(seen[i].content, kAwkwardTexts[i]);
    }
}

TEST_P(ReaderDBClientContract, WhatIsNotBroughtStaysAsItWas) {
    const std::vector<Article> whole{{.id = std::int64_t{1},
                                      .title = "title",
                                      .summary = "summary",
                                      .content = "content",
                                      .url = "url",
                                      .published_at = "2024-05-01T10:30:00Z"}};
    const std::vector<Article> bare{{.id = std::int64_t{1}}, {.id = std::int64_t{2}}};
    const std::vector<Article> part{{.id = std::int64_t{1}, .title = "other", .summary = ""}};
    client().upsert_articles(whole);
    const auto report = client().upsert_articles(bare);
    EXPECT_EQ(report.inserted, 1);
    EXPECT_EQ(report.updated, 0);
    EXPECT_EQ(report.unchanged, 1);
    EXPECT_EQ(client().upsert_articles(part).updated, 1);
    const auto seen = all_articles(client());
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen[0].title, "other");
    EXPECT_EQ(seen[0].summary, "") << "an empty text is one";
    EXPECT_EQ(seen[0].content, "content");
    EXPECT_EQ(seen[0].published_at, "2024-05-01T10:30:00Z");
    EXPECT_EQ(seen[1].title + seen[1].content + seen[1].published_at, "");
}

TEST_P(ReaderDBClientContract, UpsertingTellsNewFromChangedFromSame) {
    add_articles(3);
    std::vector<Article> articles{titled(std::int64_t{2}, "article 2"), titled(std::int64_t{3}, "changed"),
                                  titled(std::int64_t{4}, "new")};
    const auto report = client().upsert_articles(articles);
    EXPECT_EQ(report.inserted, 1);
    EXPECT_EQ(report.updated, 1);
    EXPECT_EQ(report.unchanged, 1);
    const auto seen = all_articles(client());
    ASSERT_EQ(seen.size(), 4U);
    EXPECT_EQ(seen[2].title, "changed");
}

TEST_P(ReaderDBClientContract, AnUpdateOfTheTextLeavesTheClusterAlone) {
    add_articles(1);
    client().update_article_cluster(std::int64_t{1}, 7);
    client().upsert_articles(std::vector<Article>{titled(std::int64_t{1}, "changed")});
    EXPECT_EQ(article_clusters(), (std::vector<std::optional<ClusterId>>{7}));
}

TEST_P(ReaderDBClientContract, TimesAreKeptInUtc) {
    const std::vector<std::pair<std::string, std::string>> times{{"2024-05-01T12:30:00+02:00", "2024-05-01T10:30:00Z"},
                                                                 {"2024-12-31T23:59:59-00:30", "2025-01-01T00:29:59Z"},
                                                                 {"2024-02-29", "2024-02-29T00:00:00Z"},
                                                                 {"1969-07-20 20:17:40Z", "1969-07-20T20:17:40Z"},
                                                                 {"0001-01-01", "0001-01-01T00:00:00Z"},
                                                                 {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"}};
    std::vector<Article> articles;
    for (const auto& [given, kept] : times) {
        articles.push_back(titled(static_cast<std::int64_t>(articles.size()) + 1, "t"));
        articles.back().published_at = given;
    }
    articles.push_back(titled(std::int64_t{9}, "never published"));
    client().upsert_articles(articles);
    EXPECT_EQ(client().upsert_articles(articles).unchanged, 7);
    const auto seen = all_articles(client());
    ASSERT_EQ(seen.size(), 7U);
    for (std::size_t i = 0; i < times.size(); ++i)
        EXPECT_EQ(seen[i].published_at, times[i].second);
    EXPECT_EQ(seen[6].published_at, "");
}

TEST_P(ReaderDBClientContract, ATimeThatIsNoneIsRefusedAndNothingIsStored) {
    std::vector<Article> articles{titled(std::int64_t{1}, "fine"), titled(std::int64_t{2}, "wrong")};
    articles[1].published_at = "last Tuesday";
    const auto message = error_message(ErrorKind::data, [&] { client().upsert_articles(articles); });
    EXPECT_THAT(message, testing::HasSubstr("last Tuesday"));
    EXPECT_EQ(client().status().articles, 0);
}

TEST_P(ReaderDBClientContract, TheHashAndModelOfAnEmbeddingAreSeenWithItsArticle) {
    add_articles(2);
    ArticleIds ids;
    ids.push_back(std::int64_t{2});
    const float vector[] = {1, 2, 3};
    client().upsert_embeddings(ids, {vector, 1, 3}, "model a", std::vector<std::string>{"hash 1"});
    auto seen = all_articles(client());
    EXPECT_EQ(seen[0].hash + seen[0].model, "");
    EXPECT_EQ(seen[1].hash, "hash 1");
    EXPECT_EQ(seen[1].model, "model a");
    client().upsert_embeddings(ids, {vector, 1, 3}, "model b", {}, Replace::any);
    seen = all_articles(client());
    EXPECT_EQ(seen[1].hash, "");
    EXPECT_EQ(seen[1].model, "model b");
}

TEST_P(ReaderDBClientContract, ModelsAreKeptByName) {
    const std::string bytes("\0\xff'\n\\", 5);
    EXPECT_FALSE(client().load_model("a").has_value());
    client().save_model("a", "first");
    client().save_model("b", "");
    client().save_model("a", bytes);
    EXPECT_EQ(client().load_model("a"), bytes);
    EXPECT_EQ(client().load_model("b"), "");
}

}  // namespace asterism::store
