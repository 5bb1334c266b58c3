#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "asterism/error.hpp"
#include "asterism/membership.hpp"
#include "asterism/prediction.hpp"
#include "extraction/golden_0840.hpp"
#include "prediction/random_fits.hpp"

namespace asterism {
namespace {

using testing::RandomFit;
using testing::Shape;

/// The two formulas as they stand in the header, by ids and rows of the condensed tree.
class Slow {
 public:
    explicit Slow(const Clustering& clustering) : clustering_(clustering) {
        for (const CondensedRow& row : clustering.condensed_tree.rows) {
            parent_[row.child] = row.parent;
            lambda_[row.child] = row.lambda;
            most_[row.parent] = std::max(most_[row.parent], row.lambda);
        }
    }
    [[nodiscard]] std::uint32_t parent(std::uint32_t child) const { return parent_.at(child); }
    [[nodiscard]] double lambda(std::uint32_t child) const { return lambda_.at(child); }

    /// `nearest`: by label, the distance to the nearest exemplar.
    [[nodiscard]] std::vector<double> of_row(RowIndex row, const std::vector<double>& nearest) const {
        const auto height = heights(parent(row), lambda(row));
        std::vector<double> closeness;
        for (const double h : height)
            closeness.push_back(std::exp(std::exp(-(most_.at(parent(row)) + 1e-8) / h)));
        return finish(multiply(nearness(nearest), closeness), height, lambda(row), 0);
    }
    [[nodiscard]] std::vector<double> of_query(std::uint32_t cluster, double lambda,
                                               const std::vector<double>& nearest) const {
        const auto height = heights(cluster, lambda);
        const double death = most_.at(cluster);
        std::vector<double> closeness;
        for (const double h : height)
            closeness.push_back(death / (death - h > 0 ? death - h : 1e-8));
        const double largest = *std::max_element(closeness.begin(), closeness.end());
        for (double& value : closeness)
            value = std::exp(2 * (value - largest));
        auto near = nearness(nearest);
        for (double& value : near)
            value = std::sqrt(value);
        return finish(multiply(near, closeness), height, lambda, 1e-8);
    }

 private:
    static std::vector<double> nearness(const std::vector<double>& nearest) {
        const bool on_one = std::count(nearest.begin(), nearest.end(), 0.0) > 0;
        std::vector<double> result;
        for (const double distance : nearest)
            result.push_back(on_one ? (distance == 0 ? 1 : 0) : 1 / distance);
        return result;
    }
    static std::vector<double> multiply(std::vector<double> a, const std::vector<double>& b) {
        for (std::size_t i = 0; i < a.size(); ++i)
            a[i] *= b[i];
        return a;
    }
    [[nodiscard]] std::vector<double> heights(std::uint32_t cluster, double lambda) const {
        std::vector<double> result;
        for (const std::uint32_t selected : clustering_.prediction.selected_clusters) {
            std::uint32_t left = cluster;
            std::uint32_t right = selected;
            std::uint32_t last = 0;
            bool left_moved = false;
            bool right_moved = false;
            while (left != right) {
                (left > right ? left_moved : right_moved) = true;
                std::uint32_t& lower = left > right ? left : right;
                last = lower;
                lower = parent(lower);
            }
            result.push_back(left_moved && right_moved ? this->lambda(last) : lambda);
        }
        return result;
    }
    [[nodiscard]] std::vector<double> finish(std::vector<double> values, const std::vector<double>& height,
                                             double lambda, double little) const {
        const auto& selected = clustering_.prediction.selected_clusters;
        std::size_t best = 0;
        for (std::size_t l = 1; l < height.size(); ++l) {
            if (height[l] > height[best] || (height[l] == height[best] && selected[l] < selected[best])) best = l;
        }
        const double inside = height[best] / (std::max(most_.at(selected[best]), lambda) + little);
        const double sum = std::accumulate(values.begin(), values.end(), 0.0);
        for (double& value : values)
            value *= inside / sum;
        return values;
    }

