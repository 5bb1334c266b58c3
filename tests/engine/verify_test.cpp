#include "asterism/verify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "asterism/error.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {
namespace {

using testing::random_vectors;
using testing::Shape;

ClusterOptions options_with(int min_samples, Ties ties = Ties::canonical, Metric metric = Metric::cosine,
                            double alpha = 1.0) {
    ClusterOptions options;
    options.min_cluster_size = 5;
    options.min_samples = min_samples;
    options.ties = ties;
    options.metric = metric;
    options.alpha = alpha;
    options.threads = 2;
    return options;
}

std::string first_of(const Verification& found) {
    return found.findings.empty() ? "" : found.findings.front();
}

}  // namespace

TEST(Verify, HoldsForWhatClusterMakes) {
    for (const Shape shape : testing::kShapes) {
        const Matrix matrix = random_vectors(150, 5, shape, 11);
        for (const Ties ties : {Ties::canonical, Ties::hdbscan}) {
            for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
                for (int m = 1; m <= 20; m += m < 4 ? 1 : 8) {
                    for (const double alpha : {1.0, 1.3}) {
                        const auto options = options_with(m, ties, metric, alpha);
                        const auto found = verify(matrix.view(), cluster(matrix.view(), options), options);
                        ASSERT_TRUE(found.holds()) << first_of(found);
                        ASSERT_TRUE(found.complete);
                    }
                }
            }
        }
    }
}

TEST(Verify, HoldsWhenTheFilterWasAtWork) {
    const Matrix matrix = random_vectors(3000, 96, Shape::copies, 5);
    const auto options = options_with(3);
    const Clustering result = cluster(matrix.view(), options);
    const auto found = verify(matrix.view(), result, options);
    EXPECT_TRUE(found.holds()) << first_of(found);
    EXPECT_EQ(found.edges_checked, 2999U);
}

TEST(Verify, HoldsForTheIdsThatClusterWasGiven) {
    const Matrix matrix = random_vectors(120, 2, Shape::copies, 3);
    std::vector<std::uint32_t> ids(120);
    std::iota(ids.begin(), ids.end(), 0U);
    std::shuffle(ids.begin(), ids.end(), std::mt19937(4));
    const auto options = options_with(2);
    EXPECT_TRUE(verify(matrix.view(), cluster(matrix.view(), options, ids), options, ids).holds());
}

TEST(Verify, HoldsForOneRowAndForFewerRowsThanNeighbours) {
    for (const Ties ties : {Ties::canonical, Ties::hdbscan}) {
        for (const std::size_t n : {1U, 2U, 4U}) {
            const Matrix matrix = random_vectors(n, 3, Shape::gaussian, 1);
            const auto options = options_with(10, ties);
            const auto found = verify(matrix.view(), cluster(matrix.view(), options), options);
            EXPECT_TRUE(found.holds() && found.complete) << first_of(found);
        }
    }
}

TEST(Verify, FailsForEveryPartThatIsChanged) {
    const Matrix matrix = random_vectors(150, 5, Shape::gaussian, 2);
    for (const Ties ties : {Ties::canonical, Ties::hdbscan}) {
        const auto options = options_with(4, ties);
        const Clustering good = cluster(matrix.view(), options);
        const auto broken = [&](auto change) {
            Clustering bad = good;
            change(bad);
            return !verify(matrix.view(), bad, options).holds();
        };
        EXPECT_TRUE(broken([](Clustering& c) { c.spanning_tree.pop_back(); }));
        EXPECT_TRUE(broken([](Clustering& c) { c.spanning_tree.back().weight += 1e-3; }));
        EXPECT_TRUE(broken([](Clustering& c) { c.spanning_tree.front().weight *= 0.99; }));
        EXPECT_TRUE(broken([](Clustering& c) { std::swap(c.spanning_tree[3], c.spanning_tree[90]); }));
        EXPECT_TRUE(broken([](Clustering& c) { c.spanning_tree[70].b = 150; }));
        EXPECT_TRUE(broken([](Clustering& c) { c.spanning_tree[70] = c.spanning_tree[71]; }));
        EXPECT_TRUE(broken([](Clustering& c) { c.prediction.core_distances[17] *= 1 + 1e-15; }));
        EXPECT_TRUE(broken([](Clustering& c) { c.prediction.core_distances[17] *= 1 - 1e-15; }));
    }
}

TEST(Verify, FailsForTheResultOfOtherVectorsOrOptions) {
    const Matrix matrix = random_vectors(150, 5, Shape::gaussian, 2);
    const Clustering result = cluster(matrix.view(), options_with(4));
    EXPECT_FALSE(verify(random_vectors(150, 5, Shape::gaussian, 3).view(), result, options_with(4)).holds());
    EXPECT_FALSE(verify(matrix.view(), result, options_with(5)).holds());
    EXPECT_FALSE(verify(matrix.view(), result, options_with(4, Ties::hdbscan)).holds());
    EXPECT_FALSE(verify(matrix.view(), result, options_with(4, Ties::canonical, Metric::euclidean)).holds());
    EXPECT_THROW((void)verify(random_vectors(10, 5, Shape::gaussian, 2).view(), result, options_with(4)), Error);
}

}  // namespace asterism
