#include "asterism/clustering.hpp"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

#include "base/stage.hpp"
#include "clusters/cluster_tree.hpp"
#include "clusters/limit_losses.hpp"
#include "clusters/membership.hpp"
#include "clusters/outlier_scores.hpp"
#include "clusters/prediction_data.hpp"
#include "clusters/selection.hpp"
#include "engine/check_options.hpp"
#include "tree/condensed_tree.hpp"

namespace asterism {
namespace {

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

/// All but what the hierarchy has already.
void cut_into(const Hierarchy& hierarchy, const ClusterOptions& given, Clustering& result) {
    check(given);
    Observer silent;
    const Stage stage("hierarchy", silent, result.report);
    ClusterOptions options = given;
    options.ties = hierarchy.ties;
    const std::span<const RowIndex> row_of_point = hierarchy.row_of_point;
    CondensedTree tree = tree::condense(hierarchy.dendrogram, options.min_cluster_size, options.ties);
    const clusters::ClusterTree cluster_tree(tree);
    const auto selection = clusters::select_clusters(tree, cluster_tree, options);
    auto members = clusters::membership(tree, cluster_tree, selection, options);

    result.limit_losses = clusters::limit_losses(tree, cluster_tree, members.labels, options);
    result.prediction = clusters::prediction_data(tree, cluster_tree, members);
    for (auto& exemplars : result.prediction.exemplars) {
        for (RowIndex& exemplar : exemplars)
            exemplar = row_of_point[exemplar];
    }
    result.labels = to_rows(members.labels, row_of_point);
    result.probabilities = to_rows(members.probabilities, row_of_point);
    result.outlier_scores = to_rows(clusters::outlier_scores(tree, cluster_tree), row_of_point);
    result.persistence = std::move(members.persistence);
    result.condensed_tree = in_rows(std::move(tree), row_of_point);
    result.min_samples = hierarchy.min_samples;
}

}  // namespace

Clustering cut(const Hierarchy& hierarchy, const ClusterOptions& options) {
    Clustering result;
    result.report = hierarchy.report;
    cut_into(hierarchy, options, result);
    result.spanning_tree = hierarchy.spanning_tree;
    result.prediction.core_distances = hierarchy.core_distances;
    return result;
}

Clustering cut(Hierarchy&& hierarchy, const ClusterOptions& options) {
    Clustering result;
    result.report = std::move(hierarchy.report);
    cut_into(hierarchy, options, result);
    result.spanning_tree = std::move(hierarchy.spanning_tree);
    result.prediction.core_distances = std::move(hierarchy.core_distances);
    return result;
}

}  // namespace asterism