    const Clustering& clustering_;
    std::map<std::uint32_t, std::uint32_t> parent_;
    std::map<std::uint32_t, double> lambda_;
    std::map<std::uint32_t, double> most_;
};

std::vector<double> nearest_exemplars(const Clustering& clustering, const auto& distance_to) {
    std::vector<double> nearest;
    for (const auto& exemplars : clustering.prediction.exemplars) {
        double least = std::numeric_limits<double>::infinity();
        for (const RowIndex row : exemplars)
            least = std::min(least, distance_to(row));
        nearest.push_back(least);
    }
    return nearest;
}

void expect_near(std::span<const double> found, std::span<const double> expected, std::size_t row) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        EXPECT_NEAR(found[i], expected[i], 1e-12) << "row " << row;
}

/// Infinite lambdas are another test's.
bool all_finite(const Clustering& clustering) {
    return std::all_of(clustering.condensed_tree.rows.begin(), clustering.condensed_tree.rows.end(),
                       [](const CondensedRow& row) { return std::isfinite(row.lambda); });
}

}  // namespace

TEST(MembershipVectors, OfAllRowsAreTheFormula) {
    std::size_t rows = 0;
    testing::for_each_fit([&](const RandomFit& made) {
        const auto found = all_points_membership_vectors(made.clustering, made.rows, 0, 1);
        ASSERT_EQ(found.width, static_cast<std::size_t>(made.clustering.cluster_count()));
        if (found.width == 0 || !all_finite(made.clustering)) return;
        const Slow slow(made.clustering);
        const neighbors::MetricSpace space(made.rows);
        for (RowIndex row = 0; row < made.rows.size(); ++row, ++rows) {
            const auto nearest = nearest_exemplars(made.clustering, [&](RowIndex e) { return space.distance(row, e); });
            const auto values = std::span(found.values).subspan(row * found.width, found.width);
            expect_near(values, slow.of_row(row, nearest), row);
            EXPECT_LE(std::accumulate(values.begin(), values.end(), 0.0), 1 + 1e-12);
        }
    });
    EXPECT_GT(rows, 1000U);
}

TEST(MembershipVectors, OfNewRowsAreTheFormula) {
    std::size_t rows = 0;
    testing::for_each_fit([&](const RandomFit& made) {
        const auto search = made.search();
        const auto found = membership_vectors(made.clustering, made.options, search, made.queries.view());
        if (found.width == 0 || !all_finite(made.clustering)) return;
        const Slow slow(made.clustering);
        const auto distances = made.distances();
        const auto predicted = predict(made.clustering, made.options, search, made.queries.view());
        const neighbors::MetricSpace to(made.rows);
        for (std::size_t q = 0; q < made.queries.rows(); ++q, ++rows) {
            const double* row = distances.data() + q * made.rows.size();
            const RowIndex j = predicted.neighbors[q];
            std::vector<double> every;
            for (RowIndex i = 0; i < made.rows.size(); ++i)
                every.insert(every.end(), made.weights.empty() ? 1 : made.weights[i], row[i]);
            std::sort(every.begin(), every.end());
            const double core = every[static_cast<std::size_t>(made.clustering.min_samples)];
            const double weight =
                std::max({core, made.clustering.prediction.core_distances[j], row[j] / made.options.alpha});
            const double lambda = std::min(slow.lambda(j), 1 / weight);
            std::uint32_t cluster = slow.parent(j);
            while (cluster != made.rows.size() && lambda < slow.lambda(j) && slow.lambda(cluster) >= lambda)
                cluster = slow.parent(cluster);
            const auto nearest = nearest_exemplars(made.clustering, [&](RowIndex e) { return row[e]; });
            const auto values = std::span(found.values).subspan(q * found.width, found.width);
            expect_near(values, slow.of_query(cluster, lambda, nearest), q);
        }
    });
    EXPECT_GT(rows, 300U);
}

TEST(MembershipVectors, OfAllRowsEqualThoseOfHdbscan0840) {
    for (const auto& golden : testing::golden_cases()) {
        const auto rows = prepare(golden.rows.view(), Metric::euclidean);
        const auto fit = cluster(rows, golden.options);
        ASSERT_EQ(fit.labels, golden.labels);
        const auto found = all_points_membership_vectors(fit, rows);
        ASSERT_EQ(found.values.size(), golden.soft.size());
        for (std::size_t i = 0; i < found.values.size(); ++i)
            EXPECT_NEAR(found.values[i], golden.soft[i], 1e-12) << i;
    }
}

