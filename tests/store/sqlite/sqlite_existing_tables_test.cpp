/// Readers that existed before Asterism came, in the shapes SQLite lets them have.
#include <gmock/gmock.h>

#include "store/sqlite/sqlite_client.hpp"
#include "store/sqlite/sqlite_under_test.hpp"

namespace asterism::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ExistingTables : public testing::Test {
 protected:
    std::unique_ptr<ReaderDBClient> open(const TableNames& names = {}) {
        auto client = store.open(names);
        report = client->initialize_tables({.dimensions = 3});
        return client;
    }
    static void add_articles(ReaderDBClient& client, const std::vector<ArticleId>& ids) {
        for (const auto& id : ids)
            client.upsert_articles(std::vector<Article>{titled(id, "t")});
    }
    std::string vector(float x, float y) const { return store.vector_literal(std::vector<float>{x, y, 0}); }
    SqliteUnderTest store;
    InitializeReport report;
};

}  // namespace

TEST_F(ExistingTables, ColumnsThatLackAreAddedAndTheRestIsLeft) {
    store.execute(
        "CREATE TABLE articles (article_id INTEGER PRIMARY KEY, title TEXT, mine TEXT); "
        "INSERT INTO articles VALUES (5, NULL, 'kept')");
    const auto client = open();
    EXPECT_THAT(report.created, testing::Contains("column \"articles\".\"cluster_id\""));
    EXPECT_EQ(store.query("SELECT mine FROM articles")[0][0], "kept");
    int seen = 0;
    client->for_each_article([&](const ArticleText& article) {
        EXPECT_EQ(article.id, ArticleId(std::int64_t{5}));
        EXPECT_EQ(article.title, "");
        ++seen;
    });
    EXPECT_EQ(seen, 1);
}

TEST_F(ExistingTables, VectorsMayStandBesideTheirArticles) {
    store.execute("CREATE TABLE docs (id TEXT PRIMARY KEY, title TEXT, vec BLOB); INSERT INTO docs VALUES ('b', 'B', " +
                  vector(1, 0) + "), ('a', 'A', NULL), ('c', 'C', " + vector(0, 2) + ")");
    const auto client = open({.articles = "docs",
                              .article_id = "id",
                              .embeddings = "docs",
                              .embeddings_article_id = "id",
                              .embedding = "vec"});
    const auto rows = client->get_all_embeddings({});
    ASSERT_EQ(rows.ids.size(), 2U);
    EXPECT_EQ(rows.ids.text(1), "c");
    ASSERT_EQ(rows.rejected.size(), 1U);
    EXPECT_EQ(rows.rejected[0].reason, Rejection::null_vector);
    ComputedRun run(IdType::text);
    run.add("a", -1).add("b", 0).add("c", 0);
    client->publish(client->begin_run({}), run.result(),
                    [](const auto&) { return keeping(std::vector<std::optional<ClusterId>>(1)); });
    EXPECT_EQ(client->status().clustered, 2);
    client->upsert_embeddings(rows.ids, rows.vectors.view(), "m", {}, Replace::any);
    EXPECT_EQ(store.query("SELECT cluster_id FROM docs WHERE id = 'c'")[0][0], "1");
}

TEST_F(ExistingTables, ATextAmongIntegerIdsIsNamed) {
    store.execute(
        "CREATE TABLE articles (article_id INTEGER, title); INSERT INTO articles VALUES (1, 't'), ('stray', 't'); "
        "CREATE TABLE embeddings (article_id INTEGER, embedding BLOB); INSERT INTO embeddings VALUES (1, " +
        vector(1, 0) + "), ('stray', " + vector(1, 0) + ")");
    const auto client = open();
    EXPECT_THAT(error_message(ErrorKind::data, [&] { (void)client->get_all_embeddings({}); }), HasSubstr("stray"));
}

TEST_F(ExistingTables, IdsOfAColumnWithoutATypeAreWhatTheirValuesAre) {
    store.execute("CREATE TABLE articles (article_id, title); INSERT INTO articles VALUES ('x', 'X')");
    const auto client = open();
    EXPECT_EQ(static_cast<int>(client->id_type()), static_cast<int>(IdType::text));
    store.execute("INSERT INTO articles (article_id) VALUES (3)");
    error_message(ErrorKind::schema, [&] { (void)client->id_type(); });
}

