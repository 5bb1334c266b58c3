#include "python/hierarchy_state.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "asterism/error.hpp"
#include "tree/dendrogram.hpp"

namespace asterism::python {
namespace {

/// For each canonical edge the points of its rows, smaller first.
std::vector<tree::Edge> point_edges(const Hierarchy& self) {
    std::vector<RowIndex> point_of_row(self.row_of_point.size());
    for (std::size_t p = 0; p < self.row_of_point.size(); ++p)
        point_of_row[self.row_of_point[p]] = static_cast<RowIndex>(p);
    std::vector<tree::Edge> edges;
    for (const SpanningEdge& edge : self.spanning_tree) {
        const auto [lo, hi] = std::minmax(point_of_row[edge.a], point_of_row[edge.b]);
        edges.push_back({edge.weight, lo, hi});
    }
    return edges;
}

/// Per point the rows it stands for; none when all stand for themselves.
std::vector<std::uint32_t> weights_of(const Hierarchy& self) {
    std::vector<std::uint32_t> weights;
    for (Dendrogram::Node point = 0; point < self.dendrogram.points(); ++point)
        weights.push_back(self.dendrogram.size(point));
    const bool plain = std::all_of(weights.begin(), weights.end(), [](std::uint32_t weight) { return weight == 1; });
    return plain ? std::vector<std::uint32_t>{} : weights;
}

void make_dendrogram(Hierarchy& self, std::span<const std::uint32_t> weights) {
    const std::size_t n = self.row_of_point.size();
    if (!weights.empty()) {
        if (weights.size() != n) throw Error(ErrorKind::usage, "there is not one weight for each row");
        std::vector<double> core;
        for (const RowIndex row : self.row_of_point)
            core.push_back(self.core_distances[row]);
        self.dendrogram = tree::canonical_dendrogram(point_edges(self), core, {weights.begin(), weights.end()});
        return;
    }
    if (self.ties == Ties::canonical) {
        self.dendrogram = tree::canonical_dendrogram(n, point_edges(self));
        return;
    }
    std::vector<tree::LinkageEdge> edges;
    for (const SpanningEdge& edge : self.spanning_tree)
        edges.push_back({edge.a, edge.b, edge.weight});
    self.dendrogram = tree::binary_dendrogram(n, edges);
}

/// Every merge joins two groups: n - 1 edges that close no circle.
void check(const Hierarchy& self) {
    const std::size_t n = self.row_of_point.size();
    bool right = n > 0 && self.core_distances.size() == n && self.spanning_tree.size() + 1 == n;
    std::vector<RowIndex> root(n);
    for (std::size_t i = 0; i < n; ++i) {
        root[i] = static_cast<RowIndex>(i);
        right = right && self.row_of_point[i] < n;
    }
    const auto find = [&](RowIndex row) {
        while (root[row] != row)
            row = root[row] = root[root[row]];
        return row;
    };
    double before = 0;
    for (const SpanningEdge& edge : self.spanning_tree) {
        right = right && edge.a < n && edge.b < n && edge.weight >= before;
        if (!right) break;
        before = edge.weight;
        right = find(edge.a) != find(edge.b);
        root[find(edge.a)] = find(edge.b);
    }
    if (!right) throw Error(ErrorKind::usage, "these edges are no spanning tree, by weight, of these rows");
}

}  // namespace

nb::tuple edges_of(const Hierarchy& self) {
    std::vector<RowIndex> from, to;
    std::vector<double> weight;
    for (const SpanningEdge& edge : self.spanning_tree) {
        from.push_back(edge.a);
        to.push_back(edge.b);
        weight.push_back(edge.weight);
    }
    return nb::make_tuple(to_numpy(std::move(from)), to_numpy(std::move(to)), to_numpy(std::move(weight)));
}

Hierarchy restored(const State& state) {
    const auto& [from, to, weight, row_of_point, core_distances, min_samples, canonical, weights] = state;
    Hierarchy self;
    const auto rows = span_of(row_of_point);
    const auto cores = span_of(core_distances);
    self.row_of_point.assign(rows.begin(), rows.end());
    self.core_distances.assign(cores.begin(), cores.end());
    self.min_samples = min_samples;
    self.ties = canonical ? Ties::canonical : Ties::hdbscan;
    const std::size_t edges = std::min({from.shape(0), to.shape(0), weight.shape(0)});
    for (std::size_t i = 0; i < edges; ++i)
        self.spanning_tree.push_back({from.data()[i], to.data()[i], weight.data()[i]});
    check(self);
    make_dendrogram(self, span_of(weights));
    return self;
}

nb::tuple state_of(const Hierarchy& self) {
    const nb::tuple edges = edges_of(self);
    return nb::make_tuple(edges[0], edges[1], edges[2], to_numpy(self.row_of_point), to_numpy(self.core_distances),
                          self.min_samples, self.ties == Ties::canonical, to_numpy(weights_of(self)));
}

}  // namespace asterism::python
