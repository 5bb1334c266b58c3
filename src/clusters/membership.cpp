#include "clusters/membership.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace asterism::clusters {
namespace {

/// Per cluster: the smallest point anywhere below it.
std::vector<std::uint32_t> smallest_points(const CondensedTree& tree, const ClusterTree& clusters) {
    std::vector<std::uint32_t> smallest(clusters.count(), kNone);
    for (const CondensedRow& row : tree.rows) {
        if (row.child < tree.points)
            smallest[row.parent - tree.points] = std::min(smallest[row.parent - tree.points], row.child);
    }
    for (std::uint32_t c = clusters.count(); c-- > 1;) {
        smallest[clusters.parent[c]] = std::min(smallest[clusters.parent[c]], smallest[c]);
    }
    return smallest;
}

/// `members`: per label, rows by weight.
void set_persistence(const ClusterTree& clusters, const Selection& selection, std::span<const std::uint64_t> members,
                     Membership& result) {
    const double largest = clusters.largest_lambda;
    for (std::size_t label = 0; label < members.size(); ++label) {
        const double stability = selection.stability[result.cluster_of_label[label]];
        const bool undefined = largest == 0 || std::isinf(largest) || members[label] == 0;
        result.persistence.push_back(undefined ? 1.0 : stability / (static_cast<double>(members[label]) * largest));
    }
}

}  // namespace

std::vector<std::uint32_t> nearest_selected(const ClusterTree& clusters, std::span<const std::uint32_t> selected) {
    std::vector<std::uint32_t> nearest(clusters.count(), kNone);
    for (const std::uint32_t c : selected)
        nearest[c] = c;
    for (std::uint32_t c = 1; c < clusters.count(); ++c) {
        if (nearest[c] == kNone) nearest[c] = nearest[clusters.parent[c]];
    }
    return nearest;
}

double root_threshold(const ClusterTree& clusters, const ClusterOptions& options) {
    return options.cluster_selection_epsilon > 0 ? 1.0 / options.cluster_selection_epsilon : clusters.max_lambda[0];
}

double strength(double lambda, double max_lambda) {
    if (max_lambda == 0 || !std::isfinite(lambda)) return 1.0;
    return std::min(lambda, max_lambda) / max_lambda;
}

Membership membership(const CondensedTree& tree, const ClusterTree& clusters, const Selection& selection,
                      const ClusterOptions& options) {
    Membership result{
        std::vector<std::int32_t>(tree.points, -1), std::vector<double>(tree.points, 0.0), {}, selection.selected};
    if (options.ties == Ties::canonical) {
        const auto smallest = smallest_points(tree, clusters);
        std::stable_sort(result.cluster_of_label.begin(), result.cluster_of_label.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return smallest[a] < smallest[b]; });
    }
    std::vector<std::int32_t> label_of(clusters.count(), -1);
    for (std::size_t label = 0; label < result.cluster_of_label.size(); ++label) {
        label_of[result.cluster_of_label[label]] = static_cast<std::int32_t>(label);
    }
    const auto nearest = nearest_selected(clusters, selection.selected);
    std::vector<std::uint64_t> members(result.cluster_of_label.size(), 0);
    const bool root_alone = selection.selected.size() == 1;
    for (const CondensedRow& row : tree.rows) {
        const std::uint32_t cluster = nearest[row.parent - tree.points];
        if (row.child >= tree.points || cluster == kNone) continue;
        if (cluster == 0 && !(root_alone && row.lambda >= root_threshold(clusters, options))) continue;
        result.labels[row.child] = label_of[cluster];
        result.probabilities[row.child] = strength(row.lambda, clusters.max_lambda[cluster]);
        members[static_cast<std::size_t>(label_of[cluster])] += row.size;
    }
    set_persistence(clusters, selection, members, result);
    return result;
}

}  // namespace asterism::clusters
