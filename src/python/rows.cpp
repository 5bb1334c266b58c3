#include "python/rows.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <optional>
#include <vector>

#include "asterism/error.hpp"
#include "asterism/summaries.hpp"
#include "asterism/validity.hpp"
#include "python/bindings.hpp"
#include "python/watched.hpp"

namespace asterism::python {
namespace {

/// labels -> (centroids, K x d; medoids, K).
nb::tuple summaries_of(const Rows& rows, const Array<std::int32_t>& labels) {
    std::vector<ClusterSummary> summaries;
    run_watched(nb::none(), [&](Observer& observer) {
        summaries = summarize(rows.prepared, span_of(labels), rows.threads, &observer);
    });
    std::vector<float> centroids;
    std::vector<RowIndex> medoids;
    for (const ClusterSummary& summary : summaries) {
        centroids.insert(centroids.end(), summary.centroid.begin(), summary.centroid.end());
        medoids.push_back(summary.medoid);
    }
    return nb::make_tuple(to_numpy(std::move(centroids), summaries.size(), rows.prepared.vectors.cols),
                          to_numpy(std::move(medoids)));
}

/// (queries, k) -> (rows, distances), both queries x k, nearest first.
nb::tuple nearest(Rows& rows, const FloatMatrix& queries, std::size_t k, const nb::object& progress) {
    Neighbors lists;
    run_watched(progress, [&](Observer& observer) {
        lists = search_of(rows, k, &observer).nearest(view_of(queries), k, &observer);
    });
    return nb::make_tuple(to_numpy(std::move(lists.rows), queries.shape(0), lists.k),
                          to_numpy(std::move(lists.distances), queries.shape(0), lists.k));
}

/// (index, per cluster).
nb::tuple validity_of(const Rows& rows, const Array<std::int32_t>& labels, std::optional<double> d,
                      bool raw_distances) {
    Validity validity;
    run_watched(nb::none(), [&](Observer& observer) {
        validity = validity_index(rows.prepared, span_of(labels), {d, raw_distances, rows.threads}, &observer);
    });
    return nb::make_tuple(validity.index, to_numpy(std::move(validity.per_cluster)));
}

}  // namespace

Metric metric_of(const std::string& name) {
    if (name == "cosine") return Metric::cosine;
    if (name == "euclidean") return Metric::euclidean;
    throw Error(ErrorKind::usage, "the engine measures 'cosine' and 'euclidean', not '" + name + "'");
}

const NeighborSearch& search_of(Rows& rows, std::size_t k, Observer* observer) {
    if (!rows.search) rows.search = std::make_unique<NeighborSearch>(rows.prepared, k, rows.threads, observer);
    return *rows.search;
}

void bind_rows(nb::module_& module) {
    nb::class_<Rows>(module, "Rows")
        .def(
            "__init__",
            [](Rows* self, const FloatMatrix& vectors, const std::string& metric, int threads,
               const nb::object& progress) {
                const Metric measured = metric_of(metric);
                new (self) Rows;
                self->vectors = vectors;
                self->threads = threads;
                run_watched(progress, [&](Observer& observer) {
                    self->prepared = prepare(view_of(vectors), measured, {}, threads, &observer);
                });
            },
            nb::arg("vectors").noconvert(), nb::arg("metric"), nb::arg("threads") = 0, nb::arg("progress") = nb::none())
        .def_static(
            "of_distances",
            [](const DoubleMatrix& distances, int threads, const nb::object& progress) {
                if (distances.shape(0) != distances.shape(1))
                    throw Error(ErrorKind::usage, "a matrix of distances has as many columns as rows");
                auto rows = std::make_unique<Rows>();
                rows->distances = distances;
                rows->threads = threads;
                run_watched(progress, [&](Observer& observer) {
                    const DistanceMatrixView view{distances.data(), distances.shape(0)};
                    rows->prepared = prepare(view, threads, &observer);
                });
                return rows.release();
            },
            nb::rv_policy::take_ownership, nb::arg("distances").noconvert(), nb::arg("threads") = 0,
            nb::arg("progress") = nb::none())
        .def("__len__", [](const Rows& self) { return self.prepared.size(); })
        .def("nearest", &nearest, nb::arg("queries").noconvert(), nb::arg("k"), nb::arg("progress") = nb::none())
        .def("validity", &validity_of, nb::arg("labels").noconvert(), nb::arg("d") = nb::none(),
             nb::arg("raw_distances") = false)
        .def("summaries", &summaries_of, nb::arg("labels").noconvert());
}

}  // namespace asterism::python
