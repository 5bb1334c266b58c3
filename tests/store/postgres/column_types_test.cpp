/// What `init` accepts must run: columns of other types, with rules of their own, in views and partitioned tables.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "store/postgres/postgres_fixture.hpp"

namespace asterism::store {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ColumnTypes : public PostgresTest {
 protected:
    ColumnTypes() {
        database.sql().execute(
            "CREATE SCHEMA reader; CREATE TABLE public.topics (id bigint PRIMARY KEY); "
            "CREATE DOMAIN public.filled AS bigint NOT NULL; CREATE DOMAIN public.large AS bigint CHECK (VALUE > 100); "
            "CREATE DOMAIN public.larger AS public.large");
    }
    /// Six articles with vectors; `articles` and `embeddings` are the definitions of further columns.
    void make_sources(const std::string& articles = "title text", const std::string& vector = "vector(3)") {
        database.sql().execute(fmt::format(
            "CREATE TABLE reader.articles (article_id bigint PRIMARY KEY, {}); "
            "CREATE TABLE reader.embeddings (article_id bigint PRIMARY KEY, embedding {}); "
            "INSERT INTO reader.articles (article_id) SELECT generate_series(1, 6); "
            "INSERT INTO reader.embeddings SELECT i, {} FROM generate_series(1, 6) i",
            articles, vector, vector.ends_with("[]") ? "ARRAY[1, i, 0]" : "('[1,' || i || ',0]')::" + vector));
    }
    void run_once(ReaderDBClient& client) {
        EXPECT_EQ(client.get_all_embeddings({}).ids.size(), 6U);
        client.publish(client.begin_run({}), small_run().result(), all_new(2));
        EXPECT_EQ(article_clusters(), "1 1 1 2 2 -");
    }
    static std::vector<Finding> errors(ReaderDBClient& client) {
        std::vector<Finding> found;
        for (const auto& finding : client.inspect())
            if (finding.severity == Finding::Severity::error) found.push_back(finding);
        return found;
    }
    std::string initialise_error() {
        return error_message(ErrorKind::schema, [&] { open()->initialize_tables({.dimensions = 3}); });
    }
    std::vector<std::string> initialise() { return open()->initialize_tables({.dimensions = 3}).warnings; }
};

struct ClusterColumnCase {
    std::string definition;
    std::string said;
};
std::ostream& operator<<(std::ostream& out, const ClusterColumnCase& column) {
    return out << column.definition;
}

class ClusterColumnThatTakesNoClusters : public ColumnTypes, public testing::WithParamInterface<ClusterColumnCase> {};

}  // namespace

TEST_P(ClusterColumnThatTakesNoClusters, IsRefusedBeforeTheWorkWithWhatMendsIt) {
    make_sources("title text, cluster_id " + GetParam().definition);
    EXPECT_THAT(initialise_error(), AllOf(HasSubstr("cluster_id"), HasSubstr(GetParam().said)));
    EXPECT_EQ(database.sql().value("SELECT count(*) FROM pg_tables WHERE schemaname = 'reader'"), "2");

    auto& sql = database.sql();
    sql.execute("ALTER TABLE reader.articles RENAME COLUMN cluster_id TO aside");
    const auto client = open();
    client->initialize_tables({.dimensions = 3});
    sql.execute(
        "ALTER TABLE reader.articles DROP COLUMN cluster_id; "
        "ALTER TABLE reader.articles RENAME COLUMN aside TO cluster_id");
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { open()->begin_run({}); }), HasSubstr(GetParam().said));
    EXPECT_THAT(client->runs(0), IsEmpty());
    const auto found = errors(*client);
    ASSERT_FALSE(found.empty());
    EXPECT_THAT(found[0].what, HasSubstr(GetParam().said));
    sql.execute(found[0].mend);
    client->initialize_tables({.dimensions = 3});
    EXPECT_THAT(errors(*client), IsEmpty());
    run_once(*client);
}

