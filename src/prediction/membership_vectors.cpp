#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "asterism/membership.hpp"
#include "base/require.hpp"
#include "base/threads.hpp"
#include "prediction/check_fit.hpp"
#include "prediction/connections.hpp"
#include "prediction/exemplar_distances.hpp"
#include "prediction/merge_heights.hpp"
#include "prediction/soft_values.hpp"
#include "prediction/tree_places.hpp"

namespace asterism {
namespace {

using prediction::Place;

/// Rows of a task.
constexpr std::size_t kRows = 64;

/// Where rows stand in the tree, and how to find their distances.
struct Soft {
    const prediction::TreePlaces& places;
    std::vector<Place> rows;
    /// out[i * labels + l]: from rows[i] to the nearest exemplar of l. The vector is the worker's own.
    std::function<void(std::span<const RowIndex> rows, std::vector<double>& scratch, double* out)> distances;
    decltype(prediction::soft_values_of_row)* formula;
};

/// The `width` largest, ties by label, largest first.
void take_top(std::span<const double> values, std::size_t width, std::vector<std::int32_t>& order, double* top_values,
              std::int32_t* top_labels) {
    order.resize(values.size());
    std::iota(order.begin(), order.end(), 0);
    const auto value = [&](std::int32_t label) { return values[static_cast<std::size_t>(label)]; };
    std::partial_sort(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(width), order.end(),
        [&](std::int32_t a, std::int32_t b) { return value(a) != value(b) ? value(a) > value(b) : a < b; });
    for (std::size_t t = 0; t < width; ++t) {
        top_labels[t] = order[t];
        top_values[t] = value(order[t]);
    }
}

/// Rows by cluster, so that those of one task mostly share their merge heights.
std::vector<RowIndex> by_cluster(std::span<const Place> places) {
    std::vector<RowIndex> order(places.size());
    std::iota(order.begin(), order.end(), RowIndex{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](RowIndex a, RowIndex b) { return places[a].cluster < places[b].cluster; });
    return order;
}

class Worker {
 public:
    Worker(const Soft& soft, MembershipVectors& result)
        : soft_(soft), heights_(soft.places.clusters(), soft.places.selected()), result_(result) {}

    void work(std::span<const RowIndex> rows) {
        const std::size_t labels = soft_.places.selected().size();
        values_.resize(rows.size() * labels);
        soft_.distances(rows, scratch_, values_.data());
        const prediction::SoftClusters clusters{soft_.places.clusters(), soft_.places.selected()};
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto values = std::span(values_).subspan(i * labels, labels);
            const Place& place = soft_.rows[rows[i]];
            soft_.formula(clusters, place, heights_.of(place.cluster), values);
            double* out = result_.values.data() + rows[i] * result_.width;
            if (result_.labels.empty())
                std::copy(values.begin(), values.end(), out);
            else
                take_top(values, result_.width, order_, out, result_.labels.data() + rows[i] * result_.width);
        }
    }

 private:
    const Soft& soft_;
    prediction::MergeHeights heights_;
    MembershipVectors& result_;
    std::vector<double> values_;
    std::vector<double> scratch_;
    std::vector<std::int32_t> order_;
};

MembershipVectors find_all(const Soft& soft, std::size_t top, int threads, const Observer& observer) {
    MembershipVectors result;
    const std::size_t labels = soft.places.selected().size();
    result.width = top > 0 ? std::min(top, labels) : labels;
    if (labels == 0) return result;
    result.values.resize(soft.rows.size() * result.width);
    if (top > 0) result.labels.resize(result.values.size());
    const auto order = by_cluster(soft.rows);
    const int count = thread_count(threads);
    std::vector<Worker> workers(static_cast<std::size_t>(count), Worker(soft, result));
    parallel_for((order.size() + kRows - 1) / kRows, count, observer, [&](std::size_t task, int worker) {
        const std::size_t first = task * kRows;
        workers[static_cast<std::size_t>(worker)].work(
            std::span(order).subspan(first, std::min(kRows, order.size() - first)));
    });
    return result;
}

std::vector<Place> places_of(const prediction::TreePlaces& places,
                             std::span<const prediction::Connection> connections) {
    std::vector<Place> result;
    for (const auto& [row, weight] : connections)
        result.push_back(places.of_query(row, weight));
    return result;
}

const Observer& or_silent(const Observer* observer) {
    static const Observer silent;
    return observer != nullptr ? *observer : silent;
}

}  // namespace

MembershipVectors all_points_membership_vectors(const Clustering& clustering, const PreparedRows& rows, std::size_t top,
                                                int threads, Observer* observer) {
    prediction::check_fit(clustering, {}, rows.size());
    const prediction::TreePlaces places(clustering);
    const neighbors::MetricSpace space(rows);
    const prediction::Exemplars exemplars(clustering, rows.duplicates, rows.order);
    Soft soft{places,
              {},
              [&](std::span<const RowIndex> some, std::vector<double>& scratch, double* out) {
                  prediction::exemplar_distances(space, some, space, exemplars, scratch, out);
              },
              prediction::soft_values_of_row};
    for (RowIndex row = 0; row < rows.size(); ++row)
        soft.rows.push_back(places.of_row(row));
    return find_all(soft, top, threads, or_silent(observer));
}

MembershipVectors membership_vectors(const Clustering& clustering, const ClusterOptions& options,
                                     const NeighborSearch& search, MatrixView queries, std::size_t top,
                                     Observer* observer) {
    const PreparedRows& rows = search.rows();
    prediction::check_fit(clustering, options, rows.size());
    const prediction::TreePlaces places(clustering);
    const auto connections = connect(prediction::fit_of(clustering, options, places), search, queries, observer);
    const neighbors::MetricSpace space(rows);
    const neighbors::MetricSpace from(queries, rows.metric, search.threads());
    const prediction::Exemplars exemplars(clustering, rows.duplicates, rows.order);
    const Soft soft{places, places_of(places, connections),
                    [&](std::span<const RowIndex> some, std::vector<double>& scratch, double* out) {
                        prediction::exemplar_distances(from, some, space, exemplars, scratch, out);
                    },
                    prediction::soft_values_of_query};
    return find_all(soft, top, options.threads, or_silent(observer));
}

MembershipVectors membership_vectors(const Clustering& clustering, const ClusterOptions& options,
                                     QueryDistancesView distances, std::size_t top, Observer* observer) {
    prediction::check_fit(clustering, options, distances.cols);
    const prediction::TreePlaces places(clustering);
    const auto connections =
        connect(prediction::fit_of(clustering, options, places), distances, options.threads, observer);
    const auto& exemplars = clustering.prediction.exemplars;
    const Soft soft{places, places_of(places, connections),
                    [&](std::span<const RowIndex> some, std::vector<double>&, double* out) {
                        for (const RowIndex query : some) {
                            for (const auto& of_label : exemplars) {
                                *out = std::numeric_limits<double>::infinity();
                                for (const RowIndex row : of_label)
                                    *out = std::min(*out, distances.row(query)[row]);
                                ++out;
                            }
                        }
                    },
                    prediction::soft_values_of_query};
    return find_all(soft, top, options.threads, or_silent(observer));
}

}  // namespace asterism
