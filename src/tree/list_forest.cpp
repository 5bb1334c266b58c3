#include "tree/list_forest.hpp"

#include <limits>

#include "asterism/error.hpp"
#include "base/threads.hpp"
#include "tree/union_find.hpp"

namespace asterism::tree {
namespace {

constexpr Edge kNoEdge{std::numeric_limits<double>::infinity(), 0, 0};
constexpr std::size_t kBlock = 64;

/// Every list edge once: from the end whose list holds it, the smaller one when both do.
std::vector<Edge> list_edges(const MutualReachability& reachability, const PointLists& view) {
    const auto& lists = view.lists;
    const std::size_t k = lists.k();
    std::vector<Edge> edges;
    edges.reserve(lists.size() * k);
    for (RowIndex i = 0; i < lists.size(); ++i) {
        const auto rows = lists.rows(i);
        const auto distances = lists.distances(i);
        const Point p = view.point[i];
        for (std::size_t e = 0; e < k; ++e) {
            const Point q = view.point[rows[e]];
            const auto last = lists.rows(rows[e])[k - 1];
            const double worst = lists.worst(rows[e]);
            const bool mutual = distances[e] < worst || (distances[e] == worst && p <= view.point[last]);
            if (mutual && p > q) continue;
            edges.push_back(make_edge(p, q, reachability.weight(p, q, distances[e])));
        }
    }
    return edges;
}

/// Some points of every component but the largest: those with the largest core distance lie at its rim.
std::vector<Point> rim_points(const MutualReachability& reachability, UnionFind& sets, std::size_t components) {
    const std::size_t n = reachability.size();
    // All scans together cost about one eighth of the pairs, whatever the number of components.
    const std::size_t each = std::clamp<std::size_t>(n / (8 * components), 1, 12);
    std::vector<Point> points;
    std::uint32_t largest = sets.find(0);
    for (Point p = 0; p < n; ++p) {
        if (sets.size(sets.find(p)) > sets.size(largest)) largest = sets.find(p);
    }
    for (Point p = 0; p < n; ++p) {
        if (sets.find(p) != largest) points.push_back(p);
    }
    std::sort(points.begin(), points.end(), [&](Point a, Point b) {
        if (sets.find(a) != sets.find(b)) return sets.find(a) < sets.find(b);
        return reachability.core[a] != reachability.core[b] ? reachability.core[a] > reachability.core[b] : a < b;
    });
    std::vector<Point> rim;
    std::size_t taken = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        taken = i > 0 && sets.find(points[i]) == sets.find(points[i - 1]) ? taken + 1 : 0;
        if (taken < each) rim.push_back(points[i]);
    }
    return rim;
}

/// The smallest edge from each of `from` to a point of another component.
std::vector<Edge> edges_out(const MutualReachability& reachability, std::span<const Point> from,
                            std::span<const std::uint32_t> component, int threads, Observer& observer) {
    const std::size_t n = reachability.size();
    std::vector<Edge> best(from.size(), kNoEdge);
    parallel_for((from.size() + kBlock - 1) / kBlock, threads, [&](std::size_t block, int) {
        if (observer.cancelled()) throw Error(ErrorKind::interrupted, "interrupted while building the spanning tree");
        const auto points = from.subspan(block * kBlock, std::min(kBlock, from.size() - block * kBlock));
        std::vector<RowIndex> rows;
        for (const Point p : points)
            rows.push_back(reachability.row[p]);
        std::vector<double> distances(points.size() * kBlock);
        for (std::size_t q0 = 0; q0 < n; q0 += kBlock) {
            const auto cols = reachability.row.subspan(q0, std::min(kBlock, n - q0));
            reachability.space.distances(rows, cols, distances.data());
            for (std::size_t r = 0; r < points.size(); ++r) {
                const Point p = points[r];
                Edge& least = best[block * kBlock + r];
                for (std::size_t c = 0; c < cols.size(); ++c) {
                    const auto q = static_cast<Point>(q0 + c);
                    if (component[q] == component[p]) continue;
                    least = std::min(least, make_edge(p, q, reachability.weight(p, q, distances[r * cols.size() + c])));
                }
            }
        }
    });
    return best;
}

}  // namespace

std::vector<Edge> kruskal(std::size_t n, std::vector<Edge>& edges) {
    std::sort(edges.begin(), edges.end());
    UnionFind sets(n);
    std::vector<Edge> forest;
    forest.reserve(n);
    for (const Edge& edge : edges) {
        if (sets.unite(edge.lo, edge.hi)) forest.push_back(edge);
    }
    return forest;
}

std::vector<Edge> spanning_tree_of_lists(const MutualReachability& reachability, const PointLists& lists, int threads,
                                         Observer& observer) {
    const std::size_t n = reachability.size();
    std::vector<Edge> edges = list_edges(reachability, lists);
    std::vector<Edge> tree = kruskal(n, edges);
    edges = {};
    UnionFind sets(n);
    for (const Edge& edge : tree)
        sets.unite(edge.lo, edge.hi);
    while (tree.size() + 1 < n) {
        const std::vector<Point> rim = rim_points(reachability, sets, n - tree.size());
        std::vector<std::uint32_t> component(n);
        for (Point p = 0; p < n; ++p)
            component[p] = sets.find(p);
        std::vector<Edge> out = edges_out(reachability, rim, component, threads, observer);
        std::sort(out.begin(), out.end());
        for (const Edge& edge : out) {  // the smallest edge always joins two components, so each round makes progress
            if (sets.unite(edge.lo, edge.hi)) tree.push_back(edge);
        }
    }
    std::sort(tree.begin(), tree.end());
    return tree;
}

}  // namespace asterism::tree
