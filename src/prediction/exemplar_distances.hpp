/// The distance from rows to the nearest exemplar of every label: blocks of rows against blocks of exemplars, so that
/// the kernels are at work. Copies among the exemplars are looked at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "asterism/clustering.hpp"
#include "neighbors/metric_space.hpp"

namespace asterism::prediction {

/// The exemplars of all labels, one label after the other.
struct Exemplars {
    Exemplars(const Clustering& clustering, const Duplicates& duplicates, const CanonicalOrder& order);

    [[nodiscard]] std::size_t labels() const { return first.size() - 1; }

    std::vector<RowIndex> rows;
    std::vector<std::size_t> first{0};  ///< per label where it begins; and the end
};

/// out[i * labels + l] = distance from queries[i] of `from` to the nearest exemplar of label l. `scratch` is the
/// worker's own.
void exemplar_distances(const neighbors::MetricSpace& from, std::span<const RowIndex> queries,
                        const neighbors::MetricSpace& space, const Exemplars& exemplars, std::vector<double>& scratch,
                        double* out);

}  // namespace asterism::prediction
