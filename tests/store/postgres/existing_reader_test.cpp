/// Readers that were there before: other names, id types and vector types, clustered where they stand.
#include <fmt/format.h>

#include "store/postgres/postgres_fixture.hpp"

namespace asterism::store {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct IdCase {
    std::string column_type;
    IdType type;
    std::vector<ArticleId> ids;  ///< in order
};
std::ostream& operator<<(std::ostream& out, const IdCase& id) {
    return out << id.column_type;
}

class ExistingReader : public PostgresTest {};
class ExistingIds : public PostgresTest, public testing::WithParamInterface<IdCase> {};

std::string literal(const ArticleId& id) {
    return "'" + asterism::to_string(id) + "'";
}

std::vector<ArticleId> list(const ArticleIds& ids) {
    std::vector<ArticleId> found;
    for (std::size_t i = 0; i < ids.size(); ++i)
        found.push_back(ids[i]);
    return found;
}

}  // namespace

TEST_P(ExistingIds, GoOutAndComeBackThroughEveryTable) {
    const IdCase& given = GetParam();
    auto& sql = database.sql();
    sql.execute("CREATE DOMAIN public.order_number AS bigint CHECK (VALUE > 0); CREATE SCHEMA reader");
    sql.execute(fmt::format("CREATE TABLE reader.articles (article_id {} PRIMARY KEY, title text)", given.column_type));
    sql.execute(fmt::format("CREATE TABLE reader.embeddings (article_id {}, embedding vector(3))", given.column_type));
    for (auto id = given.ids.rbegin(); id != given.ids.rend(); ++id) {
        sql.execute(fmt::format("INSERT INTO reader.articles VALUES ({}, 'old')", literal(*id)));
        sql.execute(
            fmt::format("INSERT INTO reader.embeddings VALUES ({}, '[1,0,{}]')", literal(*id), given.ids.rend() - id));
    }
    const auto client = open();
    client->initialize_tables({.dimensions = 3});
    EXPECT_EQ(client->id_type(), given.type);
    const auto rows = client->get_all_embeddings({});
    EXPECT_EQ(list(rows.ids), given.ids);
    EXPECT_THAT(rows.vectors.view()[0], ElementsAre(1, 0, 1));

    client->upsert_articles(std::vector<Article>{titled(given.ids[0], "new")});
    ComputedRun run(given.type);
    for (const auto& id : given.ids)
        run.add(id, 0, 0.5);
    EXPECT_EQ(client->publish(client->begin_run({}), run.result(), all_new(1)).articles_changed,
              static_cast<std::int64_t>(given.ids.size()));
    client->publish(client->begin_run({}), run.result(), [&](const PublishedAssignments& last) {
        std::vector<ArticleId> seen = list(last.ids);
        std::sort(seen.begin(), seen.end());
        EXPECT_EQ(seen, given.ids);
        return keeping(std::vector<std::optional<ClusterId>>{1});
    });
    const auto articles = client->cluster_articles(1, 0);
    ASSERT_EQ(articles.size(), given.ids.size());
    EXPECT_EQ(articles[0].id, given.ids[0]);
    EXPECT_EQ(articles[0].title, "new");
    client->update_article_cluster(given.ids[0], std::nullopt);
    EXPECT_EQ(client->status().clustered, static_cast<std::int64_t>(given.ids.size()) - 1);
    EXPECT_EQ(sql.value("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attname = 'article_id' AND "
                        "attrelid = 'reader.cluster_assignments'::regclass"),
              given.column_type);
}

INSTANTIATE_TEST_SUITE_P(
    Postgres, ExistingIds,
    testing::Values(IdCase{"smallint", IdType::int4, {std::int64_t{-32768}, std::int64_t{0}, std::int64_t{32767}}},
                    IdCase{"integer", IdType::int4, {std::int64_t{-2147483648}, std::int64_t{2147483647}}},
                    IdCase{"bigint", IdType::int8, {INT64_MIN, std::int64_t{7}, INT64_MAX}},
                    IdCase{"order_number", IdType::int8, {std::int64_t{1}, std::int64_t{1} << 40U}},
                    IdCase{"text", IdType::text, {"", "A", "a", "a b", "\xc3\xa4"}},
                    IdCase{"character varying(12)", IdType::text, {"A-1", "a-1"}},
                    IdCase{"uuid",
                           IdType::uuid,
                           {"00000000-0000-0000-0000-000000000001", "0a1b2c3d-4e5f-6789-abcd-ef0123456789",
                            "ffffffff-ffff-ffff-ffff-ffffffffffff"}}),
    [](const auto& one) { return fmt::format("type{}", one.index); });

