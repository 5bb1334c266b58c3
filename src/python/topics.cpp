#include "asterism/topics.hpp"

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "python/arrays.hpp"
#include "python/bindings.hpp"
#include "python/rows.hpp"
#include "python/watched.hpp"

namespace asterism::python {
namespace {

struct Wishes {
    std::optional<double> resolution;
    std::optional<int> about;
    double certainty = 0.5;
    int min_cluster_size = 10;
    bool layers = true;
    std::optional<Array<std::int32_t>> start;
};

TopicOptions options_of(const Wishes& wishes, int threads) {
    TopicOptions options;
    options.resolution = wishes.resolution;
    options.about = wishes.about;
    options.certainty = wishes.certainty;
    options.min_cluster_size = wishes.min_cluster_size;
    options.layers = wishes.layers;
    options.threads = threads;
    if (wishes.start) options.start = span_of(*wishes.start);
    return options;
}

/// One row has no neighbours and no topic.
Topics topics_of(Rows& rows, const Wishes& wishes, const nb::object& progress) {
    Topics result;
    run_watched(progress, [&](Observer& observer) {
        const std::size_t k = std::min(kGraphNeighbors, rows.prepared.duplicates.representatives.size() - 1);
        const Neighbors lists = search_of(rows, std::max<std::size_t>(1, k), &observer).lists(k, &observer);
        const NeighborGraph graph = neighbor_graph(rows.prepared, lists, rows.threads, &observer);
        result = find_topics(graph, options_of(wishes, rows.threads), &observer);
    });
    return result;
}

nb::dict layers_of(const Topics& self) {
    nb::dict result;
    result["stories"] = to_numpy(self.layers.stories);
    result["story_parents"] = to_numpy(self.layers.story_parents);
    result["themes"] = to_numpy(self.layers.themes);
    result["story_persistence"] = to_numpy(self.layers.story_persistence);
    result["theme_persistence"] = to_numpy(self.layers.theme_persistence);
    return result;
}

/// (labels, start labels, claims) of new rows.
nb::tuple place_rows(Rows& rows, const Array<std::int32_t>& labels, const Array<std::int32_t>& start_labels,
                     const Array<double>& certainties, const FloatMatrix& queries, double floor) {
    Placement placed;
    run_watched(nb::none(), [&](Observer& observer) {
        const NeighborSearch& search = search_of(rows, kGraphNeighbors, &observer);
        const RunPlaces run{span_of(labels), span_of(start_labels), span_of(certainties)};
        placed = place(search, run, view_of(queries), {floor, rows.threads}, &observer);
    });
    return nb::make_tuple(to_numpy(std::move(placed.labels)), to_numpy(std::move(placed.start_labels)),
                          to_numpy(std::move(placed.claims)));
}

}  // namespace

void bind_topics(nb::module_& module) {
    nb::class_<Topics>(module, "Topics")
        .def("labels", [](const Topics& self) { return to_numpy(self.labels); })
        .def("probabilities", [](const Topics& self) { return to_numpy(self.probabilities); })
        .def("outlier_scores", [](const Topics& self) { return to_numpy(self.outlier_scores); })
        .def("start_labels", [](const Topics& self) { return to_numpy(self.start_labels); })
        .def("persistence", [](const Topics& self) { return to_numpy(self.persistence); })
        .def("layers", &layers_of)
        .def_ro("resolution", &Topics::resolution)
        .def_ro("quality", &Topics::quality);
    module.def(
        "find_topics",
        [](Rows& rows, std::optional<double> resolution, std::optional<int> about, double certainty,
           int min_cluster_size, bool layers, std::optional<Array<std::int32_t>> start, const nb::object& progress) {
            return topics_of(rows, {resolution, about, certainty, min_cluster_size, layers, std::move(start)},
                             progress);
        },
        nb::arg("rows"), nb::kw_only(), nb::arg("resolution") = nb::none(), nb::arg("about") = nb::none(),
        nb::arg("certainty") = 0.5, nb::arg("min_cluster_size") = 10, nb::arg("layers") = true,
        nb::arg("start") = nb::none(), nb::arg("progress") = nb::none());
    module.def("place", &place_rows, nb::arg("rows"), nb::arg("labels").noconvert(),
               nb::arg("start_labels").noconvert(), nb::arg("certainties").noconvert(), nb::arg("queries").noconvert(),
               nb::arg("floor"));
}

}  // namespace asterism::python
