#include "asterism/centers.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "asterism/cluster.hpp"
#include "asterism/error.hpp"
#include "extraction/golden_0840.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {

TEST(WeightedCenters, EqualThoseOfHdbscan0840) {
    for (const auto& golden : testing::golden_cases()) {
        const auto rows = prepare(golden.rows.view(), Metric::euclidean);
        const auto fit = cluster(rows, golden.options);
        ASSERT_EQ(fit.labels, golden.labels);
        const auto centroids = weighted_centroids(rows, fit.labels, fit.probabilities);
        ASSERT_EQ(centroids.size(), golden.centroids.size());
        for (std::size_t i = 0; i < centroids.size(); ++i)
            EXPECT_NEAR(centroids[i], golden.centroids[i], 1e-12) << i;
        EXPECT_EQ(weighted_medoids(rows, fit.labels, fit.probabilities), golden.medoids);
    }
}

TEST(WeightedCenters, OfManyRowsByAnyMetricAreTheDefinition) {
    const Matrix matrix = testing::random_vectors(300, 4, testing::Shape::copies, 3);
    const auto rows = prepare(matrix.view(), Metric::cosine);
    std::vector<std::int32_t> labels;
    std::vector<double> probabilities;
    for (std::size_t i = 0; i < 300; ++i) {
        labels.push_back(i % 7 == 0 ? -1 : i % 5 == 0 ? 2 : 0);
        probabilities.push_back(static_cast<double>(i % 11) / 10);
    }
    const auto medoids = weighted_medoids(rows, labels, probabilities, 3);
    ASSERT_EQ(medoids.size(), 3U);
    EXPECT_EQ(medoids[1], kNoRow);
    for (const std::size_t label : {0, 2}) {
        double least = 1e9;
        const auto sum_of = [&](std::size_t i) {
            double sum = 0;
            for (std::size_t j = 0; j < 300; ++j) {
                if (labels[j] != labels[i]) continue;
                double dot = 0;
                for (std::size_t k = 0; k < 4; ++k)
                    dot += static_cast<double>(matrix.row(i)[k]) * static_cast<double>(matrix.row(j)[k]);
                sum += probabilities[j] * (1 - dot * rows.inverse_norms[i] * rows.inverse_norms[j]);
            }
            return sum;
        };
        for (std::size_t i = 0; i < 300; ++i) {
            if (labels[i] == static_cast<std::int32_t>(label)) least = std::min(least, sum_of(i));
        }
        EXPECT_NEAR(sum_of(medoids[label]), least, 1e-9);
    }
    EXPECT_TRUE(std::isnan(weighted_centroids(rows, labels, probabilities)[4]));
}

TEST(WeightedCenters, WithoutProbabilitiesArePlain) {
    Matrix matrix(1);
    *matrix.add_row() = 2;
    *matrix.add_row() = 5;
    const auto rows = prepare(matrix.view(), Metric::euclidean);
    EXPECT_EQ(weighted_centroids(rows, std::vector<std::int32_t>{0, 0}, std::vector<double>{0, 0}),
              std::vector<double>{3.5});
    EXPECT_EQ(weighted_centroids(rows, std::vector<std::int32_t>{0, 0}, std::vector<double>{1, 0}),
              std::vector<double>{2});
}

TEST(WeightedCenters, RefuseWhatDoesNotBelongTogether) {
    const double zero = 0;
    const auto rows = prepare(DistanceMatrixView{&zero, 1});
    const std::vector<std::int32_t> label{0};
    EXPECT_THROW((void)weighted_centroids(rows, label, std::vector<double>{1}), Error);
    EXPECT_THROW((void)weighted_medoids(rows, label, std::vector<double>{1, 1}), Error);
    EXPECT_EQ(weighted_medoids(rows, label, std::vector<double>{1}), std::vector<RowIndex>{0});
}

}  // namespace asterism
