#include "engine/fit.hpp"

#include <algorithm>
#include <tuple>

#include "base/threads.hpp"
#include "clusters/cluster_tree.hpp"
#include "clusters/limit_losses.hpp"
#include "clusters/membership.hpp"
#include "clusters/outlier_scores.hpp"
#include "clusters/prediction_data.hpp"
#include "clusters/selection.hpp"
#include "neighbors/certified_index.hpp"
#include "neighbors/nearest_neighbors.hpp"
#include "simd/target.hpp"
#include "tree/condensed_tree.hpp"
#include "tree/dendrogram.hpp"
#include "tree/prim.hpp"
#include "tree/spanning_tree.hpp"

namespace asterism {
namespace {

struct Hierarchy {
    tree::Dendrogram dendrogram;
    std::vector<SpanningEdge> spanning_tree;
    std::vector<double> core_distances;  ///< per input row
};

/// Neighbours, core distances, spanning tree, dendrogram: all that needs the rows.
Hierarchy build_hierarchy(const Input& input, const neighbors::CanonicalOrder& points, const ClusterOptions& options,
                          int min_samples, Stages& stages) {
    const auto& [space, canonical, duplicates] = input;
    const int threads = thread_count(options.threads);
    Observer& observer = stages.observer();
    EngineReport& report = stages.report();
    const std::size_t n = space.size();
    const auto m = static_cast<std::size_t>(min_samples);
    const bool exact_ties = options.ties == Ties::canonical;
    const std::size_t distinct = duplicates.representatives.size();
    const std::size_t k = std::min(distinct - 1, list_length(distinct, m, options.ties));
    stages.begin("index");
    const auto index = neighbors::make_search_index(space, duplicates.representatives, k, threads, observer);
    report.distinct_rows = duplicates.representatives.size();
    report.head_width = index->head_width();
    stages.begin("neighbors");
    const auto [lists, counts] = neighbors::nearest_neighbors(*index, canonical.rank, k, threads, observer);
    report.neighbors = counts;
    std::vector<double> core_of_row(n, 0.0);
    if (n > 1) core_of_row = neighbors::core_distances(duplicates, canonical, lists, m);
    std::vector<double> core(n);  // per point
    for (std::size_t i = 0; i < n; ++i)
        core[points.rank[i]] = core_of_row[i];
    const tree::MutualReachability reachability{space, points.row, core, options.alpha};
    stages.begin("spanning_tree");
    std::vector<SpanningEdge> edges;
    if (exact_ties) {
        const auto tree = tree::minimum_spanning_tree(reachability, {lists, points.rank}, {*index, duplicates.copies},
                                                      threads, observer);
        report.tree = tree.counts;
        report.extras = tree.extras;
        stages.begin("hierarchy");
        for (const auto& edge : tree.edges)
            edges.push_back({points.row[edge.lo], points.row[edge.hi], edge.weight});
        return {tree::canonical_dendrogram(n, tree.edges), std::move(edges), std::move(core_of_row)};
    }
    const auto linkage = tree::prim_linkage(reachability, threads, observer);
    stages.begin("hierarchy");
    for (const auto& edge : linkage)
        edges.push_back({edge.from, edge.to, edge.weight});
    return {tree::binary_dendrogram(n, linkage), std::move(edges), std::move(core_of_row)};
}

template <class T>
std::vector<T> to_rows(const std::vector<T>& per_point, std::span<const RowIndex> row) {
    std::vector<T> per_row(per_point.size());
    for (std::size_t p = 0; p < per_point.size(); ++p)
        per_row[row[p]] = per_point[p];
    return per_row;
}

CondensedTree in_rows(CondensedTree tree, std::span<const RowIndex> row_of_point) {
    for (CondensedRow& row : tree.rows) {
        if (row.child < tree.points) row.child = row_of_point[row.child];
    }
    std::sort(tree.rows.begin(), tree.rows.end(), [](const CondensedRow& a, const CondensedRow& b) {
        return std::tie(a.parent, a.lambda, a.child) < std::tie(b.parent, b.lambda, b.child);
    });
    return tree;
}

}  // namespace

Clustering fit(const Input& input, const ClusterOptions& options, Stages& stages) {
    const auto most = static_cast<int>(std::max<std::size_t>(1, input.space.size() - 1));
    const int min_samples = std::min(options.min_samples.value_or(options.min_cluster_size), most);
    // Points, and the rows they stand for: canonical ranks, or input positions for ties=hdbscan.
    const auto points = options.ties == Ties::canonical ? input.order : neighbors::input_order(input.space.size());
    Hierarchy hierarchy = build_hierarchy(input, points, options, min_samples, stages);

    CondensedTree tree = tree::condense(hierarchy.dendrogram, options.min_cluster_size, options.ties);
    const clusters::ClusterTree cluster_tree(tree);
    const auto selection = clusters::select_clusters(tree, cluster_tree, options);
    auto members = clusters::membership(tree, cluster_tree, selection, options);

    Clustering result;
    result.limit_losses = clusters::limit_losses(tree, cluster_tree, members.labels, options);
    result.prediction = clusters::prediction_data(tree, cluster_tree, members);
    for (auto& exemplars : result.prediction.exemplars) {
        for (RowIndex& exemplar : exemplars)
            exemplar = points.row[exemplar];
    }
    result.prediction.core_distances = std::move(hierarchy.core_distances);
    result.labels = to_rows(members.labels, points.row);
    result.probabilities = to_rows(members.probabilities, points.row);
    result.outlier_scores = to_rows(clusters::outlier_scores(tree, cluster_tree), points.row);
    result.persistence = std::move(members.persistence);
    result.spanning_tree = std::move(hierarchy.spanning_tree);
    result.condensed_tree = in_rows(std::move(tree), points.row);
    result.min_samples = min_samples;
    stages.end();
    result.report = std::move(stages.report());
    result.report.target = simd::to_string(simd::active_target());
    return result;
}

}  // namespace asterism
