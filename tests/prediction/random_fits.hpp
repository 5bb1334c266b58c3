/// Small clusterings with ties, copies and weights, and rows beside them.
#pragma once

#include <random>
#include <vector>

#include "asterism/cluster.hpp"
#include "neighbors/metric_space.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism::testing {

struct RandomFit {
    Matrix matrix;
    Matrix queries;  ///< of the same kind; every third is a row of the matrix
    ClusterOptions options;
    PreparedRows rows;
    std::vector<std::uint32_t> weights;  ///< by row; empty without
    Clustering clustering;

    [[nodiscard]] NeighborSearch search() const { return {rows, 4, 1}; }
    /// queries x rows.
    [[nodiscard]] std::vector<double> distances() const {
        const neighbors::MetricSpace to(rows);
        const neighbors::MetricSpace from(queries.view(), rows.metric, 1);
        std::vector<double> all;
        for (RowIndex q = 0; q < queries.rows(); ++q) {
            for (RowIndex j = 0; j < rows.size(); ++j)
                all.push_back(from.distance_to(to, q, j));
        }
        return all;
    }
};

inline RandomFit random_fit(Shape shape, std::uint32_t seed, Ties ties = Ties::canonical, std::size_t n = 90) {
    std::mt19937 random(seed);
    RandomFit made;
    made.matrix = random_vectors(n, 3, shape, seed);
    made.queries = random_vectors(30, 3, shape, seed + 1000);
    for (std::size_t q = 0; q < 30; q += 3)
        std::copy_n(made.matrix.row(random() % n), 3, made.queries.row(q));
    ClusterOptions& options = made.options;
    options.metric = random() % 2 == 0 ? Metric::cosine : Metric::euclidean;
    options.min_cluster_size = 3 + static_cast<int>(random() % 4);
    options.min_samples = 1 + static_cast<int>(random() % 6);
    options.method = random() % 3 == 0 ? SelectionMethod::leaf : SelectionMethod::eom;
    options.cluster_selection_epsilon = random() % 4 == 0 ? 0.02 : 0;
    options.max_cluster_size = random() % 4 == 0 ? 12 : 0;
    options.allow_single_cluster = random() % 4 == 0;
    options.alpha = random() % 4 == 0 ? 1.25 : 1.0;
    options.ties = ties;
    options.threads = 1;
    for (std::size_t i = 0; ties == Ties::canonical && seed % 3 == 0 && i < n; ++i)
        made.weights.push_back(1 + static_cast<std::uint32_t>(random() % 4));
    made.rows = prepare(made.matrix.view(), options.metric);
    made.clustering = cluster(made.rows, options, nullptr, made.weights);
    return made;
}

template <class Body>
void for_each_fit(const Body& body) {
    std::uint32_t seed = 0;
    for (const Shape shape : kShapes) {
        for (int turn = 0; turn < 12; ++turn)
            body(random_fit(shape, ++seed, turn % 4 == 3 ? Ties::hdbscan : Ties::canonical));
    }
}

}  // namespace asterism::testing
