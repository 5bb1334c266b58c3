#include "asterism/clustering.hpp"

#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <utility>
#include <vector>

#include "python/arrays.hpp"
#include "python/bindings.hpp"

namespace asterism::python {
namespace {

/// Columns parent, child, lambda, size.
nb::tuple condensed_of(const Clustering& self) {
    std::vector<std::uint32_t> parent, child, size;
    std::vector<double> lambda;
    for (const CondensedRow& row : self.condensed_tree.rows) {
        parent.push_back(row.parent);
        child.push_back(row.child);
        lambda.push_back(row.lambda);
        size.push_back(row.size);
    }
    return nb::make_tuple(to_numpy(std::move(parent)), to_numpy(std::move(child)), to_numpy(std::move(lambda)),
                          to_numpy(std::move(size)));
}

nb::list exemplars_of(const Clustering& self) {
    nb::list result;
    for (const auto& rows : self.prediction.exemplars)
        result.append(to_numpy(rows));
    return result;
}

/// (name, seconds) of what the engine did for it.
nb::list stages_of(const Clustering& self) {
    nb::list result;
    for (const EngineStage& stage : self.report.stages)
        result.append(nb::make_tuple(stage.name, stage.wall_s));
    return result;
}

}  // namespace

void bind_clustering(nb::module_& module) {
    nb::class_<Clustering>(module, "Clustering")
        .def("labels", [](const Clustering& self) { return to_numpy(self.labels); })
        .def("probabilities", [](const Clustering& self) { return to_numpy(self.probabilities); })
        .def("outlier_scores", [](const Clustering& self) { return to_numpy(self.outlier_scores); })
        .def("persistence", [](const Clustering& self) { return to_numpy(self.persistence); })
        .def("condensed_tree", &condensed_of)
        .def("selected_clusters", [](const Clustering& self) { return to_numpy(self.prediction.selected_clusters); })
        .def("max_lambdas", [](const Clustering& self) { return to_numpy(self.prediction.max_lambdas); })
        .def("exemplars", &exemplars_of)
        .def_prop_ro("cluster_count", &Clustering::cluster_count)
        .def_ro("min_samples", &Clustering::min_samples)
        .def("stages", &stages_of)
        .def_prop_ro("target", [](const Clustering& self) { return self.report.target; });
}

}  // namespace asterism::python
