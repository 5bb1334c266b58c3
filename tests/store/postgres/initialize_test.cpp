/// Making the tables: indexes and their limits, repairs, privileges, versions.
#include <fmt/format.h>

#include <cmath>

#include "store/postgres/postgres_fixture.hpp"

namespace asterism::store {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Initialize : public PostgresTest {
 protected:
    std::string index_definition(const std::string& name) {
        return database.sql().value("SELECT pg_get_indexdef('reader." + name + "'::regclass)");
    }
    std::string index_count() {
        return database.sql().value(
            "SELECT count(*) FROM pg_class c JOIN pg_am m ON m.oid = relam WHERE amname = 'hnsw'");
    }
};

}  // namespace

TEST_F(Initialize, MakesBothIndexesAndSaysSo) {
    const auto created = open()->initialize_tables({.dimensions = 3}).created;
    EXPECT_THAT(created, Contains("table reader.articles"));
    EXPECT_THAT(created, Contains("index reader.idx_embeddings_hnsw"));
    EXPECT_THAT(index_definition("idx_embeddings_hnsw"), HasSubstr("USING hnsw (embedding vector_cosine_ops)"));
    EXPECT_THAT(index_definition("idx_clusters_hnsw"), HasSubstr("USING hnsw (centroid vector_cosine_ops)"));
}

TEST_F(Initialize, CreatesTheExtensionWhereItMay) {
    database.sql().execute("DROP EXTENSION vector");
    EXPECT_THAT(open()->initialize_tables({.dimensions = 3}).created, Contains("extension vector"));
}

TEST_F(Initialize, IndexesLongVectorsByHalfPrecision) {
    const auto client = open();
    EXPECT_THAT(client->initialize_tables({.dimensions = 2001}).warnings, IsEmpty());
    EXPECT_THAT(index_definition("idx_embeddings_hnsw"), HasSubstr("::halfvec(2001)) halfvec_cosine_ops"));
    EXPECT_THAT(client->initialize_tables({.dimensions = 2001}).created, IsEmpty());
    client->initialize_tables({.dimensions = 2500});
    EXPECT_THAT(index_definition("idx_clusters_hnsw"), HasSubstr("::halfvec(2500)) halfvec_cosine_ops"));
}

TEST_F(Initialize, LeavesVectorsThatAreTooLongWithoutIndexAndSaysWhy) {
    const auto report = open()->initialize_tables({.dimensions = 4001});
    EXPECT_THAT(report.warnings, Contains(HasSubstr("4001 dimensions are more than the 4000")));
    EXPECT_EQ(index_count(), "0");
}

TEST_F(Initialize, RefusesDimensionsThatNoVectorCanHave) {
    error_message(ErrorKind::usage, [&] { open()->initialize_tables({.dimensions = 0}); });
    error_message(ErrorKind::usage, [&] { open()->initialize_tables({.dimensions = 16001}); });
}

TEST_F(Initialize, RebuildsAnIndexWhoseBuildWasKilled) {
    const auto client = open_reader();
    database.sql().execute(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = "
        "'reader.idx_embeddings_hnsw'::regclass");
    bool found = false;
    for (const auto& finding : client->inspect())
        found |= finding.severity == Finding::Severity::error && finding.what.find("invalid") != std::string::npos &&
                 finding.mend == "asterism init DATABASE";
    EXPECT_TRUE(found);
    EXPECT_THAT(client->initialize_tables({.dimensions = 3}).created,
                testing::ElementsAre(HasSubstr("idx_embeddings_hnsw (rebuilt")));
    EXPECT_EQ(database.sql().value("SELECT bool_and(indisvalid) FROM pg_index"), "t");
    EXPECT_EQ(index_count(), "2");
}

TEST_F(Initialize, BringsBackAnIndexAndATableThatAreGone) {
    const auto client = open_reader(1);
    database.sql().execute("DROP INDEX reader.idx_clusters_hnsw; DROP TABLE reader.cluster_events");
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { open()->begin_run({}); }), HasSubstr("asterism init"));
    const auto created = client->initialize_tables({.dimensions = 3}).created;
    EXPECT_THAT(created, Contains("table reader.cluster_events"));
    EXPECT_THAT(created, Contains("index reader.idx_clusters_hnsw"));
    EXPECT_EQ(client->status().articles, 1);
}

