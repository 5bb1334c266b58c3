/// The slow obvious versions: a dense matrix of mutual reachability, and the trees over it.
#pragma once

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include "neighbors/canonical_rank.hpp"
#include "neighbors/duplicates.hpp"
#include "neighbors/exact_index.hpp"
#include "neighbors/metric_space.hpp"
#include "neighbors/nearest_neighbors.hpp"
#include "neighbors/random_vectors.hpp"
#include "tree/list_forest.hpp"

namespace asterism::tree::testing {

/// Everything a tree builder needs, over random data; points are canonical ranks, or rows when `by_row`.
struct Fixture {
    Fixture(const Matrix& matrix, Metric metric, std::size_t m, std::size_t k, double alpha_, bool by_row = false)
        : space(matrix.view(), metric, 1),
          order(neighbors::canonical_order(matrix.view(), {})),
          duplicates(neighbors::find_duplicates(matrix.view(), order)),
          index(space, duplicates.representatives),
          alpha(alpha_) {
        const std::size_t n = matrix.rows();
        m = std::min(m, n - 1);
        Observer observer;
        const std::size_t length = std::min(duplicates.representatives.size() - 1, std::max(m, k));
        lists = neighbors::nearest_neighbors(index, order.rank, length, 1, observer);
        const auto core_of_row = neighbors::core_distances(duplicates, order, lists, m);
        if (by_row) {
            std::iota(order.rank.begin(), order.rank.end(), 0U);
            order.row = order.rank;
        }
        core.resize(n);
        for (RowIndex i = 0; i < n; ++i)
            core[order.rank[i]] = core_of_row[i];
    }
    [[nodiscard]] MutualReachability reachability() const { return {space, order.row, core, alpha}; }
    [[nodiscard]] double weight(Point p, Point q) const {
        return reachability().weight(p, q, space.distance(order.row[p], order.row[q]));
    }

    neighbors::MetricSpace space;
    CanonicalOrder order;
    Duplicates duplicates;
    neighbors::ExactIndex index;
    double alpha;
    Neighbors lists;
    std::vector<double> core;
};

/// Kruskal over all pairs in the total order.
inline std::vector<Edge> dense_spanning_tree(const Fixture& fixture) {
    const auto n = static_cast<Point>(fixture.core.size());
    std::vector<Edge> all;
    for (Point p = 0; p < n; ++p) {
        for (Point q = p + 1; q < n; ++q)
            all.push_back({fixture.weight(p, q), p, q});
    }
    return kruskal(n, all);
}

}  // namespace asterism::tree::testing
