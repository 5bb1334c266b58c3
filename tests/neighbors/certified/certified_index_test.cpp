#include "neighbors/certified/certified_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "neighbors/canonical_rank.hpp"
#include "neighbors/duplicates.hpp"
#include "neighbors/exact_index.hpp"
#include "neighbors/nearest_neighbors.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism::neighbors::certified {
namespace {

void expect_filter_loses_nothing(const Matrix& matrix, Metric metric, const std::string& name) {
    Observer observer;
    const std::size_t n = matrix.rows();
    const MetricSpace space(matrix.view(), metric, 2);
    const auto order = canonical_order(matrix.view(), {});
    const auto duplicates = find_duplicates(matrix.view(), order);
    const std::size_t k = std::min<std::size_t>(duplicates.representatives.size() - 1, 16);
    const CertifiedIndex index(space, duplicates.representatives, k, 2, observer);
    const auto lists = nearest_neighbors(index, order.rank, k, 2, observer);
    const ExactIndex exact(space, duplicates.representatives);
    const auto expected = nearest_neighbors(exact, order.rank, k, 2, observer);
    for (RowIndex i = 0; i < n; ++i) {
        ASSERT_TRUE(std::ranges::equal(lists.distances_of(i), expected.distances_of(i))) << name << " row " << i;
        ASSERT_TRUE(std::ranges::equal(lists.rows_of(i), expected.rows_of(i))) << name << " row " << i;
    }
}

}  // namespace

TEST(CertifiedIndex, TheCertifiedFilterLosesNothingOnEveryShapeOfData) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        for (const auto shape : testing::kShapes) {
            for (const std::size_t n : {2UL, 383UL, 384UL, 385UL, 1500UL}) {
                for (const std::size_t d : {1UL, 3UL, 65UL, 130UL}) {
                    const Matrix matrix = testing::random_vectors(n, d, shape, static_cast<std::uint32_t>(n * d));
                    expect_filter_loses_nothing(matrix, metric, std::to_string(n) + " x " + std::to_string(d));
                }
            }
        }
    }
}

TEST(CertifiedIndex, TheCertifiedFilterStandsExtremeEuclideanData) {
    for (const float scale : {1e-30F, 1.0F, 1e15F}) {
        Matrix far = testing::random_vectors(700, 70, testing::Shape::gaussian, 3);  // far from the origin
        for (std::size_t i = 0; i < far.rows(); ++i) {
            for (std::size_t k = 0; k < 70; ++k)
                far.row(i)[k] = (far.row(i)[k] + 1000.0F) * scale;
        }
        expect_filter_loses_nothing(far, Metric::euclidean, "far from the origin");
        Matrix outlier = testing::random_vectors(700, 70, testing::Shape::gaussian, 4);
        for (std::size_t i = 0; i < outlier.rows(); ++i) {
            for (std::size_t k = 0; k < 70; ++k)
                outlier.row(i)[k] *= i == 5 ? 1e7F * scale : scale;
        }
        expect_filter_loses_nothing(outlier, Metric::euclidean, "one row far from all others");
    }
    Matrix same(66, 400);
    for (int i = 0; i < 400; ++i)
        std::fill_n(same.add_row(), 66, i % 2 == 0 ? 1.0F : 1.0F + 0x1p-23F);
    expect_filter_loses_nothing(same, Metric::euclidean, "two rows, one bit apart");
}

TEST(NearOtherGroup, IsOfAnotherGroupAndAboutAsNearAsAny) {
    Observer observer;
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        const Matrix matrix = testing::random_vectors(900, 70, testing::Shape::gaussian, 9);
        const MetricSpace space(matrix.view(), metric, 2);
        std::vector<RowIndex> rows(900);
        std::iota(rows.begin(), rows.end(), 0U);
        std::vector<std::uint32_t> group(900);
        for (RowIndex i = 0; i < 900; ++i)
            group[i] = i % 7;
        const ExactIndex exact(space, rows);
        const CertifiedIndex certified(space, rows, 16, 2, observer);
        const auto nearest = exact.near_other_group(rows, group, 2, observer);
        const auto near = certified.near_other_group(rows, group, 2, observer);
        std::size_t equal = 0;
        for (RowIndex i = 0; i < 900; ++i) {
            for (RowIndex j = 0; j < 900; ++j) {
                if (group[j] != group[i]) {
                    ASSERT_LE(space.distance(i, nearest[i]), space.distance(i, j));
                }
            }
            ASSERT_NE(group[near[i]], group[i]);
            equal += near[i] == nearest[i] ? 1 : 0;
        }
        EXPECT_GT(equal, 800U);  // it is a good guess, not a promise
        const std::vector<std::uint32_t> one_group(900, 0);
        EXPECT_EQ(exact.near_other_group(rows, one_group, 1, observer)[3], kNoRow);
        EXPECT_EQ(certified.near_other_group(rows, one_group, 1, observer)[3], kNoRow);
    }
}

}  // namespace asterism::neighbors::certified
