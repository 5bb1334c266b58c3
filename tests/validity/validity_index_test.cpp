#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "asterism/cluster.hpp"
#include "asterism/error.hpp"
#include "asterism/validity.hpp"
#include "extraction/golden_0840.hpp"
#include "neighbors/metric_space.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {
namespace {

using testing::random_vectors;
using testing::Shape;

std::vector<double> all_distances(const PreparedRows& rows) {
    const neighbors::MetricSpace space(rows);
    std::vector<double> distances;
    for (RowIndex i = 0; i < rows.size(); ++i) {
        for (RowIndex j = 0; j < rows.size(); ++j)
            distances.push_back(i == j ? 0 : space.distance(i, j));
    }
    return distances;
}

}  // namespace

TEST(ValidityIndex, EqualsThatOfHdbscan0840) {
    for (const auto& golden : testing::golden_cases()) {
        const auto rows = prepare(golden.rows.view(), Metric::euclidean);
        for (const int threads : {1, 3}) {
            ValidityOptions options;
            options.threads = threads;
            const auto found = validity_index(rows, golden.labels, options);
            EXPECT_NEAR(found.index, golden.validity, 1e-12);
            ASSERT_EQ(found.per_cluster.size(), golden.clusters);
            for (std::size_t label = 0; label < golden.clusters; ++label)
                EXPECT_NEAR(found.per_cluster[label], golden.validity_per_cluster[label], 1e-12);
            options.raw_distances = true;
            EXPECT_NEAR(validity_index(rows, golden.labels, options).index, golden.validity_of_raw_distances, 1e-12);
        }
    }
}

TEST(ValidityIndex, OfDistancesIsThatOfTheVectors) {
    const Matrix matrix = random_vectors(150, 4, Shape::copies, 9);
    const auto rows = prepare(matrix.view(), Metric::cosine);
    std::vector<std::int32_t> labels;
    for (std::size_t i = 0; i < matrix.rows(); ++i)
        labels.push_back(static_cast<std::int32_t>(i % 5) - 1);
    const auto distances = all_distances(rows);
    ValidityOptions options;
    options.d = 4;
    const auto of_vectors = validity_index(rows, labels);
    const auto of_distances = validity_index(prepare(DistanceMatrixView{distances.data(), 150}), labels, options);
    EXPECT_EQ(of_vectors.index, of_distances.index);
    EXPECT_EQ(of_vectors.per_cluster, of_distances.per_cluster);
    EXPECT_THROW((void)validity_index(prepare(DistanceMatrixView{distances.data(), 150}), labels), Error);
}

/// Three rows a, b, c of one cluster on a line, and one far away; at large d the core distance is the nearest distance.
TEST(ValidityIndex, DoesNotOverflowAtThousandsOfDimensions) {
    const std::vector<double> far = {0, 1e-3, 3e-3, 7, 8, 1e-3, 0, 2e-3, 7, 8, 3e-3, 2e-3, 0,
                                     7, 8,    7,    7, 7, 0,    1, 8,    8, 8, 1,    0};
    const auto rows = prepare(DistanceMatrixView{far.data(), 5});
    ValidityOptions options;
    options.d = 100'000;
    const auto found = validity_index(rows, std::vector<std::int32_t>{0, 0, 0, 1, 1}, options);
    // Cores 1, 1, 2 thousandths: edges of 1 and 2, b is inside; its edge to 7 away is the separation.
    EXPECT_NEAR(found.per_cluster[0], (7 - 2e-3) / 7, 1e-3);
    EXPECT_NEAR(found.per_cluster[1], (7 - 1) / 7.0, 1e-3);
}

TEST(ValidityIndex, HasANumberWhereHdbscanHasNone) {
    const Matrix matrix = random_vectors(12, 3, Shape::gaussian, 2);
    const auto rows = prepare(matrix.view(), Metric::euclidean);
    EXPECT_EQ(validity_index(rows, std::vector<std::int32_t>(12, 0)).index, 1) << "a sole cluster";
    EXPECT_EQ(validity_index(rows, std::vector<std::int32_t>(12, -1)).index, 0) << "none";
    std::vector<std::int32_t> labels(12, 0);
    labels[3] = 2;
    const auto found = validity_index(rows, labels);
    EXPECT_EQ(found.per_cluster[2], 0) << "a row alone";
    EXPECT_TRUE(std::isnan(found.per_cluster[1])) << "a label without rows";
    EXPECT_TRUE(std::isfinite(found.index));
}

TEST(ValidityIndex, RefusesOtherLabels) {
    const Matrix matrix = random_vectors(4, 3, Shape::gaussian, 2);
    const auto rows = prepare(matrix.view(), Metric::euclidean);
    ValidityOptions options;
    options.d = 0;
    EXPECT_THROW((void)validity_index(rows, std::vector<std::int32_t>{0, 0}), Error);
    EXPECT_THROW((void)validity_index(rows, std::vector<std::int32_t>{0, 0, -2, 0}), Error);
    EXPECT_THROW((void)validity_index(rows, std::vector<std::int32_t>{0, 0, 1, 1}, options), Error);
}

}  // namespace asterism
