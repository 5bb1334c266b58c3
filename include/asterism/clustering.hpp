/// A flat clustering, cut out of a hierarchy.
#pragma once

#include <cstdint>
#include <vector>

#include "asterism/hierarchy.hpp"
#include "asterism/matrix.hpp"
#include "asterism/options.hpp"
#include "asterism/report.hpp"

namespace asterism {

/// One row of the condensed tree: `child` left `parent` at `lambda` = 1 / distance. Ids below n are input rows, n is
/// the root, larger ids are clusters in breadth-first order. `size` is 1 for rows, or their weight.
struct CondensedRow {
    std::uint32_t parent;
    std::uint32_t child;
    double lambda;
    std::uint32_t size;
};

struct CondensedTree {
    std::uint32_t points = 0;        ///< n
    std::uint32_t clusters = 0;      ///< number of cluster ids, root included
    std::vector<CondensedRow> rows;  ///< sorted by parent; within one by lambda, then child
};

/// What is kept of a fit so that new vectors can be placed into its clusters.
struct PredictionData {
    std::vector<double> core_distances;            ///< n
    std::vector<std::uint32_t> selected_clusters;  ///< condensed-tree id of label 0, 1, ...
    /// Per label: the largest lambda among rows that leave the selected cluster itself.
    std::vector<double> max_lambdas;
    std::vector<std::vector<RowIndex>> exemplars;  ///< per label: rows at the largest lambda of each leaf below it
};

/// What max_cluster_size made noise of: rows that have a cluster without that limit and none with it.
struct LimitLosses {
    std::int64_t clusters = 0;  ///< of the clustering without the limit, those that such rows come from
    std::int64_t rows = 0;
};

/// All vectors are indexed by input row unless said otherwise.
struct Clustering {
    std::vector<std::int32_t> labels;         ///< 0..K-1, -1 = noise
    std::vector<double> probabilities;        ///< [0, 1]; 0 for noise
    std::vector<double> outlier_scores;       ///< GLOSH over the subtree, [0, 1]
    std::vector<double> persistence;          ///< per label, [0, 1]
    std::vector<SpanningEdge> spanning_tree;  ///< n - 1, by (weight, smaller rank, larger rank); hdbscan: its linkage
    CondensedTree condensed_tree;
    PredictionData prediction;
    int min_samples = 0;  ///< as used, after the clamp
    LimitLosses limit_losses;
    EngineReport report;

    [[nodiscard]] std::int32_t cluster_count() const { return static_cast<std::int32_t>(persistence.size()); }
};

/// Of the options it reads min_cluster_size, method, both epsilons, max_cluster_size and allow_single_cluster; what
/// shaped the hierarchy is settled there. O(n log n) time, about 130 bytes a row.
/// Determinism: depends on the arguments alone. Errors: Error{usage} for options out of range.
[[nodiscard]] Clustering cut(const Hierarchy& hierarchy, const ClusterOptions& options);
/// The same for the last cut: takes the spanning tree and the core distances over instead of copying them.
[[nodiscard]] Clustering cut(Hierarchy&& hierarchy, const ClusterOptions& options);

}  // namespace asterism