TEST_F(ExistingTables, IdsOfTheWrongKindAreConvertedOrRefused) {
    store.execute("CREATE TABLE articles (article_id VARCHAR(20) PRIMARY KEY, title TEXT)");
    const auto client = open();
    client->upsert_articles(std::vector<Article>{titled(std::int64_t{12}, "twelve")});
    EXPECT_EQ(store.query("SELECT typeof(article_id) FROM articles")[0][0], "text");
    ArticleIds integers;
    integers.push_back(std::int64_t{12});
    error_message(ErrorKind::data,
                  [&] { client->batch_update_article_clusters(integers, std::vector<std::optional<ClusterId>>{1}); });
    SqliteUnderTest of_integers;
    const auto other = of_integers.open({});
    other->initialize_tables({.dimensions = 2});
    EXPECT_THAT(
        error_message(ErrorKind::data, [&] { other->upsert_articles(std::vector<Article>{titled("twelve", "t")}); }),
        HasSubstr("twelve"));
}

TEST_F(ExistingTables, AVectorThatIsNoBlobOfItsSizeHasTheWrongDimensionAndATextIsCalledOne) {
    store.execute(
        "CREATE TABLE embeddings (article_id INTEGER PRIMARY KEY, embedding); "
        "INSERT INTO embeddings VALUES (1, 3.5), (2, x'00112233445566'), (3, x''), (4, '[1,2]xxx'), "
        "(5, CAST('[0.25, -1e3]' AS BLOB)), (6, CAST('[1,2.500]' AS BLOB)), (7, CAST('[0.1234]' AS BLOB))");
    const auto client = open();
    std::vector<ArticleId> ids;
    for (std::int64_t id = 1; id <= 7; ++id)
        ids.emplace_back(id);
    add_articles(*client, ids);
    const auto rows = client->get_all_embeddings({.dimensions = 2});
    EXPECT_EQ(rows.ids.size(), 0U) << "eight bytes of text are no two numbers";
    ASSERT_EQ(rows.rejected.size(), 7U);
    for (std::size_t i = 0; i < 7; ++i)
        EXPECT_EQ(rows.rejected[i].reason, i < 3 ? Rejection::wrong_dimension : Rejection::text_not_binary) << i;
}

TEST_F(ExistingTables, VectorsOfAnotherDimensionAreToldWithTheCommandToRun) {
    store.execute(
        "CREATE TABLE embeddings (article_id INTEGER PRIMARY KEY, embedding BLOB); INSERT INTO embeddings VALUES (1, " +
        store.vector_literal(std::vector<float>{1, 2, 3, 4}) + ")");
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { open(); }), HasSubstr("--dimensions 4"));
    const auto client = store.open({});
    client->initialize_tables({.dimensions = 4});
    add_articles(*client, {std::int64_t{1}});
    EXPECT_EQ(client->get_all_embeddings({}).vectors.cols(), 4U);
}

TEST_F(ExistingTables, VectorsThatCameLaterInAnotherDimensionAreFoundByInspecting) {
    const auto client = open();
    store.execute(
        "INSERT INTO articles (article_id) VALUES (1); INSERT INTO embeddings (article_id, embedding) VALUES (1, " +
        store.vector_literal(std::vector<float>{1, 2, 3, 4}) + ")");
    EXPECT_THAT(client->inspect(), testing::Contains(testing::Field(&Finding::mend, HasSubstr("--dimensions 4"))));
}

TEST_F(ExistingTables, TimesMayBeSecondsSince1970) {
    store.execute(
        "CREATE TABLE articles (article_id INTEGER PRIMARY KEY, published_at); "
        "INSERT INTO articles VALUES (1, 1714559400), (2, '2024-05-01 10:30'), (3, 'soon'), (4, NULL)");
    std::vector<std::string> times;
    open()->for_each_article([&](const ArticleText& article) { times.emplace_back(article.published_at); });
    EXPECT_THAT(times, ElementsAre("2024-05-01T10:30:00Z", "2024-05-01T10:30:00Z", "", ""));
}

TEST_F(ExistingTables, TextsInUtf16AreReadAsLongAsTheirOrderIsThatOfBytes) {
    store.execute(
        "PRAGMA encoding = 'UTF-16le'; CREATE TABLE embeddings (article_id TEXT PRIMARY KEY, embedding BLOB)");
    const auto client = open();
    const auto insert = [&](const std::string& id) {
        store.execute("INSERT INTO articles (article_id) VALUES ('" + id +
                      "'); INSERT INTO embeddings (article_id, embedding) VALUES ('" + id + "', " + vector(1, 0) + ")");
    };
    insert("a");
    EXPECT_EQ(client->get_all_embeddings({}).ids.text(0), "a");
    insert("\xc5\xa0");  // U+0160 sorts after U+0061 by UTF-8 bytes, before it by the low byte of UTF-16le
    EXPECT_THAT(error_message(ErrorKind::data, [&] { (void)client->get_all_embeddings({}); }), HasSubstr("UTF-8"));
}