INSTANTIATE_TEST_SUITE_P(
    Postgres, ClusterColumnThatTakesNoClusters,
    testing::Values(ClusterColumnCase{"text", "has the type \"text\""},
                    ClusterColumnCase{"text NOT NULL DEFAULT ''", "has the type \"text\""},
                    ClusterColumnCase{"varchar(20) DEFAULT 'sports'", "character varying(20)"},
                    ClusterColumnCase{"numeric", "numeric"}, ClusterColumnCase{"boolean", "boolean"},
                    ClusterColumnCase{"jsonb", "jsonb"}, ClusterColumnCase{"bigint NOT NULL DEFAULT 0", "is NOT NULL"},
                    ClusterColumnCase{"bigint GENERATED ALWAYS AS (article_id * 2) STORED", "is generated"},
                    ClusterColumnCase{"bigint REFERENCES public.topics", "is a key to topics"},
                    ClusterColumnCase{"bigint UNIQUE", "is unique"},
                    ClusterColumnCase{"bigint DEFAULT 1 CHECK (cluster_id IS NOT NULL)",
                                      "NULL, for an article of no cluster"},
                    ClusterColumnCase{"bigint CHECK (cluster_id > 100)", "the next cluster id, 1, does not"},
                    ClusterColumnCase{"public.filled DEFAULT 0", "does not take the value NULL"},
                    ClusterColumnCase{"public.larger", "does not take the value 1 "}),
    [](const auto& one) { return fmt::format("column{}", one.index); });

TEST_F(ColumnTypes, AClusterColumnOfSmallIntegersRunsUntilItEnds) {
    make_sources("title text, cluster_id smallint");
    EXPECT_THAT(initialise(), Contains(HasSubstr("ends at 32,767")));
    run_once(*open());
    database.sql().execute("UPDATE reader.counters SET value = 32767 WHERE name = 'cluster_id'");
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { open()->begin_run({}); }), HasSubstr("value 32768"));
    database.sql().execute(errors(*open()).at(0).mend);
    open()->begin_run({});
}

TEST_F(ColumnTypes, TextsOfAClusterColumnThatAreNoNumbersAreKept) {
    make_sources("title text, cluster_id text DEFAULT 'sports'");
    const auto message = initialise_error();
    EXPECT_THAT(message, HasSubstr("RENAME COLUMN \"cluster_id\" TO \"cluster_id_before\""));
    database.sql().execute(message.substr(message.find("ALTER TABLE")));
    initialise();
    run_once(*open());
    EXPECT_EQ(database.sql().value("SELECT DISTINCT cluster_id_before FROM reader.articles"), "sports");
}

TEST_F(ColumnTypes, ConditionsAndKeysThatLetClustersPassAreNoneOfOurBusiness) {
    make_sources("title text, cluster_id integer CHECK (cluster_id > 0), CHECK (cluster_id IS NULL OR article_id > 0)");
    initialise();
    run_once(*open());
    database.sql().execute(
        "ALTER TABLE reader.articles ALTER cluster_id TYPE bigint, ADD FOREIGN KEY (cluster_id) REFERENCES "
        "reader.clusters");
    EXPECT_THAT(errors(*open()), IsEmpty());
    open()->begin_run({});
}

TEST_F(ColumnTypes, VectorsThatAreNoneAreNamedWithWhatMakesThemSome) {
    make_sources("title text", "text");
    const auto message = initialise_error();
    EXPECT_THAT(message, AllOf(HasSubstr("has the type \"text\""), HasSubstr("double precision[]")));
    database.sql().execute(message.substr(message.find("ALTER TABLE")));
    initialise();
    run_once(*open());
    database.sql().execute("ALTER TABLE reader.embeddings ALTER embedding TYPE bytea USING '\\x00'");
    EXPECT_THAT(initialise_error(), HasSubstr("cannot read bytes as numbers"));
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { open()->begin_run({}); }), HasSubstr("bytea"));
}

TEST_F(ColumnTypes, ArraysOfDoublesAreRead) {
    make_sources("title text", "double precision[]");
    database.sql().execute(
        "INSERT INTO reader.articles (article_id) SELECT generate_series(7, 9); "
        "INSERT INTO reader.embeddings VALUES (7, '{1e300,0,0}'), (8, '{1,NULL,0}'), (9, '{1,2}')");
    EXPECT_THAT(initialise(), Contains(HasSubstr("double precision[]")));
    const auto client = open();
    const auto rows = client->get_all_embeddings({});
    EXPECT_EQ(rows.ids.size(), 6U);
    EXPECT_THAT(rows.vectors.view()[1], ElementsAre(1, 2, 0));
    std::map<ArticleId, Rejection> why;
    for (const auto& row : rows.rejected)
        why[row.id] = row.reason;
    EXPECT_EQ(why, (std::map<ArticleId, Rejection>{{std::int64_t{7}, Rejection::beyond_float32},
                                                   {std::int64_t{8}, Rejection::not_finite},
                                                   {std::int64_t{9}, Rejection::wrong_dimension}}));
    EXPECT_THAT(client->inspect(),
                Contains(Field(&Finding::what, AllOf(HasSubstr("1 wrong_dimension, 1 not_finite, 1 beyond_float32")))));
    client->upsert_embeddings(rows.ids, rows.vectors.view(), "m", {});
    database.sql().execute(
        "DELETE FROM reader.embeddings WHERE article_id > 6; DELETE FROM reader.articles WHERE article_id > 6");
    run_once(*client);
}