TEST_F(ExistingReader, UuidsOfVectorsMeetTheTextsThatAreTheirArticlesIds) {
    database.sql().execute(
        "CREATE SCHEMA reader; CREATE TABLE reader.articles (article_id text PRIMARY KEY, title text); "
        "CREATE TABLE reader.embeddings (article_id uuid PRIMARY KEY, embedding vector(3)); "
        "INSERT INTO reader.articles SELECT gen_random_uuid()::text, 't' FROM generate_series(1, 3); "
        "INSERT INTO reader.embeddings SELECT article_id::uuid, '[1,2,3]' FROM reader.articles");
    const auto client = open();
    client->initialize_tables({.dimensions = 3});
    const auto rows = client->get_all_embeddings({});
    EXPECT_EQ(rows.ids.size(), 3U);
    EXPECT_EQ(rows.orphans, 0);
    EXPECT_EQ(client->upsert_embeddings(rows.ids, rows.vectors.view(), "m", {}, Replace::any).stored, 3);
    ComputedRun run(IdType::text);
    for (std::size_t i = 0; i < 3; ++i)
        run.add(rows.ids[i], 0);
    EXPECT_EQ(client->publish(client->begin_run({}), run.result(), all_new(1)).articles_changed, 3);
}

TEST_F(ExistingReader, IdsOfATypeThatCannotBeIdsAreNamed) {
    database.sql().execute(
        "CREATE SCHEMA reader; CREATE TABLE reader.articles (article_id numeric PRIMARY KEY, title text)");
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { open()->initialize_tables({}); }), HasSubstr("numeric"));
}

TEST_F(ExistingReader, IdsThatDoNotFitTheColumnAreRefused) {
    database.sql().execute(
        "CREATE SCHEMA reader; CREATE TABLE reader.articles (article_id integer PRIMARY KEY, title text)");
    const auto client = open_reader();
    EXPECT_THAT(error_message(ErrorKind::data,
                              [&] { client->upsert_articles(std::vector{titled(std::int64_t{3000000000}, "t")}); }),
                HasSubstr("3000000000"));
    EXPECT_THAT(error_message(ErrorKind::data, [&] { client->upsert_articles(std::vector{titled("abc", "t")}); }),
                HasSubstr("abc"));
}

TEST_F(ExistingReader, IsClusteredWhereItStandsUnderItsOwnNames) {
    auto& sql = database.sql();
    sql.execute(
        "CREATE SCHEMA app; CREATE TABLE app.posts (id int PRIMARY KEY, head varchar(80), body text, vec vector(3), "
        "topic int); INSERT INTO app.posts SELECT i, 'post ' || i, 'text', '[1,2,3]', NULL FROM generate_series(1, 4) "
        "i");
    names = {.schema = "app",
             .articles = "posts",
             .article_id = "id",
             .title = "head",
             .content = "body",
             .cluster_id = "topic",
             .embeddings = "posts",
             .embeddings_article_id = "id",
             .embedding = "vec",
             .clusters = "topics"};
    const auto client = open();
    const auto report = client->initialize_tables({.dimensions = 256});
    EXPECT_THAT(report.warnings, Contains(HasSubstr("holds vectors of 3 dimensions")));
    EXPECT_THAT(report.warnings, Contains(HasSubstr("has no column \"summary\", \"url\", \"published_at\"")));
    EXPECT_THAT(client->initialize_tables({}).created, IsEmpty());
    EXPECT_EQ(client->get_all_embeddings({}).ids.size(), 4U);
    ComputedRun run(IdType::int4);
    run.add(std::int64_t{2}, 0).add(std::int64_t{3}, 0).add(std::int64_t{1}, -1).add(std::int64_t{4}, -1);
    EXPECT_EQ(client->publish(client->begin_run({}), run.result(), all_new(1)).articles_changed, 2);
    EXPECT_EQ(sql.value("SELECT string_agg(id::text, ' ' ORDER BY id) FROM app.posts WHERE topic = 1"), "2 3");
    int seen = 0;
    client->for_each_article([&](const ArticleText& article) {
        ++seen;
        EXPECT_EQ(article.content, "text");
        EXPECT_EQ(article.published_at, "");
    });
    EXPECT_EQ(seen, 4);
    EXPECT_EQ(client->status().dimensions, 3);
}

