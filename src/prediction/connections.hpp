/// The row of a clustering on which each query hangs, and the mutual reachability between the two.
///
/// Exact: the least over all rows. Rows beyond the nearest k lie at the k-th distance or farther, so once the least
/// weight among the k is not above that distance / alpha, no other row can be better, nor as good and nearer.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/prediction.hpp"
#include "prediction/tree_places.hpp"

namespace asterism::prediction {

struct Connection {
    RowIndex row = 0;
    double weight = 0;
};

/// What a query needs to know of the clustering.
struct Fit {
    const TreePlaces& places;
    std::span<const double> core;  ///< by row
    std::size_t min_samples;
    double alpha;
};

/// By query; see `predict` for doors, rules and errors.
[[nodiscard]] std::vector<Connection> connect(const Fit& fit, const NeighborSearch& search, MatrixView queries,
                                              Observer* observer);
[[nodiscard]] std::vector<Connection> connect(const Fit& fit, QueryDistancesView distances, int threads,
                                              Observer* observer);

}  // namespace asterism::prediction
