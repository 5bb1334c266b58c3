/// A spanning tree made of neighbour-list edges: real edges with exact weights, nearly minimal, a start for the exact
/// one.
#pragma once

#include <span>
#include <vector>

#include "asterism/observer.hpp"
#include "neighbors/neighbor_lists.hpp"
#include "tree/edge.hpp"

namespace asterism::tree {

/// Neighbour lists in point numbers: `point` maps a row of the lists to its point.
struct PointLists {
    const neighbors::NeighborLists& lists;
    std::span<const Point> point;
};

/// Minimum spanning forest of all list edges (Kruskal), then each component but the largest is tied to another by the
/// best edge from a few of its rows, until one is left. n - 1 edges, sorted. Kruskal: "On the Shortest Spanning Subtree
/// of a Graph and the Traveling Salesman Problem", Proc. AMS 7(1), 1956.
[[nodiscard]] std::vector<Edge> spanning_tree_of_lists(const MutualReachability& reachability, const PointLists& lists,
                                                       int threads, Observer& observer);

/// The minimum spanning forest of the given edges over n points, sorted. Reorders `edges`.
[[nodiscard]] std::vector<Edge> kruskal(std::size_t n, std::vector<Edge>& edges);

}  // namespace asterism::tree
