/// Small hierarchies with ties, copies and weights, for the slow obvious versions.
#pragma once

#include <random>
#include <vector>

#include "asterism/cluster.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism::testing {

struct RandomHierarchy {
    Matrix matrix;
    PreparedRows rows;
    ClusterOptions options;
    Hierarchy hierarchy;
    std::vector<std::uint32_t> weights;  ///< by row; empty without
};

inline RandomHierarchy random_hierarchy(Shape shape, std::uint32_t seed, Ties ties, bool weighted, std::size_t n = 70) {
    RandomHierarchy made;
    made.matrix = random_vectors(n, 3, shape, seed);
    made.options.metric = seed % 2 == 0 ? Metric::euclidean : Metric::cosine;
    made.options.min_cluster_size = 2 + static_cast<int>(seed % 4);
    made.options.min_samples = 1 + static_cast<int>(seed % 5);
    made.options.ties = ties;
    made.options.threads = 1;
    std::mt19937 random(seed);
    for (std::size_t i = 0; weighted && i < n; ++i)
        made.weights.push_back(1 + static_cast<std::uint32_t>(random() % 4));
    made.rows = prepare(made.matrix.view(), made.options.metric);
    made.hierarchy = build_hierarchy(made.rows, made.options, nullptr, made.weights);
    return made;
}

/// Calls body(hierarchy) for every shape, both kinds of ties, with weights and without.
template <class Body>
void for_each_hierarchy(const Body& body) {
    std::uint32_t seed = 1;
    for (const Shape shape : kShapes) {
        for (const Ties ties : {Ties::canonical, Ties::hdbscan}) {
            for (int turn = 0; turn < 4; ++turn)
                body(random_hierarchy(shape, ++seed, ties, ties == Ties::canonical && turn % 2 == 1));
        }
    }
}

}  // namespace asterism::testing
