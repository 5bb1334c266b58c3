#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "asterism/cluster.hpp"
#include "asterism/error.hpp"
#include "neighbors/canonical_rank.hpp"
#include "neighbors/metric_space.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {
namespace {

/// The same rows, in canonical order.
Matrix sorted(const Matrix& matrix) {
    const auto order = neighbors::canonical_order(matrix.view(), {});
    Matrix rows(matrix.cols(), matrix.rows());
    for (const RowIndex row : order.row)
        std::copy_n(matrix.row(row), matrix.cols(), rows.add_row());
    return rows;
}

std::vector<double> all_distances(const Matrix& matrix, Metric metric) {
    const neighbors::MetricSpace space(matrix.view(), metric, 1);
    std::vector<double> distances;
    for (RowIndex i = 0; i < matrix.rows(); ++i) {
        for (RowIndex j = 0; j < matrix.rows(); ++j)
            distances.push_back(i == j ? 0.0 : space.distance(i, j));
    }
    return distances;
}

ErrorKind refusal(std::vector<double> distances, std::size_t n) {
    try {
        (void)cluster_distances({distances.data(), n}, {});
    } catch (const Error& error) {
        return error.kind();
    }
    return ErrorKind::internal;
}

}  // namespace

TEST(ClusterDistances, GivesWhatTheVectorsBehindTheDistancesGive) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        for (const auto shape : testing::kShapes) {
            for (const Ties ties : {Ties::canonical, Ties::hdbscan}) {
                const Matrix rows = sorted(testing::random_vectors(300, 4, shape, 17));
                const auto distances = all_distances(rows, metric);
                ClusterOptions options;
                options.min_cluster_size = 5;
                options.metric = metric;
                options.ties = ties;
                const Clustering expected = cluster(rows.view(), options);
                const Clustering found = cluster_distances({distances.data(), 300}, options);
                EXPECT_EQ(found.labels, expected.labels);
                EXPECT_EQ(found.probabilities, expected.probabilities);
                EXPECT_EQ(found.outlier_scores, expected.outlier_scores);
                EXPECT_EQ(found.persistence, expected.persistence);
                EXPECT_EQ(found.prediction.core_distances, expected.prediction.core_distances);
                ASSERT_EQ(found.spanning_tree.size(), expected.spanning_tree.size());
                for (std::size_t e = 0; e < found.spanning_tree.size(); ++e)
                    ASSERT_EQ(found.spanning_tree[e].weight, expected.spanning_tree[e].weight);
            }
        }
    }
}

TEST(ClusterDistances, ServesSizesAtWhichVectorsWouldBeFiltered) {
    const Matrix rows = sorted(testing::random_vectors(2300, 6, testing::Shape::gaussian, 18));
    const auto distances = all_distances(rows, Metric::cosine);
    EXPECT_EQ(cluster_distances({distances.data(), 2300}, {}).labels, cluster(rows.view(), {}).labels);
}

TEST(ClusterDistances, OneRowIsNoise) {
    const double zero = 0;
    EXPECT_EQ(cluster_distances({&zero, 1}, {}).labels, std::vector<std::int32_t>{-1});
}

TEST(ClusterDistances, WhatIsNoMatrixOfDistancesIsRefused) {
    EXPECT_EQ(refusal({}, 0), ErrorKind::data);
    EXPECT_EQ(refusal({0, 1, 2, 0}, 2), ErrorKind::data);
    EXPECT_EQ(refusal({0, -1, -1, 0}, 2), ErrorKind::data);
    EXPECT_EQ(refusal({1, 1, 1, 0}, 2), ErrorKind::data);
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(refusal({0, kNan, kNan, 0}, 2), ErrorKind::data);
    constexpr double kFar = std::numeric_limits<double>::infinity();
    EXPECT_EQ(refusal({0, kFar, kFar, 0}, 2), ErrorKind::data);
    ClusterOptions options;
    options.metric = Metric::precomputed;
    const Matrix rows = testing::random_vectors(5, 3, testing::Shape::gaussian, 1);
    EXPECT_THROW((void)cluster(rows.view(), options), Error);
}

}  // namespace asterism