TEST_F(ColumnTypes, IdsOfVectorsMustBeLikeThoseOfArticles) {
    make_sources();
    database.sql().execute("ALTER TABLE reader.embeddings ALTER article_id TYPE text");
    const auto message = initialise_error();
    EXPECT_THAT(message, HasSubstr("no vector finds its article"));
    database.sql().execute(message.substr(message.find("ALTER TABLE")));
    initialise();
    database.sql().execute("ALTER TABLE reader.embeddings ALTER article_id TYPE integer");
    const auto client = open();
    const auto rows = client->get_all_embeddings({});
    client->upsert_embeddings(rows.ids, rows.vectors.view(), "m", {});
    run_once(*client);
}

TEST_F(ColumnTypes, AViewOfVectorsIsReadAndTakesNone) {
    make_sources();
    database.sql().execute(
        "ALTER TABLE reader.embeddings RENAME TO chunks; INSERT INTO reader.chunks SELECT article_id + 10, embedding "
        "FROM "
        "reader.chunks; CREATE VIEW reader.embeddings AS SELECT (article_id - 1) % 10 + 1 AS article_id, "
        "avg(embedding) AS "
        "embedding FROM reader.chunks GROUP BY 1");
    EXPECT_THAT(initialise(), Contains(AllOf(HasSubstr("no HNSW index"), HasSubstr("a view"))));
    EXPECT_THAT(initialise(), Contains(HasSubstr("no HNSW index")));
    const auto client = open();
    run_once(*client);
    EXPECT_THAT(errors(*client), IsEmpty());
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { client->require_writable(Work::embed); }),
                HasSubstr("is a view that takes no new rows"));
}

TEST_F(ColumnTypes, AViewThatPostgresWritesThroughIsWritten) {
    make_sources("title text, cluster_id bigint");
    database.sql().execute(
        "ALTER TABLE reader.articles RENAME TO posts; ALTER TABLE reader.embeddings RENAME TO vectors; CREATE VIEW "
        "reader.articles AS SELECT article_id, title, cluster_id FROM reader.posts; "
        "CREATE VIEW reader.embeddings AS SELECT * FROM reader.vectors");
    initialise();
    const auto client = open();
    client->require_writable(Work::ingest);
    client->require_writable(Work::embed);
    const std::vector<Article> articles{titled(std::int64_t{6}, "changed"), titled(std::int64_t{7}, "new")};
    auto report = client->upsert_articles(articles);
    EXPECT_EQ(report.inserted, 1);
    EXPECT_EQ(report.updated, 1);
    EXPECT_EQ(client->upsert_articles(articles).unchanged, 2);
    database.sql().execute("DELETE FROM reader.posts WHERE article_id = 7");
    const auto rows = client->get_all_embeddings({});
    client->upsert_embeddings(rows.ids, rows.vectors.view(), "m", {});
    run_once(*client);
}

TEST_F(ColumnTypes, AViewOfArticlesThatCannotBeWrittenIsRefused) {
    make_sources("title text, cluster_id bigint");
    auto& sql = database.sql();
    sql.execute(
        "ALTER TABLE reader.articles RENAME TO posts; CREATE VIEW reader.articles AS "
        "SELECT DISTINCT article_id, title, cluster_id FROM reader.posts");
    EXPECT_THAT(initialise_error(), HasSubstr("is a view whose \"cluster_id\" cannot be written"));
    sql.execute(
        "CREATE OR REPLACE VIEW reader.articles AS SELECT article_id, title, NULL::bigint AS cluster_id FROM "
        "reader.posts");
    EXPECT_THAT(initialise_error(), HasSubstr("cannot be written"));
    sql.execute("DROP VIEW reader.articles; CREATE VIEW reader.articles AS SELECT article_id, title FROM reader.posts");
    EXPECT_THAT(initialise_error(), HasSubstr("is a view without a column \"cluster_id\""));
    sql.execute("DROP VIEW reader.articles; CREATE MATERIALIZED VIEW reader.articles AS SELECT * FROM reader.posts");
    EXPECT_THAT(initialise_error(), HasSubstr("is a materialized view whose"));
    sql.execute(
        "DROP MATERIALIZED VIEW reader.articles; CREATE VIEW reader.articles AS "
        "SELECT DISTINCT article_id, title, cluster_id FROM reader.posts; CREATE FUNCTION public.pass() RETURNS "
        "trigger "
        "LANGUAGE plpgsql AS 'BEGIN UPDATE reader.posts SET cluster_id = NEW.cluster_id WHERE article_id = "
        "NEW.article_id; "
        "RETURN NEW; END'; CREATE TRIGGER pass INSTEAD OF UPDATE ON reader.articles FOR EACH ROW EXECUTE FUNCTION "
        "public.pass()");
    initialise();
    run_once(*open());
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { open()->require_writable(Work::ingest); }),
                HasSubstr("takes no new rows"));
}

