#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>

#include <limits>
#include <string>

#include "asterism/error.hpp"
#include "asterism/options.hpp"
#include "python/bindings.hpp"

namespace asterism::python {
namespace {

namespace nb = nanobind;

SelectionMethod method_of(const std::string& name) {
    if (name == "eom") return SelectionMethod::eom;
    if (name == "leaf") return SelectionMethod::leaf;
    throw Error(ErrorKind::usage, "cluster_selection_method must be 'eom' or 'leaf', not '" + name + "'");
}

Ties ties_of(const std::string& name) {
    if (name == "canonical") return Ties::canonical;
    if (name == "hdbscan") return Ties::hdbscan;
    throw Error(ErrorKind::usage, "ties must be 'canonical' or 'hdbscan', not '" + name + "'");
}

}  // namespace

void bind_options(nb::module_& module) {
    nb::class_<ClusterOptions>(module, "Options")
        .def(
            "__init__",
            [](ClusterOptions* self, int min_cluster_size, std::optional<int> min_samples, const std::string& method,
               double epsilon, double epsilon_max, std::int64_t max_cluster_size, bool allow_single_cluster,
               double alpha, const std::string& ties, int threads) {
                new (self) ClusterOptions;
                self->min_cluster_size = min_cluster_size;
                self->min_samples = min_samples;
                self->method = method_of(method);
                self->cluster_selection_epsilon = epsilon;
                self->cluster_selection_epsilon_max = epsilon_max;
                self->max_cluster_size = max_cluster_size;
                self->allow_single_cluster = allow_single_cluster;
                self->alpha = alpha;
                self->ties = ties_of(ties);
                self->threads = threads;
            },
            nb::kw_only(), nb::arg("min_cluster_size") = 5, nb::arg("min_samples") = nb::none(),
            nb::arg("cluster_selection_method") = "eom", nb::arg("cluster_selection_epsilon") = 0.0,
            nb::arg("cluster_selection_epsilon_max") = std::numeric_limits<double>::infinity(),
            nb::arg("max_cluster_size") = 0, nb::arg("allow_single_cluster") = false, nb::arg("alpha") = 1.0,
            nb::arg("ties") = "canonical", nb::arg("threads") = 0);
}

}  // namespace asterism::python