TEST_F(Initialize, GivesAReaderOfBeforeTheIndexOnMetadataAndDoctorMissesIt) {
    const auto client = open_reader(1);
    EXPECT_THAT(index_definition("idx_clusters_gin"), HasSubstr("USING gin (metadata jsonb_path_ops)"));
    database.sql().execute("DROP INDEX reader.idx_clusters_gin");
    const auto finding = [&](const std::string& text) {
        for (const auto& one : client->inspect())
            if (one.what.find(text) != std::string::npos) return one;
        ADD_FAILURE() << "nothing about " << text;
        return Finding{};
    };
    EXPECT_EQ(finding("no GIN index").severity, Finding::Severity::warning);
    EXPECT_THAT(finding("no GIN index").mend, HasSubstr("asterism init"));
    EXPECT_THAT(client->initialize_tables({.dimensions = 3}).created,
                testing::ElementsAre("index reader.idx_clusters_gin"));
    database.sql().execute(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'reader.idx_clusters_gin'::regclass");
    EXPECT_EQ(finding("idx_clusters_gin is invalid").severity, Finding::Severity::error);
    EXPECT_THAT(client->initialize_tables({.dimensions = 3}).created,
                testing::ElementsAre(HasSubstr("idx_clusters_gin (rebuilt")));
    EXPECT_THAT(client->initialize_tables({.dimensions = 3}).created, IsEmpty());
}

TEST_F(Initialize, LeavesMetadataThatIsNoJsonbWithoutIndexAndSaysWhy) {
    open_reader();
    database.sql().execute(
        "ALTER TABLE reader.clusters ALTER metadata DROP DEFAULT; DROP INDEX reader.idx_clusters_gin; "
        "ALTER TABLE reader.clusters ALTER metadata TYPE json USING metadata::json");
    EXPECT_THAT(open()->initialize_tables({.dimensions = 3}).warnings,
                Contains(HasSubstr("no GIN index on \"reader\".\"clusters\".metadata: its type is \"json\"")));
}

TEST_F(Initialize, TheIndexOnMetadataIsWhatASearchForAKeywordUses) {
    open_reader();
    database.sql().execute(
        "INSERT INTO reader.clusters (cluster_id, metadata) SELECT i, jsonb_build_object('keywords', jsonb_build_array("
        "jsonb_build_object('term', 'word' || i, 'score', 1.5), jsonb_build_object('term', 'all', 'score', 1))) "
        "FROM generate_series(1, 5000) i; ANALYZE reader.clusters");
    const std::string asked =
        R"(SELECT cluster_id FROM reader.clusters WHERE metadata @> '{"keywords":[{"term":"word4321"}]}')";
    std::string plan;
    for (const auto& row : database.sql().query("EXPLAIN " + asked))
        plan += row[0].value_or("") + "\n";
    EXPECT_THAT(plan, HasSubstr("Bitmap Index Scan on idx_clusters_gin"));
    EXPECT_EQ(database.sql().value(asked), "4321");
}

TEST_F(Initialize, LeavesTablesOfALaterVersionAlone) {
    open_reader();
    database.sql().execute("UPDATE reader.counters SET value = 99 WHERE name = 'schema_version'");
    for (const std::function<void(ReaderDBClient&)>& call : std::vector<std::function<void(ReaderDBClient&)>>{
             [](auto& client) { client.initialize_tables({.dimensions = 3}); },
             [](auto& client) { client.begin_run({}); }, [](auto& client) { client.get_all_embeddings({}); }}) {
        EXPECT_THAT(error_message(ErrorKind::schema, [&] { call(*open()); }), HasSubstr("version 99"));
    }
}

TEST_F(Initialize, SaysWhatASuperuserRunsWhenTheExtensionMayNotBeCreated) {
    const auto role = database.create_role("");
    database.sql().execute("DROP EXTENSION vector; CREATE SCHEMA reader AUTHORIZATION " + role);
    const auto message =
        error_message(ErrorKind::privilege, [&] { open(database.url_as(role))->initialize_tables({.dimensions = 3}); });
    EXPECT_THAT(message, HasSubstr("CREATE EXTENSION vector;"));
    EXPECT_THAT(message, HasSubstr(database.name()));
}

TEST_F(Initialize, SaysWhatTheOwnerRunsWhenTheSchemaMayNotBeCreatedOrFilled) {
    const auto role = database.create_role("");
    const auto initialize = [&] { open(database.url_as(role))->initialize_tables({.dimensions = 3}); };
    EXPECT_THAT(error_message(ErrorKind::privilege, initialize),
                HasSubstr("CREATE SCHEMA \"reader\" AUTHORIZATION \"" + role + "\""));
    database.sql().execute("CREATE SCHEMA reader; GRANT USAGE ON SCHEMA reader TO " + role);
    EXPECT_THAT(error_message(ErrorKind::privilege, initialize), HasSubstr("GRANT CREATE"));
    database.sql().execute("GRANT CREATE ON SCHEMA reader TO " + role);
    initialize();
    EXPECT_EQ(index_count(), "2");
}

TEST_F(Initialize, WarnsWhenATableOfSomebodyElseMayNotBeIndexed) {
    const auto role = database.create_role("");
    database.sql().execute(
        "CREATE SCHEMA reader; CREATE TABLE reader.articles (article_id bigint PRIMARY KEY, title text, cluster_id "
        "bigint); CREATE TABLE reader.embeddings (article_id bigint PRIMARY KEY, embedding vector(3)); "
        "GRANT USAGE, CREATE ON SCHEMA reader TO " +
        role + "; GRANT SELECT, UPDATE ON reader.articles TO " + role + "; GRANT SELECT ON reader.embeddings TO " +
        role);
    const auto client = open(database.url_as(role));
    EXPECT_THAT(client->initialize_tables({.dimensions = 3}).warnings, Contains(HasSubstr("only the owner")));
    database.sql().execute("INSERT INTO reader.articles SELECT i, 't' FROM generate_series(1, 6) i");
    client->publish(client->begin_run({}), small_run().result(), all_new(2));
    EXPECT_EQ(article_clusters(), "1 1 1 2 2 -");
}

TEST_F(Initialize, AReaderThatMayNotBeReadIsAPrivilegeErrorAndInspectionNamesTheGrant) {
    open_reader(1);
    const auto role = database.create_role("");
    database.sql().execute("GRANT USAGE ON SCHEMA reader TO " + role);
    database.sql().execute("GRANT SELECT ON reader.counters TO " + role);
    const auto client = open(database.url_as(role));
    EXPECT_THAT(error_message(ErrorKind::privilege, [&] { client->get_all_embeddings({}); }), HasSubstr("embeddings"));
    std::vector<std::string> mends;
    for (const auto& finding : client->inspect())
        mends.push_back(finding.mend);
    EXPECT_THAT(mends, Contains(testing::MatchesRegex("GRANT UPDATE ON .*articles.* TO .*")));
}

TEST_F(Initialize, ALargeLoadBringsItsIndexBackWhenTheClientCloses) {
    constexpr std::int64_t kRows = 600;
    {
        const auto client = open_reader(kRows);
        ArticleIds ids;
        Matrix vectors(3);
        for (std::int64_t id = 1; id <= kRows; ++id) {
            ids.push_back(id);
            float* row = vectors.add_row();
            const double angle = static_cast<double>(id) / 100;
            row[0] = static_cast<float>(std::cos(angle)), row[1] = static_cast<float>(std::sin(angle)), row[2] = 0;
        }
        client->upsert_embeddings(ids, vectors.view(), "m", {});
        EXPECT_EQ(index_count(), "1") << "set aside while loading";
    }
    EXPECT_EQ(index_count(), "2");
    EXPECT_EQ(database.sql().value("SELECT bool_and(indisvalid) FROM pg_index"), "t");
    EXPECT_EQ(database.sql().value("SET enable_seqscan = off; SELECT article_id FROM reader.embeddings "
                                   "ORDER BY embedding <=> '[-0.9899925,0.14112,0]' LIMIT 1"),
              "300");
}

TEST_F(Initialize, ASmallAdditionKeepsTheIndex) {
    const auto client = open_reader(1);
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    const float vector[] = {1, 2, 3};
    client->upsert_embeddings(ids, {vector, 1, 3}, "m", {});
    EXPECT_EQ(index_count(), "2");
}

}  // namespace asterism::store
