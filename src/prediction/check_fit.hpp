/// What a clustering must be so that queries can be held against it.
#pragma once

#include <cmath>

#include "base/require.hpp"
#include "prediction/connections.hpp"

namespace asterism::prediction {

/// `rows`: how many the queries are held against. Error{usage}.
inline void check_fit(const Clustering& clustering, const ClusterOptions& options, std::size_t rows) {
    require(rows > 0 && clustering.labels.size() == rows && clustering.condensed_tree.points == rows &&
                clustering.prediction.core_distances.size() == rows,
            "the clustering is not one of the rows that queries are held against");
    require(std::isfinite(options.alpha) && options.alpha > 0, "alpha must be a number above 0");
}

[[nodiscard]] inline Fit fit_of(const Clustering& clustering, const ClusterOptions& options, const TreePlaces& places) {
    return {places, clustering.prediction.core_distances, static_cast<std::size_t>(clustering.min_samples),
            options.alpha};
}

}  // namespace asterism::prediction
