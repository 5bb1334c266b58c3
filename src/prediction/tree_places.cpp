#include "prediction/tree_places.hpp"

namespace asterism::prediction {

TreePlaces::TreePlaces(const Clustering& clustering)
    : clusters_(clustering.condensed_tree),
      places_(clustering.condensed_tree.points),
      weights_(clustering.condensed_tree.points, 1) {
    const std::uint32_t n = clustering.condensed_tree.points;
    for (const CondensedRow& row : clustering.condensed_tree.rows) {
        if (row.child >= n) continue;
        places_[row.child] = {row.parent - n, row.lambda};
        weights_[row.child] = row.size;
    }
    for (const std::uint32_t id : clustering.prediction.selected_clusters)
        selected_.push_back(id - n);
}

Place TreePlaces::of_query(RowIndex row, double weight) const {
    Place place = places_[row];
    if (!(weight > 0) || place.lambda <= 1.0 / weight) return place;
    place.lambda = 1.0 / weight;
    while (place.cluster > 0 && clusters_.birth[place.cluster] >= place.lambda)
        place.cluster = clusters_.parent[place.cluster];
    return place;
}

}  // namespace asterism::prediction
