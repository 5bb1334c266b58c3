/// A clustering seen from the places where rows leave its condensed tree, and where others would leave it.
///
/// Memory: 16 bytes a row, some numbers a cluster. Thread safety: read-only after construction.
#pragma once

#include <cstdint>
#include <vector>

#include "asterism/clustering.hpp"
#include "clusters/cluster_tree.hpp"

namespace asterism::prediction {

/// Out of which cluster (id - n), and at which lambda.
struct Place {
    std::uint32_t cluster = 0;
    double lambda = 0;
};

class TreePlaces {
 public:
    explicit TreePlaces(const Clustering& clustering);

    [[nodiscard]] const clusters::ClusterTree& clusters() const { return clusters_; }
    /// Per label its cluster.
    [[nodiscard]] const std::vector<std::uint32_t>& selected() const { return selected_; }
    /// By row.
    [[nodiscard]] const Place& of_row(RowIndex row) const { return places_[row]; }
    [[nodiscard]] std::uint32_t weight(RowIndex row) const { return weights_[row]; }

    /// Where a query leaves that hangs on `row` at a weight: with the row or before it, and then out of the cluster
    /// that holds the row at that level.
    [[nodiscard]] Place of_query(RowIndex row, double weight) const;

 private:
    clusters::ClusterTree clusters_;
    std::vector<std::uint32_t> selected_;
    std::vector<Place> places_;
    std::vector<std::uint32_t> weights_;
};

}  // namespace asterism::prediction
