#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "asterism/error.hpp"
#include "asterism/neighbors.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {
namespace {

template <class Call>
ErrorKind kind_of_error(const Call& call) {
    try {
        (void)call();
    } catch (const Error& error) {
        return error.kind();
    }
    return ErrorKind::internal;
}

}  // namespace

TEST(PreparedRows, HaveNormsForCosineOnlyAndAnOrderWithItsInverse) {
    const float values[] = {3, 4, /**/ 0, 2, /**/ 3, 4};
    const PreparedRows rows = prepare({values, 3, 2}, Metric::cosine);
    EXPECT_EQ(rows.inverse_norms, (std::vector<double>{0.2, 0.5, 0.2}));
    EXPECT_EQ(rows.order.row, (std::vector<RowIndex>{1, 0, 2}));  // by bytes 0.0 comes before 3.0
    EXPECT_EQ(rows.order.rank, (std::vector<std::uint32_t>{1, 0, 2}));
    EXPECT_EQ(rows.report.stages.at(0).name, "prepare");
    EXPECT_TRUE(prepare({values, 3, 2}, Metric::euclidean).inverse_norms.empty());
}

TEST(PreparedRows, CountDistinctRowsByRankAndCopiesByIdWithinThem) {
    const float values[] = {3, 4, /**/ 0, 2, /**/ 3, 4};
    const std::uint32_t id_rank[] = {2, 1, 0};
    const PreparedRows rows = prepare({values, 3, 2}, Metric::cosine, id_rank);
    EXPECT_EQ(rows.order.row, (std::vector<RowIndex>{1, 2, 0}));
    EXPECT_EQ(rows.duplicates.representatives, (std::vector<RowIndex>{1, 2}));
    EXPECT_EQ(rows.duplicates.copies, (std::vector<std::uint32_t>{1, 2, 0}));
    EXPECT_EQ(rows.distinct_of_row(), (std::vector<std::uint32_t>{1, 0, 1}));
}

TEST(PreparedRows, NumberEachRowByTheRepresentativeWithItsBytes) {
    const Matrix matrix = testing::random_vectors(300, 3, testing::Shape::copies, 8);
    const PreparedRows rows = prepare(matrix.view(), Metric::euclidean);
    const auto number = rows.distinct_of_row();
    for (RowIndex i = 0; i < 300; ++i) {
        const RowIndex first = rows.duplicates.representatives.at(number[i]);
        EXPECT_EQ(std::memcmp(matrix.row(i), matrix.row(first), 3 * sizeof(float)), 0);
        EXPECT_LE(rows.order.rank[first], rows.order.rank[i]);
    }
}

TEST(PreparedRows, RefuseWhatHasNoDistance) {
    float values[] = {1, 2, 3, 4};
    const auto refused = [&](std::size_t n, Metric metric) {
        return kind_of_error([&] { return prepare({values, n, 2}, metric); });
    };
    EXPECT_EQ(refused(0, Metric::cosine), ErrorKind::data);
    EXPECT_EQ(refused(2, Metric::precomputed), ErrorKind::usage);
    values[2] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(refused(2, Metric::euclidean), ErrorKind::data);
    values[2] = values[3] = 0;
    EXPECT_EQ(refused(2, Metric::cosine), ErrorKind::data);
    EXPECT_EQ(prepare({values, 2, 2}, Metric::euclidean).size(), 2U);
    const std::uint32_t one_id[] = {0};
    EXPECT_EQ(kind_of_error([&] { return prepare({values, 2, 2}, Metric::euclidean, one_id); }), ErrorKind::usage);
}

TEST(PreparedRows, OfAMatrixOfDistancesHaveNoCopiesAndTheirPositionsAsRanks) {
    const double distances[] = {0, 0, 1, /**/ 0, 0, 1, /**/ 1, 1, 0};
    const PreparedRows rows = prepare(DistanceMatrixView{distances, 3});
    EXPECT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows.order.rank, (std::vector<std::uint32_t>{0, 1, 2}));
    EXPECT_EQ(rows.distinct_of_row(), (std::vector<std::uint32_t>{0, 1, 2}));
    const double crooked[] = {0, 1, 2, 0};
    EXPECT_EQ(kind_of_error([&] { return prepare(DistanceMatrixView{crooked, 2}); }), ErrorKind::data);
}

}  // namespace asterism
