#include "neighbors/metric_space.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "neighbors/random_vectors.hpp"

namespace asterism::neighbors {

TEST(MetricSpace, CosineOfByEyeVectors) {
    const float rows[] = {3, 0, /**/ 0, 2, /**/ -5, 0, /**/ 1, 1, /**/ 6, 0};
    const MetricSpace space({rows, 5, 2}, Metric::cosine, 1);
    EXPECT_DOUBLE_EQ(space.distance(0, 1), 1.0);
    EXPECT_DOUBLE_EQ(space.distance(0, 2), 2.0);
    EXPECT_DOUBLE_EQ(space.distance(0, 3), 1.0 - std::sqrt(0.5));
    EXPECT_EQ(space.distance(0, 4), 0.0);
}

TEST(MetricSpace, EuclideanOfByEyeVectors) {
    const float rows[] = {0, 0, /**/ 3, 4, /**/ 0, 0};
    const MetricSpace space({rows, 3, 2}, Metric::euclidean, 1);
    EXPECT_EQ(space.distance(0, 1), 5.0);
    EXPECT_EQ(space.distance(0, 2), 0.0);
}

TEST(MetricSpace, ARowAndItsCopyAreAtDistanceZeroThoughTheDotProductRounds) {
    const Matrix matrix = testing::random_vectors(500, 37, testing::Shape::gaussian, 3);
    const MetricSpace space(matrix.view(), Metric::cosine, 2);
    for (RowIndex i = 0; i < 500; ++i)
        EXPECT_EQ(space.distance(i, i), 0.0);
}

TEST(MetricSpace, ABlockOfAnySizeHasTheBitsOfThePairsAndIsSymmetric) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        const Matrix matrix = testing::random_vectors(300, 41, testing::Shape::gaussian, 4);
        const MetricSpace space(matrix.view(), metric, 2);
        std::vector<RowIndex> rows(300);
        std::iota(rows.begin(), rows.end(), 0U);
        std::vector<double> block(300 * 7);
        space.distances(rows, std::span(rows).subspan(5, 7), block.data());
        for (RowIndex i = 0; i < 300; ++i) {
            for (RowIndex j = 0; j < 7; ++j) {
                ASSERT_EQ(block[i * 7 + j], space.distance(i, j + 5));
                ASSERT_EQ(block[i * 7 + j], space.distance(j + 5, i));
            }
        }
    }
}

TEST(MetricSpace, VeryLongAndVeryShortRowsKeepTheirDirection) {
    const float rows[] = {1e30F, 1e30F, /**/ 1e-30F, 1e-30F, /**/ 3e38F, 3e38F, /**/ 1e-44F, 1e-44F};
    const MetricSpace space({rows, 4, 2}, Metric::cosine, 1);
    for (RowIndex i = 0; i < 4; ++i) {
        for (RowIndex j = 0; j < 4; ++j)
            EXPECT_EQ(space.distance(i, j), 0.0);
    }
}

}  // namespace asterism::neighbors
