#include "tree/prim.hpp"

#include <gtest/gtest.h>

#include "tree/dense_reference.hpp"

namespace asterism::tree {
namespace {

/// mst_linkage_core over a dense matrix, as plainly as it can be said.
std::vector<LinkageEdge> dense_prim(const testing::Fixture& fixture) {
    const auto n = static_cast<Point>(fixture.core.size());
    std::vector<double> best(n, std::numeric_limits<double>::infinity());
    std::vector<bool> in(n, false);
    std::vector<LinkageEdge> edges;
    Point current = 0;
    for (Point step = 1; step < n; ++step) {
        in[current] = true;
        Point nearest = n;
        for (Point q = 0; q < n; ++q) {
            if (in[q]) continue;
            best[q] = std::min(best[q], fixture.weight(current, q));
            if (nearest == n || best[q] < best[nearest]) nearest = q;
        }
        edges.push_back({current, nearest, best[nearest]});
        current = nearest;
    }
    std::stable_sort(edges.begin(), edges.end(), [](const auto& a, const auto& b) { return a.weight < b.weight; });
    return edges;
}

}  // namespace

TEST(PrimLinkage, WalksAsTheDenseVersionDoesOnEveryShapeOfData) {
    Observer observer;
    for (const auto shape : asterism::testing::kShapes) {
        for (const std::size_t n : {2UL, 3UL, 100UL, 600UL}) {
            for (const std::size_t m : {1UL, 5UL}) {
                const Matrix matrix = asterism::testing::random_vectors(n, 4, shape, static_cast<std::uint32_t>(n + m));
                const testing::Fixture fixture(matrix, Metric::cosine, m, 1, 1.0, true);
                const auto edges = prim_linkage(fixture.reachability(), 2, observer);
                const auto expected = dense_prim(fixture);
                ASSERT_EQ(edges.size(), expected.size());
                for (std::size_t e = 0; e < edges.size(); ++e) {
                    ASSERT_EQ(edges[e].from, expected[e].from);
                    ASSERT_EQ(edges[e].to, expected[e].to);
                    ASSERT_EQ(edges[e].weight, expected[e].weight);
                }
            }
        }
    }
}

}  // namespace asterism::tree
