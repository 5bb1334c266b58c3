#include "neighbors/certified/certified_queries.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "neighbors/canonical_rank.hpp"
#include "neighbors/duplicates.hpp"
#include "neighbors/exact_index.hpp"
#include "neighbors/nearest_neighbors.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism::neighbors::certified {
namespace {

using asterism::testing::random_vectors;
using asterism::testing::Shape;

/// All indexes against all distances sorted, for one set of rows and one of queries.
void expect_brute_force(const Matrix& rows, const Matrix& queries, Metric metric, std::size_t k) {
    Observer observer;
    const MetricSpace space(rows.view(), metric, 2);
    const MetricSpace foreign(queries.view(), metric, 2);
    const auto order = canonical_order(rows.view(), {});
    const auto distinct = find_duplicates(rows.view(), order).representatives;
    k = std::min(k, distinct.size());
    const auto exact = nearest_neighbors(ExactIndex(space, distinct), foreign, order.rank, k, 2, observer);
    const auto certified =
        nearest_neighbors(CertifiedIndex(space, distinct, 15, 2, observer), foreign, order.rank, k, 2, observer);
    const auto whole =
        nearest_neighbors(CertifiedIndex(space, distinct, 2, observer), foreign, order.rank, k, 2, observer);
    EXPECT_EQ(whole.rows, certified.rows);
    EXPECT_EQ(whole.distances, certified.distances);
    for (RowIndex i = 0; i < queries.rows(); ++i) {
        std::vector<std::pair<double, Rank>> line;
        for (const RowIndex j : distinct)
            line.emplace_back(foreign.distance_to(space, i, j), order.rank[j]);
        std::partial_sort(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(k), line.end());
        for (std::size_t e = 0; e < k; ++e) {
            ASSERT_EQ(exact.distances_of(i)[e], line[e].first) << "query " << i;
            ASSERT_EQ(order.rank[exact.rows_of(i)[e]], line[e].second) << "query " << i;
            ASSERT_EQ(certified.distances_of(i)[e], line[e].first) << "query " << i;
            ASSERT_EQ(order.rank[certified.rows_of(i)[e]], line[e].second) << "query " << i;
        }
    }
}

}  // namespace

TEST(ForeignRows, HaveTheNeighboursOfBruteForceOnEveryShapeOfData) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        for (const auto shape : asterism::testing::kShapes) {
            for (const std::size_t n : {1UL, 63UL, 385UL, 900UL}) {
                for (const std::size_t d : {1UL, 5UL, 70UL}) {
                    SCOPED_TRACE(std::to_string(n) + " x " + std::to_string(d));
                    expect_brute_force(random_vectors(n, d, shape, 3), random_vectors(49, d, shape, 4), metric, 15);
                }
            }
        }
    }
}

TEST(ForeignRows, HaveThemForAnyNumberOfQueriesAndAnyLength) {
    const Matrix rows = random_vectors(700, 70, Shape::gaussian, 5);
    for (const std::size_t queries : {1UL, 47UL, 48UL, 100UL}) {
        for (const std::size_t k : {1UL, 40UL, 700UL})
            expect_brute_force(rows, random_vectors(queries, 70, Shape::gaussian, 6), Metric::cosine, k);
    }
}

TEST(ForeignRows, FarOutsideOfTheRowsHaveThemToo) {
    const Matrix rows = random_vectors(700, 70, Shape::gaussian, 5);
    Matrix queries = random_vectors(60, 70, Shape::gaussian, 6);
    for (std::size_t i = 0; i < queries.rows(); i += 3) {
        for (std::size_t k = 0; k < 70; ++k)
            queries.row(i)[k] *= i % 2 == 0 ? 30.0F : 1e15F;
    }
    expect_brute_force(rows, queries, Metric::euclidean, 15);
    expect_brute_force(rows, queries, Metric::cosine, 15);
}

TEST(ForeignRows, ThatEqualARowAreAtDistanceZeroFromIt) {
    const Matrix rows = random_vectors(500, 66, Shape::copies, 8);
    expect_brute_force(rows, rows, Metric::cosine, 5);
    expect_brute_force(rows, rows, Metric::euclidean, 5);
}

TEST(ForeignRows, AreHeldAgainstFewRowsExactly) {
    Observer observer;
    Matrix rows = random_vectors(4000, 96, Shape::gaussian, 9);
    for (std::size_t i = 0; i < rows.rows(); ++i) {  // a few directions hold most, as in real data
        for (std::size_t k = 24; k < 96; ++k)
            rows.row(i)[k] *= 0.1F;
    }
    const MetricSpace space(rows.view(), Metric::cosine, 2);
    Matrix queries(96, 64);
    for (std::size_t i = 0; i < 64; ++i) {
        float* const row = queries.add_row();
        for (std::size_t k = 0; k < 96; ++k)
            row[k] = rows.row(i)[k] + 0.2F * rows.row(i + 64)[k];
    }
    const MetricSpace foreign(queries.view(), Metric::cosine, 2);
    const auto order = canonical_order(rows.view(), {});
    std::vector<RowIndex> all(4000);
    std::iota(all.begin(), all.end(), RowIndex{0});
    const CertifiedIndex index(space, all, 15, 2, observer);
    const auto found = nearest_neighbors(index, foreign, order.rank, 15, 2, observer);
    EXPECT_EQ(found.report.neighbors.pairs, 64U * 4000U);
    EXPECT_LT(found.report.neighbors.exact, found.report.neighbors.pairs / 20);
    EXPECT_EQ(found.rows_of(7)[0], 7U);
}

}  // namespace asterism::neighbors::certified
