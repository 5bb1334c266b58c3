#include <fmt/format.h>
#include <gmock/gmock.h>

#include "store/contract/reader_db_client_contract.hpp"

namespace asterism::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<float> kCentroid{0.25F, -1e-30F, 3};

ArticleIds id_list(std::initializer_list<std::int64_t> values) {
    ArticleIds ids;
    for (const auto value : values)
        ids.push_back(value);
    return ids;
}

}  // namespace

TEST_P(ReaderDBClientContract, ClustersAreNumberedFromOneAndUpdatedById) {
    EXPECT_EQ(client().upsert_cluster(kCentroid, 10), 1);
    EXPECT_EQ(client().upsert_cluster(kCentroid, 20), 2);
    EXPECT_EQ(client().upsert_cluster(std::vector<float>{1, 2, 3}, 11, 1), 1);
    EXPECT_EQ(client().upsert_cluster(kCentroid, 30), 3);
    const auto clusters = client().clusters(0);
    ASSERT_EQ(clusters.size(), 3U);
    EXPECT_EQ(clusters[0].id, 3);
    EXPECT_EQ(clusters[2].id, 1);
    EXPECT_EQ(clusters[2].article_count, 11);
    const auto centroid_of = "SELECT centroid FROM " + table(names.clusters) + " WHERE cluster_id = ";
    EXPECT_EQ(store->query_vector(centroid_of + "1"), (std::vector<float>{1, 2, 3}));
    EXPECT_EQ(store->query_vector(centroid_of + "2"), kCentroid);
}

TEST_P(ReaderDBClientContract, AnIdOfOnesOwnIsNeverGivenAgain) {
    EXPECT_EQ(client().upsert_cluster(kCentroid, 1, 10), 10);
    EXPECT_EQ(client().upsert_cluster(kCentroid, 1, 4), 4);
    EXPECT_EQ(client().upsert_cluster(kCentroid, 1), 11);
}

TEST_P(ReaderDBClientContract, ManyClustersAtOnceBringTheirMetadata) {
    const std::vector<ClusterRow> rows{{std::nullopt, kCentroid, 5, R"({"label": "it's"})"},
                                       {std::nullopt, kCentroid, 7, "{}"}};
    EXPECT_THAT(client().upsert_clusters(rows), ElementsAre(1, 2));
    const auto cluster = client().find_cluster(1);
    ASSERT_TRUE(cluster.has_value());
    EXPECT_THAT(cluster->metadata, HasSubstr("it's"));
    EXPECT_EQ(cluster->first_seen, cluster->last_seen);
    EXPECT_THAT(cluster->first_seen, testing::MatchesRegex("....-..-..T..:..:..Z"));
    EXPECT_EQ(cluster->retired_at, "");
    client().upsert_cluster(kCentroid, 6, 1);
    EXPECT_EQ(client().find_cluster(1)->metadata, cluster->metadata);
    EXPECT_FALSE(client().find_cluster(3).has_value());
}

TEST_P(ReaderDBClientContract, MetadataThatIsNoJsonIsRefusedAndBurnsNoId) {
    const std::vector<ClusterRow> rows{{std::nullopt, kCentroid, 5, "{}"}, {std::nullopt, kCentroid, 7, "{oops"}};
    error_message(ErrorKind::data, [&] { client().upsert_clusters(rows); });
    EXPECT_TRUE(client().clusters(0).empty());
    EXPECT_EQ(client().upsert_cluster(kCentroid, 1), 1);
}

TEST_P(ReaderDBClientContract, ClustersComeLargestFirstThenById) {
    for (const std::int64_t count : {5, 9, 5, 9})
        client().upsert_cluster(kCentroid, count);
    std::vector<ClusterId> ids;
    for (const auto& cluster : client().clusters(3))
        ids.push_back(cluster.id);
    EXPECT_THAT(ids, ElementsAre(2, 4, 1));
}

TEST_P(ReaderDBClientContract, ABatchWritesOnlyWhatChanges) {
    add_articles(4);
    const auto ids = id_list({4, 1, 2, 3, 99});
    std::vector<std::optional<ClusterId>> clusters{8, 5, 5, std::nullopt, 5};
    EXPECT_EQ(client().batch_update_article_clusters(ids, clusters), 3);
    EXPECT_EQ(client().batch_update_article_clusters(ids, clusters), 0);
    clusters = {8, std::nullopt, 6, std::nullopt, 5};
    EXPECT_EQ(client().batch_update_article_clusters(ids, clusters), 2);
    EXPECT_THAT(article_clusters(), ElementsAre(std::nullopt, 6, std::nullopt, 8));
    EXPECT_EQ(client().batch_update_article_clusters(ArticleIds(), {}), 0);
    EXPECT_EQ(client().status().clustered, 2);
}

TEST_P(ReaderDBClientContract, OneArticleMovesByItself) {
    add_articles(2);
    client().update_article_cluster(std::int64_t{2}, 3);
    client().update_article_cluster(std::int64_t{99}, 3);
    EXPECT_THAT(article_clusters(), ElementsAre(std::nullopt, 3));
    client().update_article_cluster(std::int64_t{2}, std::nullopt);
    EXPECT_THAT(article_clusters(), ElementsAre(std::nullopt, std::nullopt));
}

}  // namespace asterism::store
