#include "asterism/prediction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "asterism/error.hpp"
#include "extraction/golden_0840.hpp"
#include "prediction/random_fits.hpp"

namespace asterism {
namespace {

using testing::RandomFit;
using testing::Shape;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The definition, one query at a time, by ids and rows of the condensed tree.
class Slow {
 public:
    explicit Slow(const RandomFit& made) : made_(made), n_(made.clustering.condensed_tree.points) {
        for (const CondensedRow& row : made.clustering.condensed_tree.rows)
            row_of_child_[row.child] = row;
    }

    struct Answer {
        std::int32_t label = -1;
        double probability = 0;
        double outlier_score = 0;
        RowIndex neighbor = 0;
    };
    [[nodiscard]] Answer predict(std::span<const double> distances) const {
        const auto [neighbor, weight] = connection(distances);
        const CondensedRow& row = row_of_child_.at(neighbor);
        const double lambda = std::min(row.lambda, weight > 0 ? 1 / weight : kInfinity);
        std::uint32_t cluster = row.parent;
        while (cluster != n_ && lambda < row.lambda && row_of_child_.at(cluster).lambda >= lambda)
            cluster = row_of_child_.at(cluster).parent;
        Answer answer;
        answer.neighbor = neighbor;
        const double death = largest(cluster, true);
        answer.outlier_score = std::isinf(lambda) ? 0 : std::isinf(death) ? 1 : (death - lambda) / death;
        const auto& selected = made_.clustering.prediction.selected_clusters;
        for (;; cluster = row_of_child_.at(cluster).parent) {
            const auto found = std::find(selected.begin(), selected.end(), cluster);
            if (found != selected.end() && in_root(cluster, lambda)) {
                answer.label = static_cast<std::int32_t>(found - selected.begin());
                const double most = largest(cluster, false);
                answer.probability = std::isinf(lambda) ? 1 : std::min(1.0, lambda / most);
            }
            if (found != selected.end() || cluster == n_) return answer;
        }
    }

 private:
    [[nodiscard]] std::pair<RowIndex, double> connection(std::span<const double> distances) const {
        std::vector<double> every;  // each row as often as it counts
        for (RowIndex j = 0; j < distances.size(); ++j)
            every.insert(every.end(), made_.weights.empty() ? 1 : made_.weights[j], distances[j]);
        std::sort(every.begin(), every.end());
        const double core = every[static_cast<std::size_t>(made_.clustering.min_samples)];
        std::tuple<double, double, std::uint32_t> best{kInfinity, 0, 0};
        for (RowIndex j = 0; j < distances.size(); ++j) {
            const double own = made_.clustering.prediction.core_distances[j];
            const double weight = std::max({core, own, distances[j] / made_.options.alpha});
            best = std::min(best, {weight, distances[j], made_.rows.order.rank[j]});
        }
        return {made_.rows.order.row[std::get<2>(best)], std::get<0>(best)};
    }
    /// Largest lambda among a cluster's rows; or of all below it as well.
    [[nodiscard]] double largest(std::uint32_t cluster, bool below) const {
        double most = 0;
        for (const CondensedRow& row : made_.clustering.condensed_tree.rows) {
            if (row.parent != cluster) continue;
            most = std::max(most, row.lambda);
            if (below && row.child > n_) most = std::max(most, largest(row.child, true));
        }
        return most;
    }
    [[nodiscard]] bool in_root(std::uint32_t cluster, double lambda) const {
        if (cluster != n_) return true;
        const double epsilon = made_.options.cluster_selection_epsilon;
        return made_.clustering.cluster_count() == 1 && lambda >= (epsilon > 0 ? 1 / epsilon : largest(n_, false));
    }