TEST_F(ColumnTypes, PartitionedTablesAreReadersToo) {
    database.sql().execute(
        "CREATE TABLE reader.articles (article_id bigint PRIMARY KEY, title text) PARTITION BY HASH (article_id); "
        "CREATE TABLE reader.articles_0 PARTITION OF reader.articles FOR VALUES WITH (MODULUS 2, REMAINDER 0); "
        "CREATE TABLE reader.articles_1 PARTITION OF reader.articles FOR VALUES WITH (MODULUS 2, REMAINDER 1); "
        "CREATE TABLE reader.embeddings (article_id bigint PRIMARY KEY, embedding vector(3)) PARTITION BY HASH "
        "(article_id); CREATE TABLE reader.embeddings_0 PARTITION OF reader.embeddings FOR VALUES WITH (MODULUS 1, "
        "REMAINDER 0); INSERT INTO reader.embeddings SELECT i, '[1,2,3]' FROM generate_series(1, 6) i");
    EXPECT_THAT(initialise(), Not(Contains(HasSubstr("HNSW"))));
    const auto client = open();
    std::vector<Article> articles;
    for (std::int64_t id = 1; id <= 6; ++id)
        articles.push_back(titled(id, "t"));
    client->require_writable(Work::ingest);
    EXPECT_EQ(client->upsert_articles(articles).inserted, 6);
    EXPECT_EQ(client->upsert_articles(articles).unchanged, 6);
    run_once(*client);
}

TEST_F(ColumnTypes, DatesAreReadFromWhateverHoldsThemAndNeverFailARun) {
    struct Case {
        std::string type, value, read;
        bool unread;
    };
    make_sources("title text");
    initialise();
    const auto client = open();
    for (const Case& one :
         {Case{"text", "'2024-05-01 12:30:00+02'", "2024-05-01T10:30:00Z", false}, Case{"text", "'n/a'", "", true},
          Case{"text", "''", "", false}, Case{"bigint", "1714559400", "2024-05-01T10:30:00Z", false},
          Case{"bigint", "1714559400000", "2024-05-01T10:30:00Z", false},
          Case{"integer", "20240501", "2024-05-01T00:00:00Z", false},
          Case{"double precision", "1714559400.5", "2024-05-01T10:30:00Z", false},
          Case{"date", "'2024-05-01'", "2024-05-01T00:00:00Z", false},
          Case{"timestamp", "'2024-05-01 10:30:00'", "2024-05-01T10:30:00Z", false},
          Case{"date", "'500000-01-01'", "", true}, Case{"date", "'0044-03-15 BC'", "", true},
          Case{"timestamptz", "'infinity'", "", true}, Case{"timestamptz", "NULL", "", false},
          Case{"uuid", "gen_random_uuid()", "", true}}) {
        database.sql().execute(fmt::format(
            "ALTER TABLE reader.articles ADD COLUMN published_at {}; UPDATE reader.articles SET published_at = {}",
            one.type, one.value));
        int seen = 0;
        open()->for_each_article([&](const ArticleText& article) {
            ++seen;
            EXPECT_EQ(article.published_at, one.read) << one.type << " " << one.value;
            EXPECT_EQ(article.date_unread, one.unread) << one.type << " " << one.value;
        });
        EXPECT_EQ(seen, 6);
        EXPECT_THAT(errors(*open()), IsEmpty()) << one.type;
        database.sql().execute("ALTER TABLE reader.articles DROP COLUMN published_at");
    }
}