TEST_F(ExistingTables, IdsKeepTheirByteOrderUnderAnotherCollation) {
    store.execute(
        "CREATE TABLE embeddings (article_id TEXT COLLATE NOCASE PRIMARY KEY, embedding BLOB); INSERT INTO "
        "embeddings VALUES ('b', " +
        vector(1, 0) + "), ('C', " + vector(1, 0) + "), ('a', " + vector(1, 0) + ")");
    const auto client = open();
    add_articles(*client, {"a", "b", "C"});
    const auto rows = client->get_all_embeddings({});
    ASSERT_EQ(rows.ids.size(), 3U);
    EXPECT_EQ(rows.ids.text(0), "C");
}

TEST_F(ExistingTables, ViewsWhoseTriggersWriteInTheirPlaceTakeArticlesVectorsAndClusters) {
    store.execute(
        "CREATE TABLE base (id INTEGER PRIMARY KEY, head TEXT, topic INTEGER, vec BLOB); "
        "INSERT INTO base VALUES (1, 'one', NULL, NULL), (2, 'two', NULL, NULL), (3, 'three', 7, NULL); "
        "CREATE VIEW articles AS SELECT id AS article_id, head AS title, topic AS cluster_id FROM base; "
        "CREATE TRIGGER new INSTEAD OF INSERT ON articles BEGIN INSERT INTO base VALUES (NEW.article_id, "
        "lower(NEW.title), NULL, NULL); END; "
        "CREATE TRIGGER other INSTEAD OF UPDATE ON articles BEGIN UPDATE base SET head = lower(NEW.title), topic = "
        "NEW.cluster_id WHERE id = NEW.article_id; END; "
        "CREATE VIEW embeddings AS SELECT id AS article_id, vec AS embedding FROM base; "
        "CREATE TRIGGER vector INSTEAD OF UPDATE ON embeddings BEGIN UPDATE base SET vec = NEW.embedding WHERE id = "
        "NEW.article_id; END; "
        "CREATE TRIGGER none INSTEAD OF INSERT ON embeddings BEGIN SELECT 1; END");
    const auto client = open();
    const std::vector<Article> articles{titled(std::int64_t{3}, "Third"), titled(std::int64_t{4}, "four")};
    const auto stored = client->upsert_articles(articles);
    EXPECT_EQ(stored.updated, 1);
    EXPECT_EQ(stored.inserted, 1);
    EXPECT_EQ(store.query("SELECT head FROM base WHERE id = 3")[0][0], "third");
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    const float values[] = {1, 2, 3};
    EXPECT_EQ(client->upsert_embeddings(ids, {values, 1, 3}, "m", {}, Replace::any).stored, 1);
    ComputedRun run;
    run.add(std::int64_t{1}, 0).add(std::int64_t{2}, 0).add(std::int64_t{4}, -1);
    const auto published = client->publish(client->begin_run({}), run.result(), [](const auto&) {
        return keeping(std::vector<std::optional<ClusterId>>(1));
    });
    EXPECT_EQ(published.articles_changed, 3) << "the third left its cluster";
    EXPECT_EQ(store.query("SELECT group_concat(coalesce(topic, '-'), ' ') FROM base")[0][0], "1 1 - -");
    EXPECT_EQ(client->batch_update_article_clusters(ids, std::vector<std::optional<ClusterId>>{5}), 1);
}

TEST_F(ExistingTables, InspectingCallsATextNoVectorOfAnotherDimensionAndNamesTriggers) {
    store.execute("CREATE TABLE embeddings (article_id INTEGER PRIMARY KEY, embedding)");
    const auto client = open();
    add_articles(*client, {std::int64_t{1}, std::int64_t{2}, std::int64_t{3}});
    store.execute("INSERT INTO embeddings VALUES (1, '[1,2,3]'), (2, x'0011'), (3, " + vector(1, 2) +
                  "); CREATE TRIGGER log AFTER UPDATE ON articles BEGIN SELECT 1; END");
    const auto findings = client->inspect();
    EXPECT_THAT(findings,
                testing::Contains(testing::Field(&Finding::what, HasSubstr("1 wrong_dimension, 1 text_not_binary"))));
    EXPECT_THAT(findings, testing::Contains(testing::AllOf(
                              testing::Field(&Finding::severity, Finding::Severity::ok),
                              testing::Field(&Finding::what, HasSubstr("\"articles\" has the trigger \"log\"")))));
}

}  // namespace asterism::store
