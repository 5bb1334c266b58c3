#include <gmock/gmock.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <random>

#include "store/contract/reader_db_client_contract.hpp"

namespace asterism::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::int64_t> integers(const ArticleIds& ids) {
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < ids.size(); ++i)
        values.push_back(ids.integer(i));
    return values;
}

std::map<std::int64_t, Rejection> rejections(const EmbeddingRows& rows) {
    std::map<std::int64_t, Rejection> found;
    for (const auto& row : rows.rejected)
        found[std::get<std::int64_t>(row.id)] = row.reason;
    return found;
}

}  // namespace

TEST_P(ReaderDBClientContract, EveryBitOfAVectorComesBack) {
    std::mt19937 random(7);
    constexpr std::size_t kRows = 300;
    Matrix vectors(kDimensions, kRows);
    ArticleIds ids;
    for (std::size_t i = 0; i < kRows * kDimensions; ++i) {
        if (i % kDimensions == 0) vectors.add_row();
        const auto bits = static_cast<std::uint32_t>(random()) & 0xbfffffffU;  // exponents that are never all ones
        std::memcpy(vectors.row(0) + i, &bits, sizeof bits);
    }
    const float tiny[] = {std::numeric_limits<float>::denorm_min(), -0.0F, std::numeric_limits<float>::max()};
    std::memcpy(vectors.row(0), tiny, sizeof tiny);
    add_articles(kRows);
    for (std::int64_t id = 1; id <= static_cast<std::int64_t>(kRows); ++id)
        ids.push_back(id);
    client().upsert_embeddings(ids, vectors.view(), "m", {});

    const auto rows = client().get_all_embeddings({});
    ASSERT_EQ(rows.vectors.rows(), kRows);
    EXPECT_EQ(std::memcmp(rows.vectors.row(0), vectors.row(0), kRows * kDimensions * sizeof(float)), 0);
    EXPECT_EQ(integers(rows.ids), integers(ids));
    EXPECT_TRUE(rows.rejected.empty());
}

TEST_P(ReaderDBClientContract, AnEmbeddingIsReplacedByItsArticle) {
    add_articles(1);
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    const float first[] = {1, 2, 3}, second[] = {4, 5, 6};
    client().upsert_embeddings(ids, {first, 1, 3}, "m", {});
    client().upsert_embeddings(ids, {second, 1, 3}, "m", {});
    const auto rows = client().get_all_embeddings({});
    ASSERT_EQ(rows.vectors.rows(), 1U);
    EXPECT_THAT(rows.vectors.view()[0], ElementsAre(4, 5, 6));
}

TEST_P(ReaderDBClientContract, AnEmbeddingOfNoArticleIsRefusedWithAllThatCameWithIt) {
    add_articles(1);
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    ids.push_back(std::int64_t{99});
    const float vectors[] = {1, 2, 3, 4, 5, 6};
    error_message(ErrorKind::data, [&] { client().upsert_embeddings(ids, {vectors, 2, 3}, "m", {}); });
    EXPECT_EQ(client().status().embeddings, 0);
}

TEST_P(ReaderDBClientContract, VectorsOfAnotherDimensionAreRefused) {
    add_articles(1);
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    const float vector[] = {1, 2};
    const auto message = error_message(ErrorKind::data, [&] {
        client().upsert_embeddings(ids, {vector, 1, 2}, "m", {});
    });
    EXPECT_THAT(message, HasSubstr("3"));
}

