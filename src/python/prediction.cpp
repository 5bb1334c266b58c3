#include "asterism/prediction.hpp"

#include <nanobind/nanobind.h>

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "asterism/centers.hpp"
#include "asterism/membership.hpp"
#include "python/arrays.hpp"
#include "python/bindings.hpp"
#include "python/rows.hpp"
#include "python/watched.hpp"

namespace asterism::python {
namespace {

QueryDistancesView distances_of(const DoubleMatrix& matrix) {
    return {matrix.data(), matrix.shape(0), matrix.shape(1)};
}

const NeighborSearch& search_for(Rows& rows, const Clustering& clustering, Observer& observer) {
    return search_of(rows, 2 * static_cast<std::size_t>(clustering.min_samples), &observer);
}

/// (labels, probabilities, outlier scores, neighbours).
nb::tuple predicted(const std::function<Prediction(Observer&)>& work) {
    Prediction result;
    run_watched(nb::none(), [&](Observer& observer) { result = work(observer); });
    return nb::make_tuple(to_numpy(std::move(result.labels)), to_numpy(std::move(result.probabilities)),
                          to_numpy(std::move(result.outlier_scores)), to_numpy(std::move(result.neighbors)));
}

/// (values, labels or none), rows x width.
nb::tuple memberships(const std::function<MembershipVectors(Observer&)>& work, std::size_t rows) {
    MembershipVectors result;
    run_watched(nb::none(), [&](Observer& observer) { result = work(observer); });
    const std::size_t width = result.width;
    nb::object labels = nb::none();
    if (!result.labels.empty()) labels = nb::cast(to_numpy(std::move(result.labels), rows, width));
    return nb::make_tuple(to_numpy(std::move(result.values), rows, width), labels);
}

void bind_predict(nb::module_& module) {
    module.def(
        "predict",
        [](const Clustering& clustering, const ClusterOptions& options, Rows& rows, const FloatMatrix& queries) {
            return predicted([&](Observer& observer) {
                return predict(clustering, options, search_for(rows, clustering, observer), view_of(queries),
                               &observer);
            });
        },
        nb::arg("clustering"), nb::arg("options"), nb::arg("rows"), nb::arg("queries").noconvert());
    module.def(
        "predict_by_distances",
        [](const Clustering& clustering, const ClusterOptions& options, const DoubleMatrix& distances) {
            return predicted(
                [&](Observer& observer) { return predict(clustering, options, distances_of(distances), &observer); });
        },
        nb::arg("clustering"), nb::arg("options"), nb::arg("distances").noconvert());
}

void bind_memberships(nb::module_& module) {
    module.def(
        "all_memberships",
        [](const Clustering& clustering, const Rows& rows, std::size_t top) {
            const auto work = [&](Observer& observer) {
                return all_points_membership_vectors(clustering, rows.prepared, top, rows.threads, &observer);
            };
            return memberships(work, rows.prepared.size());
        },
        nb::arg("clustering"), nb::arg("rows"), nb::arg("top") = 0);
    module.def(
        "memberships",
        [](const Clustering& clustering, const ClusterOptions& options, Rows& rows, const FloatMatrix& queries,
           std::size_t top) {
            const auto work = [&](Observer& observer) {
                return membership_vectors(clustering, options, search_for(rows, clustering, observer), view_of(queries),
                                          top, &observer);
            };
            return memberships(work, queries.shape(0));
        },
        nb::arg("clustering"), nb::arg("options"), nb::arg("rows"), nb::arg("queries").noconvert(), nb::arg("top") = 0);
    module.def(
        "memberships_by_distances",
        [](const Clustering& clustering, const ClusterOptions& options, const DoubleMatrix& distances,
           std::size_t top) {
            const auto work = [&](Observer& observer) {
                return membership_vectors(clustering, options, distances_of(distances), top, &observer);
            };
            return memberships(work, distances.shape(0));
        },
        nb::arg("clustering"), nb::arg("options"), nb::arg("distances").noconvert(), nb::arg("top") = 0);
}

}  // namespace

void bind_prediction(nb::module_& module) {
    bind_predict(module);
    bind_memberships(module);
    module.def(
        "weighted_centroids",
        [](const Rows& rows, const Array<std::int32_t>& labels, const Array<double>& probabilities) {
            std::vector<double> centroids;
            run_watched(nb::none(), [&](Observer& observer) {
                centroids =
                    weighted_centroids(rows.prepared, span_of(labels), span_of(probabilities), rows.threads, &observer);
            });
            const std::size_t columns = rows.prepared.vectors.cols;
            const std::size_t clusters = centroids.size() / columns;
            return to_numpy(std::move(centroids), clusters, columns);
        },
        nb::arg("rows"), nb::arg("labels").noconvert(), nb::arg("probabilities").noconvert());
    module.def(
        "weighted_medoids",
        [](const Rows& rows, const Array<std::int32_t>& labels, const Array<double>& probabilities) {
            std::vector<RowIndex> medoids;
            run_watched(nb::none(), [&](Observer& observer) {
                medoids =
                    weighted_medoids(rows.prepared, span_of(labels), span_of(probabilities), rows.threads, &observer);
            });
            return to_numpy(std::move(medoids));
        },
        nb::arg("rows"), nb::arg("labels").noconvert(), nb::arg("probabilities").noconvert());
}

}  // namespace asterism::python
