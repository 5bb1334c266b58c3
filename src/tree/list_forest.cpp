#include "tree/list_forest.hpp"

#include "base/threads.hpp"
#include "tree/union_find.hpp"

namespace asterism::tree {
namespace {

constexpr std::size_t kPointsBetweenLooks = 4096;  // some milliseconds

/// Every list edge of a representative once: from the end whose list holds it, the smaller one when both do; and the
/// edges of its copies.
void add_edges_of(const MutualReachability& reachability, const PointLists& view, const SearchablePoints& searchable,
                  Point p, std::vector<Edge>& edges) {
    const auto& lists = view.lists;
    const RowIndex i = reachability.row[p];
    for (Point copy = p + 1; copy < p + searchable.copies[p]; ++copy)
        edges.push_back({reachability.core[p], p, copy});
    for (std::size_t e = 0; e < lists.k; ++e) {
        const RowIndex j = lists.rows_of(i)[e];
        const double distance = lists.distances_of(i)[e];
        const Point q = view.point[j];
        const bool mutual = distance < lists.farthest(j) ||
                            (distance == lists.farthest(j) && p <= view.point[lists.rows_of(j)[lists.k - 1]]);
        if (mutual && p > q) continue;
        searchable.for_each_edge(reachability, p, q, reachability.weight(p, q, distance),
                                 [&](const Edge& edge) { edges.push_back(edge); });
    }
}

/// Each worker's share of the points gives a forest, and the forest of those forests is that of all edges: an edge that
/// is the largest of a cycle within a share is so at large.
std::vector<Edge> forest_of_lists(const MutualReachability& reachability, const PointLists& lists,
                                  const SearchablePoints& searchable, int threads, const Observer& observer) {
    const std::size_t n = reachability.size();
    const auto shares = static_cast<std::size_t>(threads);
    std::vector<std::vector<Edge>> forests(shares);
    parallel_for(shares, threads, observer, [&](std::size_t share, int) {
        std::vector<Edge> edges;
        for (std::size_t p = share * n / shares; p < (share + 1) * n / shares; ++p) {
            if (p % kPointsBetweenLooks == 0) stop_if_cancelled(observer);
            if (searchable.copies[p] > 0) add_edges_of(reachability, lists, searchable, static_cast<Point>(p), edges);
        }
        stop_if_cancelled(observer);
        forests[share] = kruskal(n, edges);
    });
    for (std::size_t share = 1; share < shares; ++share) {
        forests[0].insert(forests[0].end(), forests[share].begin(), forests[share].end());
        forests[share] = {};
    }
    stop_if_cancelled(observer);
    return shares == 1 ? std::move(forests[0]) : kruskal(n, forests[0]);
}

/// Some representatives of every component but the largest: those with the largest core distance lie at its rim.
std::vector<RowIndex> rim_rows(const MutualReachability& reachability, const SearchablePoints& searchable,
                               UnionFind& sets, std::size_t components) {
    const std::size_t n = reachability.size();
    // All scans together visit at most one eighth of the pairs, whatever the number of components.
    const std::size_t each = std::clamp<std::size_t>(n / (8 * components), 1, 12);
    std::uint32_t largest = sets.find(0);
    for (Point p = 0; p < n; ++p) {
        if (sets.size(sets.find(p)) > sets.size(largest)) largest = sets.find(p);
    }
    std::vector<Point> points;
    for (Point p = 0; p < n; ++p) {
        if (searchable.copies[p] > 0 && sets.find(p) != largest) points.push_back(p);
    }
    std::sort(points.begin(), points.end(), [&](Point a, Point b) {
        if (sets.find(a) != sets.find(b)) return sets.find(a) < sets.find(b);
        return reachability.core[a] != reachability.core[b] ? reachability.core[a] > reachability.core[b] : a < b;
    });
    std::vector<RowIndex> rim;
    std::size_t taken = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        taken = i > 0 && sets.find(points[i]) == sets.find(points[i - 1]) ? taken + 1 : 0;
        if (taken < each) rim.push_back(reachability.row[points[i]]);
    }
    return rim;
}

/// An edge from each rim row to another component, sorted.
std::vector<Edge> edges_out(const MutualReachability& reachability, std::span<const Point> point,
                            const SearchablePoints& searchable, std::span<const RowIndex> rim, UnionFind& sets,
                            int threads, const Observer& observer) {
    std::vector<std::uint32_t> component(reachability.size());  // by row
    for (Point p = 0; p < component.size(); ++p)
        component[reachability.row[p]] = sets.find(p);
    const auto near = searchable.index.near_other_group(rim, component, threads, observer);
    std::vector<Edge> edges;
    for (std::size_t r = 0; r < rim.size(); ++r) {
        const Point p = point[rim[r]];
        const Point q = point[near[r]];
        const double distance = reachability.space.distance(rim[r], near[r]);
        edges.push_back(make_edge(p, q, reachability.weight(p, q, distance)));
    }
    std::sort(edges.begin(), edges.end());
    return edges;
}

}  // namespace

std::vector<Edge> kruskal(std::size_t n, std::vector<Edge>& edges) {
    std::sort(edges.begin(), edges.end());
    UnionFind sets(n);
    std::vector<Edge> forest;
    forest.reserve(std::min(n, edges.size()));
    for (const Edge& edge : edges) {
        if (sets.unite(edge.lo, edge.hi)) forest.push_back(edge);
    }
    return forest;
}

std::vector<Edge> spanning_tree_of_lists(const MutualReachability& reachability, const PointLists& lists,
                                         const SearchablePoints& searchable, int threads, Observer& observer) {
    const std::size_t n = reachability.size();
    std::vector<Edge> tree = forest_of_lists(reachability, lists, searchable, threads, observer);
    UnionFind sets(n);
    for (const Edge& edge : tree)
        sets.unite(edge.lo, edge.hi);
    while (tree.size() + 1 < n) {
        stop_if_cancelled(observer);
        const auto rim = rim_rows(reachability, searchable, sets, n - tree.size());
        // The smallest of these edges always joins two components, so each round makes progress.
        for (const Edge& edge : edges_out(reachability, lists.point, searchable, rim, sets, threads, observer)) {
            if (sets.unite(edge.lo, edge.hi)) tree.push_back(edge);
        }
    }
    std::sort(tree.begin(), tree.end());
    return tree;
}

}  // namespace asterism::tree
