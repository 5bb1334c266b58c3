/// What an algorithm says of every row it was given, and of its clusters, in the one form that the rest of a run knows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "asterism/clustering.hpp"
#include "asterism/topics.hpp"
#include "store/assignments.hpp"

namespace asterism::pipeline {

struct RowClusters {
    std::vector<std::int32_t> labels;    ///< 0..K-1, -1 = noise
    std::vector<double> probabilities;   ///< [0, 1]: of topics the certainty, of attached rows the claim; 0 for noise
    std::vector<double> outlier_scores;  ///< [0, 1]
    std::vector<double> persistence;     ///< per label, [0, 1]
    std::vector<store::How> how;         ///< density, topic, attached or noise
    std::vector<std::int32_t> start_labels = {};  ///< of topics, before anything was left out; else empty
    Layers layers = {};                           ///< around the main one, where they were asked for

    [[nodiscard]] std::int64_t count(store::How reason) const;
    /// Per label: all rows that bear it.
    [[nodiscard]] std::vector<std::int64_t> sizes() const;
    /// The labels without those of attached rows: what centroids and representatives rest on.
    [[nodiscard]] std::vector<std::int32_t> core_labels() const;
    /// Likewise of the themes.
    [[nodiscard]] std::vector<std::int32_t> core_themes() const;
};

/// Takes the columns over.
[[nodiscard]] RowClusters row_clusters(Clustering&& clustering);
[[nodiscard]] RowClusters row_clusters(Topics&& topics);

/// Gives noise the labels that the attachment gave it, with the claim as probability.
void take_in(RowClusters& clusters, const Attachment& attachment);

}  // namespace asterism::pipeline