TEST_F(ColumnTypes, WhatNoColumnTakesIsLeftOutOfAnIngestAndTold) {
    make_sources("title varchar(5), summary bytea, published_at bigint");
    EXPECT_THAT(initialise(), Contains(AllOf(HasSubstr("\"summary\""), HasSubstr("bytea"))));
    const auto client = open();
    Article article = titled(std::int64_t{1}, "much too long");
    article.summary = "lost";
    article.url = "https://example.org";
    article.published_at = "2024-05-01";
    const auto report = client->upsert_articles(std::vector{article, titled(std::int64_t{2}, "short")});
    EXPECT_EQ(report.updated, 2);
    EXPECT_EQ(report.shortened, 1);
    std::vector<std::string> lost;
    for (const auto& one : report.unstored)
        lost.push_back(fmt::format("{} {} {}", one.member, one.articles, one.why));
    EXPECT_THAT(lost, ElementsAre(HasSubstr("summary 1 \"reader\".\"articles\".\"summary\" has the type \"bytea\""),
                                  HasSubstr("url 1 \"reader\".\"articles\" has no column \"url\""),
                                  HasSubstr("published_at 1 \"reader\".\"articles\".\"published_at\" has the type")));
    EXPECT_EQ(database.sql().value("SELECT title FROM reader.articles WHERE article_id = 1"), "much ");
    EXPECT_EQ(client->upsert_articles(std::vector{article}).unchanged, 1);
}

TEST_F(ColumnTypes, AnIngestThatCouldNotStoreARowIsRefusedBeforeItBegins) {
    make_sources("title text, author text NOT NULL DEFAULT ''");
    initialise();
    const auto client = open();
    client->require_writable(Work::ingest);
    auto& sql = database.sql();
    sql.execute("ALTER TABLE reader.articles ALTER author DROP DEFAULT");
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { open()->require_writable(Work::ingest); }),
                HasSubstr("must have a value in \"author\""));
    sql.execute("ALTER TABLE reader.articles DROP author; ALTER TABLE reader.articles DROP CONSTRAINT articles_pkey");
    const auto message = error_message(ErrorKind::schema, [&] { open()->require_writable(Work::ingest); });
    EXPECT_THAT(message, HasSubstr("no unique index"));
    sql.execute(message.substr(message.find("CREATE UNIQUE INDEX")));
    open()->require_writable(Work::ingest);
    sql.execute(
        "ALTER TABLE reader.articles ALTER article_id SET NOT NULL, ALTER article_id ADD GENERATED ALWAYS AS "
        "IDENTITY");
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { open()->require_writable(Work::ingest); }),
                HasSubstr("\"article_id\" is generated"));
}

TEST_F(ColumnTypes, VectorsBesideArticlesAreWrittenWhateverElseTheRowsMustHold) {
    database.sql().execute(
        "CREATE TABLE reader.documents (id bigint PRIMARY KEY, content text NOT NULL, embedding vector(3)); "
        "INSERT INTO reader.documents SELECT i, 'text ' || i FROM generate_series(1, 6) i");
    names = {.articles = "documents",
             .article_id = "id",
             .title = "",
             .summary = "",
             .url = "",
             .published_at = "",
             .embeddings = "documents",
             .embeddings_article_id = "id"};
    EXPECT_THAT(initialise(), IsEmpty());
    const auto client = open();
    client->require_writable(Work::embed);
    ArticleIds ids;
    Matrix vectors(3);
    for (const std::int64_t id : {6, 1}) {
        ids.push_back(id);
        std::ranges::copy(std::array{static_cast<float>(id), 0.0F, 0.0F}, vectors.add_row());
    }
    client->upsert_embeddings(ids, vectors.view(), "m", {});
    EXPECT_EQ(database.sql().value("SELECT embedding FROM reader.documents WHERE id = 6"), "[6,0,0]");
    ids.push_back(std::int64_t{99});
    std::ranges::copy(std::array{1.0F, 0.0F, 0.0F}, vectors.add_row());
    EXPECT_THAT(error_message(ErrorKind::data, [&] { client->upsert_embeddings(ids, vectors.view(), "m", {}); }),
                HasSubstr("\"99\""));
}

