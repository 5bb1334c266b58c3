#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "asterism/error.hpp"
#include "asterism/neighbors.hpp"
#include "neighbors/metric_space.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {
namespace {

/// Distances and ranks of all other distinct rows, in order.
std::vector<std::pair<double, std::uint32_t>> sorted_line(const PreparedRows& rows, RowIndex row) {
    const neighbors::MetricSpace space(rows);
    std::vector<std::pair<double, std::uint32_t>> line;
    for (const RowIndex other : rows.duplicates.representatives) {
        if (other != row) line.emplace_back(space.distance(row, other), rows.order.rank[other]);
    }
    std::sort(line.begin(), line.end());
    return line;
}

void expect_brute_force(const PreparedRows& rows, const Neighbors& lists, std::size_t k) {
    ASSERT_EQ(lists.k, std::min(k, rows.duplicates.representatives.size() - 1));
    ASSERT_EQ(lists.rows.size(), rows.size() * lists.k);
    for (const RowIndex row : rows.duplicates.representatives) {
        const auto line = sorted_line(rows, row);
        for (std::size_t e = 0; e < lists.k; ++e) {
            ASSERT_EQ(lists.distances_of(row)[e], line[e].first) << "row " << row << ", neighbour " << e;
            ASSERT_EQ(rows.order.rank[lists.rows_of(row)[e]], line[e].second) << "row " << row << ", neighbour " << e;
        }
        ASSERT_EQ(lists.farthest(row), line[lists.k - 1].first);
    }
}

}  // namespace

TEST(FindNeighbors, EqualsBruteForceOverTheDistinctRows) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        for (const auto shape : testing::kShapes) {
            for (const std::size_t n : {2UL, 17UL, 500UL}) {
                const Matrix matrix = testing::random_vectors(n, 4, shape, static_cast<std::uint32_t>(n));
                const PreparedRows rows = prepare(matrix.view(), metric);
                if (rows.duplicates.representatives.size() > 1) expect_brute_force(rows, find_neighbors(rows, 15), 15);
            }
        }
    }
}

TEST(FindNeighbors, EqualsBruteForceWhereAFilterIsAtWork) {
    const Matrix matrix = testing::random_vectors(2600, 70, testing::Shape::gaussian, 6);
    const PreparedRows rows = prepare(matrix.view(), Metric::cosine);
    const Neighbors lists = find_neighbors(rows, 15, 2);
    EXPECT_GT(lists.report.head_width, 0U);
    expect_brute_force(rows, lists, 15);
}

TEST(FindNeighbors, ServesAMatrixOfDistances) {
    const double distances[] = {0, 5, 1, /**/ 5, 0, 3, /**/ 1, 3, 0};
    const Neighbors lists = find_neighbors(prepare(DistanceMatrixView{distances, 3}), 2);
    EXPECT_EQ(lists.rows, (std::vector<RowIndex>{2, 1, 2, 0, 0, 1}));
    EXPECT_EQ(lists.distances, (std::vector<double>{1, 5, 3, 5, 1, 3}));
}

TEST(FindNeighbors, LeavesCopiesWithoutListsAndOutOfThem) {
    const float values[] = {1, 0, /**/ 0, 1, /**/ 1, 0};
    const PreparedRows rows = prepare({values, 3, 2}, Metric::cosine);
    const Neighbors lists = find_neighbors(rows, 15);
    EXPECT_EQ(lists.k, 1U);
    EXPECT_EQ(lists.rows, (std::vector<RowIndex>{1, 0, kNoRow}));
    EXPECT_EQ(find_neighbors(prepare({values, 1, 2}, Metric::cosine), 15).k, 0U);
}

