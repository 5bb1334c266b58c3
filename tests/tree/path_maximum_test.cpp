#include "tree/path_maximum.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tree/list_forest.hpp"

namespace asterism::tree {
namespace {

std::vector<Edge> random_tree(Point n, std::mt19937& random) {
    std::vector<Edge> edges;
    for (Point p = 1; p < n; ++p)
        edges.push_back(make_edge(p, static_cast<Point>(random() % p), static_cast<double>(random() % 7)));
    return kruskal(n, edges);
}

/// The largest edge on the path, by walking it.
const Edge* walk(std::span<const Edge> tree, Point from, Point to, Point came_from, const Edge* largest) {
    if (from == to) return largest;
    for (const Edge& edge : tree) {
        if (edge.lo != from && edge.hi != from) continue;
        const Point other = edge.lo == from ? edge.hi : edge.lo;
        if (other == came_from) continue;
        const Edge* more = largest == nullptr || *largest < edge ? &edge : largest;
        if (const Edge* found = walk(tree, other, to, from, more)) return found;
    }
    return nullptr;
}

}  // namespace

TEST(PathMaximum, OfAChainByEye) {
    //  0 --1-- 1 --5-- 2 --2-- 3
    const std::vector<Edge> tree{{1, 0, 1}, {2, 2, 3}, {5, 1, 2}};
    const PathMaximum paths(4, tree);
    EXPECT_EQ(paths.between(0, 1).weight, 1);
    EXPECT_EQ(paths.between(0, 3).weight, 5);
    EXPECT_EQ(paths.between(3, 2).weight, 2);
    const auto [first, last] = paths.interval_below(2, 5.0);  // 2 and 3; the edge of weight 5 is not below 5
    EXPECT_EQ(last - first, 1U);
}

TEST(PathMaximum, EqualsWalkingThePathOnRandomTreesWithTies) {
    std::mt19937 random(2);
    for (const Point n : {2U, 3U, 4U, 5U, 17U, 64U, 65U}) {
        const auto tree = random_tree(n, random);
        const PathMaximum paths(n, tree);
        for (Point p = 0; p < n; ++p) {
            for (Point q = 0; q < n; ++q) {
                if (p == q) continue;
                ASSERT_EQ(paths.between(p, q), *walk(tree, p, q, p, nullptr)) << n << ": " << p << " " << q;
            }
            for (const double weight : {0.0, 3.0, 8.0}) {
                const auto [first, last] = paths.interval_below(p, weight);
                for (Point q = 0; q < n; ++q) {
                    const bool inside = paths.place(q) >= first && paths.place(q) <= last;
                    ASSERT_EQ(inside, q == p || paths.between(p, q).weight < weight);
                }
            }
        }
    }
}

}  // namespace asterism::tree
