#include "asterism/cluster.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "asterism/error.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {
namespace {

using testing::random_vectors;
using testing::Shape;

ErrorKind kind_of_error(MatrixView vectors, const ClusterOptions& options) {
    try {
        (void)cluster(vectors, options);
    } catch (const Error& error) {
        return error.kind();
    }
    return ErrorKind::internal;
}

Matrix permuted(const Matrix& matrix, const std::vector<RowIndex>& order) {
    Matrix result(matrix.cols(), matrix.rows());
    for (const RowIndex row : order)
        std::copy_n(matrix.row(row), matrix.cols(), result.add_row());
    return result;
}

ClusterOptions small_clusters() {
    ClusterOptions options;
    options.min_cluster_size = 4;
    options.min_samples = 3;
    return options;
}

}  // namespace

TEST(Cluster, FindsTwoBlobsAndAnOutlier) {
    Matrix matrix(2, 11);
    for (int i = 0; i < 5; ++i) {
        const auto step = static_cast<float>(i) * 0.01F;
        float* a = matrix.add_row();
        a[0] = 1, a[1] = step * step;
        float* b = matrix.add_row();
        b[0] = step * step, b[1] = 1;
    }
    float* outlier = matrix.add_row();
    outlier[0] = -1, outlier[1] = -1;
    const Clustering result = cluster(matrix.view(), small_clusters());
    ASSERT_EQ(result.cluster_count(), 2);
    EXPECT_EQ(result.labels[10], -1);
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_EQ(result.labels[i], result.labels[i % 2]);
    EXPECT_NE(result.labels[0], result.labels[1]);
    EXPECT_GT(result.outlier_scores[10], 0.99);
}

TEST(Cluster, CanonicalLabelsDoNotDependOnRowOrderOrThreads) {
    std::mt19937 random(17);
    for (const auto shape : testing::kShapes) {
        const Matrix matrix = random_vectors(230, 3, shape, 23);
        const Clustering expected = cluster(matrix.view(), small_clusters());
        for (int trial = 0; trial < 20; ++trial) {
            std::vector<RowIndex> order(230);
            std::iota(order.begin(), order.end(), 0U);
            std::shuffle(order.begin(), order.end(), random);
            ClusterOptions options = small_clusters();
            options.threads = 1 + trial % 4;
            const Matrix shuffled = permuted(matrix, order);
            const Clustering result = cluster(shuffled.view(), options, order);  // the old place as article id
            ASSERT_EQ(result.persistence, expected.persistence);
            for (std::size_t i = 0; i < order.size(); ++i) {
                ASSERT_EQ(result.labels[i], expected.labels[order[i]]);
                ASSERT_EQ(result.probabilities[i], expected.probabilities[order[i]]);
                ASSERT_EQ(result.outlier_scores[i], expected.outlier_scores[order[i]]);
            }
        }
    }
}

TEST(Cluster, EqualRowsGetEqualResultsEvenWithoutIds) {
    const Matrix matrix = random_vectors(200, 2, Shape::copies, 3);
    const Clustering result = cluster(matrix.view(), small_clusters());
    for (RowIndex i = 0; i < 200; ++i) {
        for (RowIndex j = 0; j < i; ++j) {
            if (!std::equal(matrix.row(i), matrix.row(i) + 2, matrix.row(j))) continue;
            ASSERT_EQ(result.labels[i], result.labels[j]);
            ASSERT_EQ(result.probabilities[i], result.probabilities[j]);
        }
    }
}

TEST(Cluster, OneRowIsNoise) {
    const float row[] = {1, 2, 3};
    for (const Ties ties : {Ties::canonical, Ties::hdbscan}) {
        ClusterOptions options;
        options.ties = ties;
        options.allow_single_cluster = true;
        const Clustering result = cluster({row, 1, 3}, options);
        EXPECT_EQ(result.labels, std::vector<std::int32_t>{-1});
        EXPECT_EQ(result.cluster_count(), 0);
        EXPECT_TRUE(result.spanning_tree.empty());
    }
}

TEST(Cluster, AllRowsEqualAreOneClusterOnlyWhenThatIsAllowed) {
    const std::vector<float> rows(40, 0.5F);
    ClusterOptions options;
    EXPECT_EQ(cluster({rows.data(), 20, 2}, options).cluster_count(), 0);
    options.allow_single_cluster = true;
    const Clustering result = cluster({rows.data(), 20, 2}, options);
    EXPECT_EQ(result.labels, std::vector<std::int32_t>(20, 0));
    EXPECT_EQ(result.probabilities, std::vector<double>(20, 1.0));
}

TEST(Cluster, FewerRowsThanMinClusterSizeAreAllNoise) {
    const Matrix matrix = random_vectors(7, 3, Shape::gaussian, 1);
    const Clustering result = cluster(matrix.view(), {});
    EXPECT_EQ(result.labels, std::vector<std::int32_t>(7, -1));
    EXPECT_EQ(result.min_samples, 6);
}

TEST(Cluster, RefusesOptionsOutOfRange) {
    const Matrix matrix = random_vectors(10, 2, Shape::gaussian, 1);
    const auto refused = [&](auto change) {
        ClusterOptions options;
        change(options);
        EXPECT_EQ(kind_of_error(matrix.view(), options), ErrorKind::usage);
    };
    refused([](ClusterOptions& o) { o.min_cluster_size = 1; });
    refused([](ClusterOptions& o) { o.min_samples = 0; });
    refused([](ClusterOptions& o) { o.alpha = 0; });
    refused([](ClusterOptions& o) { o.alpha = std::nan(""); });
    refused([](ClusterOptions& o) { o.cluster_selection_epsilon = -0.1; });
    refused([](ClusterOptions& o) { o.max_cluster_size = -1; });
}

TEST(Cluster, RefusesVectorsWithoutADistance) {
    float rows[] = {1, 2, 3, 4};
    EXPECT_EQ(kind_of_error({rows, 0, 2}, {}), ErrorKind::data);
    rows[2] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(kind_of_error({rows, 2, 2}, {}), ErrorKind::data);
    rows[2] = std::numeric_limits<float>::infinity();
    EXPECT_EQ(kind_of_error({rows, 2, 2}, {}), ErrorKind::data);
    rows[2] = rows[3] = 0;
    EXPECT_EQ(kind_of_error({rows, 2, 2}, {}), ErrorKind::data);
    ClusterOptions euclidean;
    euclidean.metric = Metric::euclidean;
    EXPECT_EQ(cluster({rows, 2, 2}, euclidean).labels.size(), 2U);
}

}  // namespace asterism
