#include "store/postgres/row_order.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "store/contract/reader_db_client_contract.hpp"

namespace asterism::store::postgres {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Rows whose two values say which id they belong to.
EmbeddingRows rows_of(const std::vector<std::int64_t>& ids) {
    EmbeddingRows rows{ArticleIds(IdType::int8), Matrix(2), {}};
    for (const std::int64_t id : ids) {
        rows.ids.push_back(id);
        float* row = rows.vectors.add_row();
        row[0] = static_cast<float>(id);
        row[1] = static_cast<float>(-id);
    }
    return rows;
}

}  // namespace

TEST(RowOrder, CarriesEachRowWithItsId) {
    EmbeddingRows rows = rows_of({30, 10, 20});
    sort_by_id(rows);
    EXPECT_THAT(rows.vectors.view()[0], ElementsAre(10, -10));
    EXPECT_THAT(rows.vectors.view()[1], ElementsAre(20, -20));
    EXPECT_THAT(rows.vectors.view()[2], ElementsAre(30, -30));
    EXPECT_EQ(rows.ids.integer(2), 30);
}

TEST(RowOrder, EqualsAPlainSortForAnyPermutation) {
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
        std::vector<std::int64_t> ids(random() % 40);
        for (std::size_t i = 0; i < ids.size(); ++i)
            ids[i] = static_cast<std::int64_t>(i) - 20;
        std::vector<std::int64_t> shuffled = ids;
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        EmbeddingRows rows = rows_of(shuffled);
        sort_by_id(rows);
        ASSERT_EQ(rows.ids.size(), ids.size());
        for (std::size_t i = 0; i < ids.size(); ++i) {
            EXPECT_EQ(rows.ids.integer(i), ids[i]);
            EXPECT_THAT(rows.vectors.view()[i], ElementsAre(static_cast<float>(ids[i]), static_cast<float>(-ids[i])));
        }
    }
}

TEST(RowOrder, NamesIdsThatComeTwiceEvenWhenOneOfTheirRowsWasRejected) {
    EmbeddingRows rows = rows_of({3, 1});
    rows.rejected = {{std::int64_t{9}, Rejection::null_vector}, {std::int64_t{3}, Rejection::zero_norm}};
    EXPECT_THAT(error_message(ErrorKind::data, [&] { sort_by_id(rows); }), HasSubstr("\"3\""));
    rows = rows_of({1});
    rows.rejected = {{std::int64_t{7}, Rejection::null_vector}, {std::int64_t{7}, Rejection::null_vector}};
    EXPECT_THAT(error_message(ErrorKind::data, [&] { sort_by_id(rows); }), HasSubstr("\"7\""));
    rows = rows_of({5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0});
    EXPECT_THAT(error_message(ErrorKind::data, [&] { sort_by_id(rows); }), HasSubstr(", ..."));
}

}  // namespace asterism::store::postgres