TEST_F(ColumnTypes, EmbeddingsAreMadeBesideArticlesThatNoKeyCanPointTo) {
    database.sql().execute("CREATE TABLE reader.articles (article_id bigint, title text)");
    initialise();
    database.sql().execute("INSERT INTO reader.articles SELECT generate_series(1, 6)");
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    const float vector[] = {1, 2, 3};
    open()->upsert_embeddings(ids, {vector, 1, 3}, "m", {});
    EXPECT_EQ(open()->get_all_embeddings({}).ids.size(), 1U);
}

TEST_F(ColumnTypes, ANameInCapitalsThatNobodyQuotedIsNotTakenForANewTable) {
    make_sources();
    names.articles = "Articles";
    EXPECT_THAT(initialise_error(), HasSubstr("one called \"articles\""));
    names.articles = "articles";
    names.title = "Title";
    EXPECT_THAT(initialise_error(), AllOf(HasSubstr("no column \"Title\""), HasSubstr("\"title\"")));
    names.schema = "Reader";
    EXPECT_THAT(initialise_error(), HasSubstr("one called \"reader\""));
}

TEST_F(ColumnTypes, AClustersTableOfSomebodyElseIsNotWritten) {
    make_sources();
    database.sql().execute(
        "CREATE TABLE reader.clusters (cluster_id text, centroid vector(3), article_count bigint, metadata jsonb, "
        "first_seen timestamptz, last_seen timestamptz, retired_at timestamptz)");
    EXPECT_THAT(initialise_error(), AllOf(HasSubstr("\"clusters\".\"cluster_id\""), HasSubstr("--clusters-table")));
}

TEST_F(ColumnTypes, ARunThatMayNotPublishEndsBeforeItBegins) {
    make_sources();
    initialise();
    const auto role = database.create_role("");
    database.sql().execute("GRANT USAGE ON SCHEMA reader TO " + role +
                           "; GRANT ALL ON ALL TABLES IN SCHEMA reader TO " + role +
                           "; REVOKE UPDATE ON reader.articles FROM " + role);
    const auto client = open(database.url_as(role));
    const auto message = error_message(ErrorKind::privilege, [&] { client->begin_run({}); });
    EXPECT_THAT(message, HasSubstr("GRANT UPDATE ON"));
    EXPECT_THAT(client->runs(0), IsEmpty());
    client->begin_run({.publishes = false});
    database.sql().execute("GRANT UPDATE (cluster_id) ON reader.articles TO " + role);
    run_once(*client);
    EXPECT_THAT(errors(*client), IsEmpty());
}

TEST_F(ColumnTypes, ARuleInPlaceOfUpdatesAndPartitionsByTheClusterAreMendedByWhatIsSaid) {
    make_sources("title text", "vector(3)");
    initialise();
    database.sql().execute("CREATE RULE never AS ON UPDATE TO reader.articles DO INSTEAD NOTHING");
    std::string message = error_message(ErrorKind::schema, [&] { open()->begin_run({}); });
    EXPECT_THAT(message, HasSubstr("the rule never stands in place of every update"));
    database.sql().execute(message.substr(message.find("DROP RULE")));
    database.sql().execute(
        "ALTER TABLE reader.articles RENAME TO before; "
        "CREATE TABLE reader.articles (article_id bigint, title text, cluster_id bigint) PARTITION BY LIST "
        "(cluster_id); "
        "CREATE TABLE reader.noise PARTITION OF reader.articles FOR VALUES IN (NULL); "
        "INSERT INTO reader.articles SELECT article_id, title, NULL FROM reader.before");
    message = error_message(ErrorKind::schema, [&] { open()->begin_run({}); });
    EXPECT_THAT(message, HasSubstr("partitioned by \"cluster_id\""));
    database.sql().execute(message.substr(message.find("CREATE TABLE")));
    run_once(*open());
}

TEST_F(ColumnTypes, TriggersAndConditionsOnSeveralColumnsAreNamedAndNoError) {
    make_sources("title text, CONSTRAINT named CHECK (cluster_id IS NULL OR title <> ''), cluster_id bigint",
                 "vector(3)");
    initialise();
    database.sql().execute(
        "CREATE FUNCTION public.nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; "
        "CREATE TRIGGER log BEFORE UPDATE ON reader.articles FOR EACH ROW EXECUTE FUNCTION public.nothing()");
    const auto findings = open()->inspect();
    for (const auto* said : {"has the trigger log", "and other columns must meet"})
        EXPECT_THAT(findings, Contains(AllOf(Field(&Finding::severity, Finding::Severity::ok),
                                             Field(&Finding::what, HasSubstr(said)))));
}

}  // namespace asterism::store