TEST_P(ReaderDBClientContract, UnusableRowsAreListedAndTheOthersReadInIdOrder) {
    create_source_tables(IdType::int8);
    const float nan = std::numeric_limits<float>::quiet_NaN(), inf = std::numeric_limits<float>::infinity();
    for (std::int64_t id = 1; id <= 12; ++id)
        insert_source_article(id);
    insert_source_embedding(std::int64_t{10}, std::vector<float>{0, 0, 1});
    insert_source_embedding(std::int64_t{9}, std::nullopt);
    insert_source_embedding(std::int64_t{2}, std::vector<float>{1, 0, 0});
    insert_source_embedding(std::int64_t{3}, std::vector<float>{0, -0.0F, 0});
    insert_source_embedding(std::int64_t{4}, std::vector<float>{1, 2});
    insert_source_embedding(std::int64_t{5}, std::vector<float>{1e-45F, 0, 0});
    std::map<std::int64_t, Rejection> expected{
        {9, Rejection::null_vector}, {3, Rejection::zero_norm}, {4, Rejection::wrong_dimension}};
    if (GetParam().keeps_non_finite) {
        insert_source_embedding(std::int64_t{6}, std::vector<float>{nan, 0, 0});
        insert_source_embedding(std::int64_t{7}, std::vector<float>{1, -inf, 0});
        expected[6] = expected[7] = Rejection::not_finite;
    }
    const auto rows = client().get_all_embeddings({});
    EXPECT_EQ(integers(rows.ids), (std::vector<std::int64_t>{2, 5, 10}));
    EXPECT_EQ(rejections(rows), expected);
    ASSERT_EQ(rows.vectors.rows(), 3U);
    EXPECT_THAT(rows.vectors.view()[2], ElementsAre(0, 0, 1));

    expected.erase(3);
    EXPECT_EQ(rejections(client().get_all_embeddings({.dimensions = {}, .reject_zero_norm = false})), expected);
}

TEST_P(ReaderDBClientContract, AnotherDimensionMayBeAskedFor) {
    create_source_tables(IdType::int8);
    insert_source_article(std::int64_t{1});
    insert_source_article(std::int64_t{2});
    insert_source_embedding(std::int64_t{1}, std::vector<float>{1, 2});
    insert_source_embedding(std::int64_t{2}, std::vector<float>{1, 2, 3});
    client();
    const auto rows = client().get_all_embeddings({.dimensions = 2});
    EXPECT_EQ(integers(rows.ids), (std::vector<std::int64_t>{1}));
    EXPECT_EQ(rejections(rows), (std::map<std::int64_t, Rejection>{{2, Rejection::wrong_dimension}}));
}

TEST_P(ReaderDBClientContract, AnIdThatComesTwiceIsNamed) {
    create_source_tables(IdType::int8, false);
    client();
    for (const std::int64_t id : {1, 2, 4711})
        insert_source_article(id);
    for (const std::int64_t id : {1, 4711, 2, 4711})
        insert_source_embedding(id, std::vector<float>{1, 0, 0});
    EXPECT_THAT(error_message(ErrorKind::data, [&] { client().get_all_embeddings({}); }), HasSubstr("4711"));
}

TEST_P(ReaderDBClientContract, AnEmptyTableGivesNoRows) {
    const auto rows = client().get_all_embeddings({});
    EXPECT_EQ(rows.ids.size() + rows.vectors.rows() + rows.rejected.size(), 0U);
}

TEST_P(ReaderDBClientContract, IdsMayBeTextInAnExistingTableAndAreSortedByBytes) {
    create_source_tables(IdType::text);
    const std::vector<std::string> ids{"B", "a", "a b", "\xc3\xa4", "\xf0\x9f\x98\x80"};
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
        insert_source_article(*id);
        insert_source_embedding(*id, std::vector<float>{1, 0, 0});
    }
    EXPECT_EQ(client().id_type(), IdType::text);
    const auto rows = client().get_all_embeddings({});
    ASSERT_EQ(rows.ids.size(), ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i)
        EXPECT_EQ(rows.ids.text(i), ids[i]);

    ComputedRun run(IdType::text);
    run.add("B", 0, 0.5).add("a", 0, 0.75).add("a b", -1).add("\xc3\xa4", 0, 0.75).add_rejected("\xf0\x9f\x98\x80");
    EXPECT_EQ(publish(run, {std::nullopt}).articles_changed, 3);
    const auto articles = client().cluster_articles(1, 0);
    ASSERT_EQ(articles.size(), 3U);
    EXPECT_EQ(articles[0].id, ArticleId("a"));
    EXPECT_EQ(articles[1].id, ArticleId("\xc3\xa4"));
    EXPECT_EQ(articles[2].id, ArticleId("B"));
    EXPECT_EQ(publish(run, {1}).articles_changed, 0);
}

TEST_P(ReaderDBClientContract, TheIdTypeOfTheSourceIsKept) {
    for (const IdType type : GetParam().id_types) {
        store = GetParam().create();
        create_source_tables(type);
        const auto reader = store->open(names);
        reader->initialize_tables({.dimensions = kDimensions});
        EXPECT_EQ(static_cast<int>(reader->id_type()), static_cast<int>(type));
    }
}

}  // namespace asterism::store
