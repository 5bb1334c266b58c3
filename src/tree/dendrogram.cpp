#include "tree/dendrogram.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "tree/union_find.hpp"

namespace asterism::tree {
namespace {

/// A component of {weight < w} that takes part in the merges at w.
struct Part {
    std::uint32_t set;  ///< the component of {weight <= w} it ends in
    Point smallest;
    Dendrogram::Node node;

    friend auto operator<=>(const Part&, const Part&) = default;
};

/// Edges sorted; an edge from a point to itself merges it alone.
Dendrogram merge_at_once(Dendrogram dendrogram, std::span<const Edge> tree) {
    const std::size_t n = dendrogram.points();
    UnionFind sets(n);
    std::vector<Dendrogram::Node> top(n);
    std::vector<Point> smallest(n);  // per set root: its smallest point
    std::iota(top.begin(), top.end(), 0U);
    std::iota(smallest.begin(), smallest.end(), Point{0});
    std::vector<Part> parts;
    std::vector<Dendrogram::Node> children;
    for (std::size_t begin = 0, end = 0; begin < tree.size(); begin = end) {
        while (end < tree.size() && tree[end].weight == tree[begin].weight)
            ++end;
        parts.clear();
        for (std::size_t e = begin; e < end; ++e) {  // `set` is the member the component is found by, for now
            for (const Point p : {tree[e].lo, tree[e].hi})
                parts.push_back({p, smallest[sets.find(p)], top[sets.find(p)]});
        }
        for (std::size_t e = begin; e < end; ++e)
            sets.unite(tree[e].lo, tree[e].hi);
        for (Part& part : parts)
            part.set = sets.find(part.set);
        std::sort(parts.begin(), parts.end());
        parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
        for (std::size_t p = 0; p < parts.size();) {
            const Part& first = parts[p];
            children.clear();
            for (; p < parts.size() && parts[p].set == first.set; ++p)
                children.push_back(parts[p].node);
            smallest[first.set] = first.smallest;
            top[first.set] = dendrogram.add_merge(tree[begin].weight, children);
        }
    }
    return dendrogram;
}

}  // namespace

Dendrogram binary_dendrogram(std::size_t n, std::span<const LinkageEdge> edges) {
    Dendrogram dendrogram(n);
    UnionFind sets(n);
    std::vector<Dendrogram::Node> top(n);  // per set root: the node that stands for it
    std::iota(top.begin(), top.end(), 0U);
    for (const LinkageEdge& edge : edges) {
        const std::uint32_t left = sets.find(edge.from);
        const std::uint32_t right = sets.find(edge.to);
        const Dendrogram::Node children[] = {top[left], top[right]};
        top[sets.join(left, right).first] = dendrogram.add_merge(edge.weight, children);
    }
    return dendrogram;
}

Dendrogram canonical_dendrogram(std::size_t n, std::span<const Edge> tree) {
    return merge_at_once(Dendrogram(n), tree);
}

/// The copies of a point are joined by an edge from it to itself.
Dendrogram canonical_dendrogram(std::span<const Edge> tree, std::span<const double> core,
                                std::vector<std::uint32_t> copies) {
    std::vector<Edge> edges(tree.begin(), tree.end());
    for (Point p = 0; p < copies.size(); ++p) {
        if (copies[p] > 1) edges.push_back({core[p], p, p});
    }
    std::sort(edges.begin(), edges.end());
    const std::size_t n = copies.size();
    return merge_at_once(Dendrogram(n, std::move(copies)), edges);
}

}  // namespace asterism::tree