TEST(MembershipVectors, TopIsTheLargestOfAll) {
    const RandomFit made = testing::random_fit(Shape::copies, 5, Ties::canonical, 200);
    const auto all = all_points_membership_vectors(made.clustering, made.rows, 0, 1);
    ASSERT_GT(all.width, 3U);
    for (const std::size_t top : {std::size_t{1}, std::size_t{3}, all.width + 5}) {
        const auto some = all_points_membership_vectors(made.clustering, made.rows, top, 3);
        ASSERT_EQ(some.width, std::min(top, all.width));
        for (std::size_t row = 0; row < made.rows.size(); ++row) {
            const auto values = std::span(all.values).subspan(row * all.width, all.width);
            std::vector<std::int32_t> order(all.width);
            std::iota(order.begin(), order.end(), 0);
            std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
                return values[static_cast<std::size_t>(a)] > values[static_cast<std::size_t>(b)];
            });
            for (std::size_t t = 0; t < some.width; ++t) {
                EXPECT_EQ(some.labels[row * some.width + t], order[t]);
                EXPECT_EQ(some.values[row * some.width + t], values[static_cast<std::size_t>(order[t])]);
            }
        }
    }
}

TEST(MembershipVectors, ByDistancesAreByVectorsAndThreadsDoNotShow) {
    const RandomFit made = testing::random_fit(Shape::gaussian, 4, Ties::canonical, 300);
    const auto distances = made.distances();
    ClusterOptions options = made.options;
    const QueryDistancesView view{distances.data(), made.queries.rows(), made.rows.size()};
    const auto by_vectors = membership_vectors(made.clustering, options, made.search(), made.queries.view());
    ASSERT_GT(by_vectors.width, 1U);
    EXPECT_EQ(membership_vectors(made.clustering, options, view).values, by_vectors.values);
    options.threads = 3;
    EXPECT_EQ(membership_vectors(made.clustering, options, view).values, by_vectors.values);
    EXPECT_EQ(all_points_membership_vectors(made.clustering, made.rows, 0, 1).values,
              all_points_membership_vectors(made.clustering, made.rows, 0, 3).values);
}

TEST(MembershipVectors, OfAMatrixOfDistancesAreThoseOfItsVectors) {
    const RandomFit made = testing::random_fit(Shape::gaussian, 4, Ties::canonical, 300);
    const neighbors::MetricSpace space(made.rows);
    std::vector<double> given;
    for (RowIndex i = 0; i < made.rows.size(); ++i) {
        for (RowIndex j = 0; j < made.rows.size(); ++j)
            given.push_back(i == j ? 0 : space.distance(i, j));
    }
    const auto rows = prepare(DistanceMatrixView{given.data(), made.rows.size()});
    const auto fit = cluster(rows, made.options);
    const auto found = all_points_membership_vectors(fit, rows);
    const auto expected = all_points_membership_vectors(made.clustering, made.rows);
    ASSERT_EQ(found.width, expected.width);
    ASSERT_GT(found.width, 1U);
    // Labels are numbered by position here, by rank there.
    std::vector<std::size_t> there(found.width);
    for (std::size_t row = 0; row < made.rows.size(); ++row) {
        if (fit.labels[row] >= 0)
            there[static_cast<std::size_t>(fit.labels[row])] = static_cast<std::size_t>(made.clustering.labels[row]);
    }
    // Of a row that several clusters are equally near to the share in all of them depends on their numbers.
    const auto sum = [](std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); };
    for (std::size_t row = 0; row < made.rows.size(); ++row) {
        const auto by_distance = std::span(found.values).subspan(row * found.width, found.width);
        const auto by_vector = std::span(expected.values).subspan(row * found.width, found.width);
        for (std::size_t l = 0; l < found.width; ++l)
            EXPECT_NEAR(by_distance[l] / sum(by_distance), by_vector[there[l]] / sum(by_vector), 1e-12) << row;
    }
}

TEST(MembershipVectors, AreNumbersWhereLambdasAreInfinite) {
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
        const RandomFit made = testing::random_fit(Shape::copies, seed, Ties::hdbscan);
        const auto all = all_points_membership_vectors(made.clustering, made.rows, 0, 1);
        const auto queries = membership_vectors(made.clustering, made.options, made.search(), made.queries.view());
        for (const auto& values : {all.values, queries.values}) {
            EXPECT_TRUE(std::all_of(values.begin(), values.end(), [](double v) { return v >= 0 && v <= 1 + 1e-9; }))
                << seed;
        }
    }
}

TEST(MembershipVectors, WithoutClustersAreEmpty) {
    const Matrix matrix = testing::random_vectors(5, 3, Shape::gaussian, 1);
    const auto rows = prepare(matrix.view(), Metric::cosine);
    const auto found = all_points_membership_vectors(cluster(rows, {}), rows);
    EXPECT_EQ(found.width, 0U);
    EXPECT_TRUE(found.values.empty());
    EXPECT_THROW((void)all_points_membership_vectors({}, rows), Error);
}

}  // namespace asterism
