#include "asterism/hierarchy.hpp"

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "asterism/clustering.hpp"
#include "asterism/extraction.hpp"
#include "asterism/validity.hpp"
#include "python/arrays.hpp"
#include "python/bindings.hpp"
#include "python/hierarchy_state.hpp"
#include "python/rows.hpp"
#include "python/watched.hpp"

namespace asterism::python {
namespace {

Hierarchy hierarchy_of(Rows& rows, const ClusterOptions& options, const nb::object& progress,
                       const std::optional<Array<std::uint32_t>>& weights) {
    Hierarchy result;
    run_watched(progress, [&](Observer& observer) {
        result = build_hierarchy(rows.prepared, options, &observer, weights ? span_of(*weights) : SampleWeights{});
    });
    return result;
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
