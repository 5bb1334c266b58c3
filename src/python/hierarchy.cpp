#include "asterism/hierarchy.hpp"

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "asterism/clustering.hpp"
#include "asterism/error.hpp"
#include "asterism/extraction.hpp"
#include "asterism/validity.hpp"
#include "python/arrays.hpp"
#include "python/bindings.hpp"
#include "python/rows.hpp"
#include "python/watched.hpp"
#include "tree/dendrogram.hpp"

namespace asterism::python {
namespace {

/// What a hierarchy is made again of; the dendrogram follows from the edges.
/// Last the weights by point, none when all are 1.
using State = std::tuple<Array<RowIndex>, Array<RowIndex>, Array<double>, Array<RowIndex>, Array<double>, int, bool,
                         Array<std::uint32_t>>;

Hierarchy hierarchy_of(Rows& rows, const ClusterOptions& options, const nb::object& progress,
                       const std::optional<Array<std::uint32_t>>& weights) {
    Hierarchy result;
    run_watched(progress, [&](Observer& observer) {
        result = build_hierarchy(rows.prepared, options, &observer, weights ? span_of(*weights) : SampleWeights{});
    });
    return result;
}

/// Columns from, to, weight of the spanning tree (hdbscan: of its linkage), by weight.
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

/// n - 1 rows of left, right, distance, size.
NumpyMatrix<double> linkage_of(const Hierarchy& self) {
    std::vector<double> table;
    const auto merges = single_linkage(self);
    for (const LinkageRow& merge : merges)
        table.insert(table.end(), {static_cast<double>(merge.left), static_cast<double>(merge.right), merge.distance,
                                   static_cast<double>(merge.size)});
    return to_numpy(std::move(table), merges.size(), 4);
}

/// (clustering, method, epsilon).
nb::tuple counted_cut(const Hierarchy& self, const ClusterOptions& options, int clusters) {
    CountedCut counted;
    run_watched(nb::none(), [&](Observer&) { counted = cut_to_count(self, options, clusters); });
    return nb::make_tuple(std::move(counted.clustering), counted.method == SelectionMethod::eom ? "eom" : "leaf",
                          counted.cluster_selection_epsilon);
}

/// Columns smallest, largest, clusters, persistence, stable.
NumpyMatrix<double> granularities_of(const Hierarchy& self) {
    std::vector<Granularity> all;
    run_watched(nb::none(), [&](Observer&) { all = granularities(self); });
    std::vector<double> table;
    for (const Granularity& one : all)
        table.insert(table.end(),
                     {static_cast<double>(one.smallest), static_cast<double>(one.largest),
                      static_cast<double>(one.clusters), static_cast<double>(one.persistence), one.stable ? 1.0 : 0.0});
    return to_numpy(std::move(table), all.size(), 5);
}

}  // namespace

void bind_hierarchy(nb::module_& module) {
    nb::class_<Hierarchy>(module, "Hierarchy")
        .def("__getstate__", &state_of)
        .def("__setstate__", [](Hierarchy& self, const State& state) { new (&self) Hierarchy(restored(state)); })
        .def_static("of_state", &restored, nb::arg("state"))
        .def("__len__", [](const Hierarchy& self) { return self.row_of_point.size(); })
        .def("edges", &edges_of)
        .def("linkage", &linkage_of)
        .def("cut_to_count", &counted_cut, nb::arg("options"), nb::arg("clusters"))
        .def("granularities", &granularities_of)
        .def("dbscan_clustering",
             [](const Hierarchy& self, double distance, int min_cluster_size) {
                 return to_numpy(dbscan_clustering(self, distance, min_cluster_size));
             })
        .def("relative_validity",
             [](const Hierarchy& self, const Array<std::int32_t>& labels) {
                 return relative_validity(self.spanning_tree, span_of(labels));
             })
        .def_ro("min_samples", &Hierarchy::min_samples)
        .def_prop_ro("canonical", [](const Hierarchy& self) { return self.ties == Ties::canonical; })
        .def("core_distances", [](const Hierarchy& self) { return to_numpy(self.core_distances); })
        .def("row_of_point", [](const Hierarchy& self) { return to_numpy(self.row_of_point); })
        .def(
            "cut",
            [](const Hierarchy& self, const ClusterOptions& options) {
                Clustering result;
                run_watched(nb::none(), [&](Observer&) { result = cut(self, options); });
                return result;
            },
            nb::arg("options"));
    module.def("build_hierarchy", &hierarchy_of, nb::arg("rows"), nb::arg("options"), nb::arg("progress") = nb::none(),
               nb::arg("weights").noconvert() = nb::none());
}

}  // namespace asterism::python