    const RandomFit& made_;
    std::uint32_t n_;
    std::map<std::uint32_t, CondensedRow> row_of_child_;
};

ErrorKind kind_of_error(const auto& body) {
    try {
        body();
    } catch (const Error& error) {
        return error.kind();
    }
    return ErrorKind::internal;
}

}  // namespace

TEST(Predict, ARowOfTheFitGetsWhatItHas) {
    std::size_t seen = 0;
    testing::for_each_fit([&](const RandomFit& made) {
        const auto search = made.search();
        const auto found = predict(made.clustering, made.options, search, made.matrix.view());
        const neighbors::MetricSpace space(made.rows);
        for (RowIndex row = 0; row < made.matrix.rows(); ++row) {
            // The row itself, or one that no distance tells from it and the tree does not part from it.
            const RowIndex as = found.neighbors[row];
            EXPECT_EQ(space.distance(row, as), 0);
            EXPECT_EQ(found.labels[row], made.clustering.labels[as]) << row;
            // A multiple of it lies at distance 0 too, but its other distances are rounded otherwise.
            EXPECT_NEAR(found.probabilities[row], made.clustering.probabilities[as], 1e-9) << row;
            EXPECT_NEAR(found.outlier_scores[row], made.clustering.outlier_scores[as], 1e-9) << row;
            if (std::equal(made.matrix.row(row), made.matrix.row(row) + 3, made.matrix.row(as))) {
                EXPECT_EQ(found.probabilities[row], made.clustering.probabilities[as]) << row;
                EXPECT_EQ(found.outlier_scores[row], made.clustering.outlier_scores[as]) << row;
            }
            if (made.options.ties == Ties::hdbscan) continue;
            EXPECT_EQ(found.labels[row], made.clustering.labels[row]) << row;
            seen += found.labels[row] >= 0 ? 1 : 0;
        }
    });
    EXPECT_GT(seen, 500U);
}

TEST(Predict, EqualsTheDefinitionForForeignRows) {
    std::size_t labelled = 0;
    testing::for_each_fit([&](const RandomFit& made) {
        const auto found = predict(made.clustering, made.options, made.search(), made.queries.view());
        const auto distances = made.distances();
        const Slow slow(made);
        for (std::size_t q = 0; q < made.queries.rows(); ++q) {
            const auto expected = slow.predict(std::span(distances).subspan(q * made.rows.size(), made.rows.size()));
            EXPECT_EQ(found.neighbors[q], expected.neighbor) << q;
            EXPECT_EQ(found.labels[q], expected.label) << q;
            EXPECT_DOUBLE_EQ(found.probabilities[q], expected.probability) << q;
            EXPECT_DOUBLE_EQ(found.outlier_scores[q], expected.outlier_score) << q;
            labelled += expected.label >= 0 ? 1 : 0;
        }
    });
    EXPECT_GT(labelled, 200U);
}

TEST(Predict, ByDistancesIsByVectors) {
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        const RandomFit made = testing::random_fit(Shape::gaussian, seed);
        const auto distances = made.distances();
        const auto by_vectors = predict(made.clustering, made.options, made.search(), made.queries.view());
        for (const int threads : {1, 3}) {
            ClusterOptions options = made.options;
            options.threads = threads;
            const QueryDistancesView view{distances.data(), made.queries.rows(), made.rows.size()};
            const auto by_distances = predict(made.clustering, options, view);
            EXPECT_EQ(by_distances.labels, by_vectors.labels);
            EXPECT_EQ(by_distances.probabilities, by_vectors.probabilities);
            EXPECT_EQ(by_distances.outlier_scores, by_vectors.outlier_scores);
        }
    }
}

/// Queries near a row: 0.8.40 takes another core distance for it, which hardly ever shows in the label.
TEST(Predict, AgreesWithHdbscan0840OnNearlyAllQueries) {
    for (const auto& golden : testing::golden_cases()) {
        const auto rows = prepare(golden.rows.view(), Metric::euclidean);
        const auto fit = cluster(rows, golden.options);
        ASSERT_EQ(fit.labels, golden.labels);
        const auto found = predict(fit, golden.options, NeighborSearch(rows, 4, 1), golden.queries.view());
        std::size_t differ = 0;
        for (std::size_t q = 0; q < found.labels.size(); ++q)
            differ += found.labels[q] != golden.predicted[q] ? 1 : 0;
        EXPECT_LE(differ * 20, found.labels.size());
    }
}

TEST(Predict, WorksWithoutAClusterAndWithOneRow) {
    Matrix matrix(2);
    matrix.add_row()[0] = 1;
    matrix.row(0)[1] = 2;
    const auto rows = prepare(matrix.view(), Metric::cosine);
    const auto found = predict(cluster(rows, {}), {}, NeighborSearch(rows, 1, 1), matrix.view());
    EXPECT_EQ(found.labels, std::vector<std::int32_t>{-1});
    EXPECT_EQ(found.outlier_scores, std::vector<double>{0});
    EXPECT_TRUE(predict(cluster(rows, {}), {}, NeighborSearch(rows, 1, 1), {matrix.row(0), 0, 2}).labels.empty());
}

TEST(Predict, RefusesWhatDoesNotBelongTogether) {
    const RandomFit made = testing::random_fit(Shape::gaussian, 2);
    const Matrix other = testing::random_vectors(20, 3, Shape::gaussian, 3);
    const auto rows = prepare(other.view(), made.options.metric);
    EXPECT_EQ(kind_of_error([&] {
                  (void)predict(made.clustering, made.options, NeighborSearch(rows, 4, 1), made.queries.view());
              }),
              ErrorKind::usage);
    std::vector<double> distances(made.rows.size(), 1);
    distances[5] = -1;
    EXPECT_EQ(kind_of_error([&] {
                  (void)predict(made.clustering, made.options, QueryDistancesView{distances.data(), 1, 90});
              }),
              ErrorKind::data);
    EXPECT_EQ(kind_of_error([&] {
                  (void)predict(made.clustering, made.options, QueryDistancesView{distances.data(), 1, 89});
              }),
              ErrorKind::usage);
}

}  // namespace asterism
