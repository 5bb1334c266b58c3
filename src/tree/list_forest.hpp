/// A spanning tree made of neighbour-list edges: real edges with exact weights, nearly minimal, a start for the exact
/// one.
#pragma once

#include <span>
#include <vector>

#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"
#include "neighbors/pair_search.hpp"
#include "tree/edge.hpp"

namespace asterism::tree {

/// Neighbour lists in point numbers: `point` maps a row of the lists to its point.
struct PointLists {
    const Neighbors& lists;
    std::span<const Point> point;
};

/// The points that are searched: one for each group of equal rows (its smallest). Edges at its copies that can be in
/// the minimum tree: copies hang on their representative at their core distance, and where the weight of a pair is the
/// core distance of one side, that side's copies may take its place; all other edges at copies lose to their
/// representative's (same weight, larger points).
struct SearchablePoints {
    const neighbors::SearchIndex& index;    ///< over the rows of the representatives
    std::span<const std::uint32_t> copies;  ///< per point: size of the group that begins there, 0 inside a group

    /// Calls body(edge) for the pair of representatives and for every such edge at their copies.
    template <class Body>
    void for_each_edge(const MutualReachability& reachability, Point p, Point q, double weight,
                       const Body& body) const {
        body(make_edge(p, q, weight));
        if (weight == reachability.core[p]) {
            for (Point copy = p + 1; copy < p + copies[p]; ++copy)
                body(make_edge(copy, q, weight));
        }
        if (weight == reachability.core[q]) {
            for (Point copy = q + 1; copy < q + copies[q]; ++copy)
                body(make_edge(p, copy, weight));
        }
    }
};

/// Minimum spanning forest of all list edges (Kruskal), then each component but the largest is tied to another by a
/// good edge from a few of its points, until one is left. n - 1 edges, sorted. Kruskal: "On the Shortest Spanning
/// Subtree of a Graph and the Traveling Salesman Problem", Proc. AMS 7(1), 1956. Error{interrupted}.
[[nodiscard]] std::vector<Edge> spanning_tree_of_lists(const MutualReachability& reachability, const PointLists& lists,
                                                       const SearchablePoints& searchable, int threads,
                                                       Observer& observer);

/// The minimum spanning forest of the given edges over n points, sorted. Reorders `edges`.
[[nodiscard]] std::vector<Edge> kruskal(std::size_t n, std::vector<Edge>& edges);

}  // namespace asterism::tree