TEST_F(ExistingReader, WithVectorsBesideAnIndexedClusterIdIsTold) {
    database.sql().execute(
        "CREATE SCHEMA app; CREATE TABLE app.posts (id int PRIMARY KEY, title text, vec vector(3), topic int); "
        "CREATE INDEX posts_topic ON app.posts (topic)");
    names.schema = "app";
    names.articles = names.embeddings = "posts";
    names.article_id = names.embeddings_article_id = "id";
    names.cluster_id = "topic";
    names.embedding = "vec";
    const auto report = open()->initialize_tables({.dimensions = 3});
    EXPECT_THAT(report.warnings, Contains(testing::AllOf(HasSubstr("5.2 ms"), HasSubstr("posts_topic"))));
}

TEST_F(ExistingReader, OfHalfPrecisionVectorsIsReadExactly) {
    database.sql().execute(
        "CREATE SCHEMA reader; CREATE TABLE reader.articles (article_id bigint PRIMARY KEY, title text); "
        "CREATE TABLE reader.embeddings (article_id bigint PRIMARY KEY, embedding halfvec(3)); "
        "INSERT INTO reader.articles VALUES (1, 't'); "
        "INSERT INTO reader.embeddings VALUES (1, '[0.5,-65504,5.9604645e-08]')");
    const auto client = open();
    EXPECT_THAT(client->initialize_tables({.dimensions = 3}).warnings, testing::Not(Contains(HasSubstr("HNSW"))));
    EXPECT_THAT(client->get_all_embeddings({}).vectors.view()[0], ElementsAre(0.5F, -65504.0F, 0x1p-24F));
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    const float half[] = {1, 2, 0.25F};
    client->upsert_embeddings(ids, {half, 1, 3}, "m", {}, Replace::any);
    EXPECT_THAT(client->get_all_embeddings({}).vectors.view()[0], ElementsAre(1, 2, 0.25F));
}

TEST_F(ExistingReader, OfArraysWithNullsAndOtherShapesRejectsThoseRows) {
    database.sql().execute(
        "CREATE SCHEMA reader; CREATE TABLE reader.articles (article_id bigint PRIMARY KEY, title text); "
        "CREATE TABLE reader.embeddings (article_id bigint PRIMARY KEY, embedding real[]); "
        "INSERT INTO reader.articles SELECT i, 't' FROM generate_series(1, 7) i; "
        "INSERT INTO reader.embeddings VALUES (1, '{1,2}'), (2, '{1,NULL}'), (3, '{}'), (4, '{{1,2}}'), "
        "(5, '{NaN,1}'), (6, '[3:4]={3,4}'), (7, NULL)");
    const auto client = open();
    client->initialize_tables({.dimensions = 2});
    const auto rows = client->get_all_embeddings({.dimensions = 2});
    EXPECT_EQ(list(rows.ids), (std::vector<ArticleId>{std::int64_t{1}, std::int64_t{6}}));
    EXPECT_THAT(rows.vectors.view()[1], ElementsAre(3, 4));
    std::vector<Rejection> reasons;
    for (const auto& row : rows.rejected)
        reasons.push_back(row.reason);
    EXPECT_THAT(reasons, ElementsAre(Rejection::not_finite, Rejection::wrong_dimension, Rejection::wrong_dimension,
                                     Rejection::not_finite, Rejection::null_vector));
}

TEST_F(ExistingReader, WhoseTypesLiveInAnotherSchemaWorks) {
    database.sql().execute("CREATE SCHEMA extensions; ALTER EXTENSION vector SET SCHEMA extensions");
    const auto client = open_reader(6);
    client->publish(client->begin_run({}), small_run().result(), all_new(2));
    EXPECT_EQ(article_clusters(), "1 1 1 2 2 -");
}

TEST_F(ExistingReader, WithoutAUniqueIdTakesNoArticlesButIsRead) {
    database.sql().execute(
        "CREATE SCHEMA reader; CREATE TABLE reader.posts (article_id bigint, title text, embedding vector(3)); "
        "INSERT INTO reader.posts VALUES (1, 'a', '[1,2,3]')");
    names.articles = names.embeddings = "posts";
    const auto client = open();
    client->initialize_tables({});
    EXPECT_EQ(client->get_all_embeddings({}).ids.size(), 1U);
    error_message(ErrorKind::schema, [&] { client->upsert_articles(std::vector{titled(std::int64_t{1}, "b")}); });
}

}  // namespace asterism::store