TEST(NeighborSearch, GivesListsOfAnyLengthAndReportsItsStagesInOrder) {
    const Matrix matrix = testing::random_vectors(200, 5, testing::Shape::copies, 3);
    const PreparedRows rows = prepare(matrix.view(), Metric::cosine);
    const NeighborSearch search(rows, 15, 2);
    for (const std::size_t k : {1UL, 7UL, 40UL})
        expect_brute_force(rows, search.lists(k), k);
    std::string stages;
    for (const EngineStage& stage : search.lists(3).report.stages)
        stages += stage.name + ' ';
    EXPECT_EQ(stages, "prepare index neighbors ");
    EXPECT_EQ(search.report().distinct_rows, rows.duplicates.representatives.size());
}

TEST(NeighborSearch, StopsWhenItIsTold) {
    struct Stop : Observer {
        [[nodiscard]] bool cancelled() const override { return true; }
    } stop;
    const Matrix matrix = testing::random_vectors(60, 5, testing::Shape::gaussian, 9);
    const PreparedRows rows = prepare(matrix.view(), Metric::cosine);
    EXPECT_THROW((void)find_neighbors(rows, 5, 1, &stop), Error);
    EXPECT_THROW((void)prepare(matrix.view(), Metric::cosine, {}, 1, &stop), Error);
}

TEST(NeighborSearch, FindsTheNearestRowsOfForeignOnes) {
    const float values[] = {1, 0, /**/ 0, 1, /**/ 1, 0};
    const float queries[] = {2, 0, /**/ 1, 3};
    const PreparedRows rows = prepare({values, 3, 2}, Metric::cosine);
    const Neighbors found = NeighborSearch(rows, 15).nearest({queries, 2, 2}, 15);
    EXPECT_EQ(found.k, 2U);  // of three rows two are distinct
    EXPECT_EQ(found.rows, (std::vector<RowIndex>{0, 1, 1, 0}));
    EXPECT_EQ(found.distances_of(0)[0], 0.0);
    EXPECT_EQ(NeighborSearch(rows, 15).nearest({queries, 0, 2}, 15).rows.size(), 0U);
}

TEST(NeighborSearch, FindsTheSameForHoweverManyForeignRowsItIsMade) {
    const Matrix matrix = testing::random_vectors(3000, 70, testing::Shape::gaussian, 9);
    const Matrix queries = testing::random_vectors(20, 70, testing::Shape::gaussian, 10);
    const PreparedRows rows = prepare(matrix.view(), Metric::cosine);
    const Neighbors expected = NeighborSearch(rows, 15, 2).nearest(queries.view(), 15);
    const std::size_t whole = 72;  // a multiple of 4
    for (const auto& [count, width] : {std::pair(10UL, 0UL), std::pair(100UL, whole)}) {
        const NeighborSearch search(rows, 15, 2, nullptr, count);
        EXPECT_EQ(search.report().head_width, width);
        const Neighbors found = search.nearest(queries.view(), 15);
        EXPECT_EQ(found.rows, expected.rows);
        EXPECT_EQ(found.distances, expected.distances);
    }
}

TEST(NeighborSearch, RefusesForeignRowsWithoutADistance) {
    const float values[] = {1, 0, /**/ 0, 1, /**/ 0, 0};
    const PreparedRows rows = prepare({values, 2, 2}, Metric::cosine);
    const NeighborSearch search(rows, 15);
    const auto kind_of_error = [](const NeighborSearch& asked, MatrixView queries) {
        try {
            (void)asked.nearest(queries, 1);
        } catch (const Error& error) {
            return error.kind();
        }
        return ErrorKind::internal;
    };
    EXPECT_EQ(kind_of_error(search, {values, 2, 3}), ErrorKind::usage);
    EXPECT_EQ(kind_of_error(search, {values, 3, 2}), ErrorKind::data);
    const double distances[] = {0, 1, 1, 0};
    const PreparedRows given = prepare(DistanceMatrixView{distances, 2});
    EXPECT_EQ(kind_of_error(NeighborSearch(given, 1), {values, 2, 2}), ErrorKind::usage);
}

}  // namespace asterism
