#include <fmt/format.h>
#include <gmock/gmock.h>

#include "store/contract/reader_db_client_contract.hpp"
#include "store/identifiers.hpp"

namespace asterism::store {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST_P(ReaderDBClientContract, InitialisingCreatesTheTablesOnceAndTwiceChangesNothing) {
    const auto reader = store->open(names);
    EXPECT_THAT(reader->initialize_tables({.dimensions = kDimensions}).created, Not(IsEmpty()));
    EXPECT_THAT(reader->initialize_tables({.dimensions = kDimensions}).created, IsEmpty());
    const auto status = store->open(names)->status();
    EXPECT_EQ(status.dimensions, kDimensions);
    EXPECT_EQ(status.articles + status.embeddings + status.clustered + status.clusters, 0);
    EXPECT_FALSE(status.last_run.has_value());
}

TEST_P(ReaderDBClientContract, AnEmptyReaderTakesAnotherDimension) {
    client();
    client().initialize_tables({.dimensions = 5});
    EXPECT_EQ(client().status().dimensions, 5);
    EXPECT_EQ(client().upsert_cluster(std::vector<float>{1, 2, 3, 4, 5}, 1), 1);
    error_message(ErrorKind::data, [&] { client().upsert_cluster(std::vector<float>{1, 2, 3}, 1); });
}

TEST_P(ReaderDBClientContract, InitialisingWithoutADimensionKeepsWhatIsThere) {
    client().upsert_cluster(std::vector<float>{1, 2, 3}, 1);
    EXPECT_THAT(store->open(names)->initialize_tables({}).created, IsEmpty());
    EXPECT_EQ(store->open(names)->status().dimensions, 3);
}

TEST_P(ReaderDBClientContract, AReaderWithVectorsKeepsItsDimension) {
    add_articles(1);
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    const float vector[] = {1, 2, 3};
    client().upsert_embeddings(ids, {vector, 1, 3}, "m", {});
    const auto message = error_message(ErrorKind::schema, [&] { client().initialize_tables({.dimensions = 5}); });
    EXPECT_THAT(message, HasSubstr("3"));
    EXPECT_EQ(client().status().dimensions, 3);
    EXPECT_EQ(client().get_all_embeddings({}).ids.size(), 1U);
}

TEST_P(ReaderDBClientContract, AReaderWithClustersKeepsItsDimension) {
    client().upsert_cluster(std::vector<float>{1, 2, 3}, 1);
    error_message(ErrorKind::schema, [&] { client().initialize_tables({.dimensions = 5}); });
}

TEST_P(ReaderDBClientContract, WithoutTablesEveryCallNamesTheCommandThatMakesThem) {
    const auto reader = store->open(names);
    for (const std::function<void()>& call : std::vector<std::function<void()>>{
             [&] { reader->status(); }, [&] { reader->get_all_embeddings({}); }, [&] { reader->begin_run({}); },
             [&] { reader->upsert_articles(std::vector<Article>{titled(std::int64_t{1}, "t")}); },
             [&] { reader->clusters(0); }}) {
        EXPECT_THAT(error_message(ErrorKind::schema, call), HasSubstr("asterism init"));
    }
}

TEST_P(ReaderDBClientContract, InspectingAReaderWithoutTablesFindsWhatMendsIt) {
    bool mended_by_init = false;
    for (const auto& finding : store->open(names)->inspect())
        mended_by_init |=
            finding.severity == Finding::Severity::error && finding.mend.find("asterism init") != std::string::npos;
    EXPECT_TRUE(mended_by_init);
}

TEST_P(ReaderDBClientContract, InspectingAFreshReaderFindsNoError) {
    for (const auto& finding : client().inspect()) {
        EXPECT_NE(static_cast<int>(finding.severity), static_cast<int>(Finding::Severity::error)) << finding.what;
        EXPECT_FALSE(finding.what.empty());
    }
}

TEST_P(ReaderDBClientContract, AMissingVectorColumnIsNamed) {
    create_source_tables(IdType::int8);
    names.embedding = "no_such_vector";
    const auto message =
        error_message(ErrorKind::schema, [&] { store->open(names)->initialize_tables({.dimensions = kDimensions}); });
    EXPECT_THAT(message, HasSubstr("no_such_vector"));
}

TEST_P(ReaderDBClientContract, EveryNameMayBeAnother) {
    names = {.schema = "my reader",
             .articles = "Item \"A\"",
             .article_id = "item id",
             .title = "head",
             .summary = "order",
             .content = "select",
             .url = "URL",
             .published_at = "when",
             .cluster_id = "group",
             .embeddings = "vec tors",
             .embeddings_article_id = "item",
             .embedding = "table",
             .clusters = "groups"};
    add_articles(3);
    ArticleIds ids;
    for (std::int64_t id = 1; id <= 3; ++id)
        ids.push_back(id);
    const float vectors[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    client().upsert_embeddings(ids, {vectors, 3, 3}, "m", {});
    EXPECT_EQ(client().get_all_embeddings({}).ids.size(), 3U);
    publish(ComputedRun().add(std::int64_t{1}, 0).add(std::int64_t{2}, 0).add(std::int64_t{3}, -1), {std::nullopt});
    EXPECT_EQ(article_clusters(), (std::vector<std::optional<ClusterId>>{1, 1, std::nullopt}));
    EXPECT_EQ(client().cluster_articles(1, 0).size(), 2U);
    client().for_each_article([](const ArticleText& article) { EXPECT_EQ(article.embedded_model, "m"); });
    EXPECT_EQ(client().status().clustered, 2);
}

TEST_P(ReaderDBClientContract, DimensionsThatNoVectorCanHaveAreRefused) {
    for (const int dimensions : {0, -1, kMaxDimensions + 1, 2147483647})
        EXPECT_THAT(
            error_message(ErrorKind::usage, [&] { store->open(names)->initialize_tables({.dimensions = dimensions}); }),
            HasSubstr("give 1 to 16000"));
}

TEST_P(ReaderDBClientContract, ANameThatIsNoNameIsRefused) {
    names.articles = "";
    error_message(ErrorKind::usage, [&] { store->open(names)->initialize_tables({.dimensions = kDimensions}); });
}

}  // namespace asterism::store
