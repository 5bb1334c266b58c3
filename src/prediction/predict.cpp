#include "asterism/prediction.hpp"

#include <span>

#include "base/require.hpp"
#include "clusters/membership.hpp"
#include "clusters/outlier_scores.hpp"
#include "prediction/check_fit.hpp"
#include "prediction/connections.hpp"
#include "prediction/tree_places.hpp"

namespace asterism {
namespace {

using prediction::Place;

Prediction place_all(const Clustering& clustering, const ClusterOptions& options, const prediction::TreePlaces& places,
                     std::span<const prediction::Connection> connections) {
    const clusters::ClusterTree& tree = places.clusters();
    const auto nearest = clusters::nearest_selected(tree, places.selected());
    const auto death = clusters::deaths(tree);
    std::vector<std::int32_t> label_of(tree.count(), -1);
    for (std::size_t label = 0; label < places.selected().size(); ++label)
        label_of[places.selected()[label]] = static_cast<std::int32_t>(label);
    const bool root_alone = clustering.cluster_count() == 1;

    Prediction result;
    for (const auto& [row, weight] : connections) {
        const Place place = places.of_query(row, weight);
        const std::uint32_t cluster = nearest[place.cluster];
        const bool noise = cluster == clusters::kNone ||
                           (cluster == 0 && !(root_alone && place.lambda >= clusters::root_threshold(tree, options)));
        result.labels.push_back(noise ? -1 : label_of[cluster]);
        result.probabilities.push_back(noise ? 0.0 : clusters::strength(place.lambda, tree.max_lambda[cluster]));
        result.outlier_scores.push_back(clusters::outlier_score(place.lambda, death[place.cluster]));
        result.neighbors.push_back(row);
    }
    return result;
}

}  // namespace

Prediction predict(const Clustering& clustering, const ClusterOptions& options, const NeighborSearch& search,
                   MatrixView queries, Observer* observer) {
    prediction::check_fit(clustering, options, search.rows().size());
    const prediction::TreePlaces places(clustering);
    const auto connections = connect(prediction::fit_of(clustering, options, places), search, queries, observer);
    return place_all(clustering, options, places, connections);
}

Prediction predict(const Clustering& clustering, const ClusterOptions& options, QueryDistancesView distances,
                   Observer* observer) {
    prediction::check_fit(clustering, options, distances.cols);
    const prediction::TreePlaces places(clustering);
    const auto connections =
        connect(prediction::fit_of(clustering, options, places), distances, options.threads, observer);
    return place_all(clustering, options, places, connections);
}

}  // namespace asterism
