/// The fit behind every public door: from rows with a distance to a clustering.
#pragma once

#include "asterism/cluster.hpp"
#include "engine/stages.hpp"
#include "neighbors/canonical_rank.hpp"
#include "neighbors/duplicates.hpp"
#include "neighbors/metric_space.hpp"

namespace asterism {

/// What is clustered. `order` breaks ties; equal rows have consecutive ranks.
struct Input {
    const neighbors::MetricSpace& space;
    const neighbors::CanonicalOrder& order;
    const neighbors::Duplicates& duplicates;
};

/// Everything but the first stage. Precondition: checked options and rows, at least one row.
[[nodiscard]] Clustering fit(const Input& input, const ClusterOptions& options, Stages& stages);

}  // namespace asterism
