#include "clusters/selection.hpp"

#include <algorithm>
#include <limits>

namespace asterism::clusters {
namespace {

/// The distance at which each cluster is born; of the root the largest in the tree.
std::vector<double> birth_distances(const CondensedTree& tree, const ClusterTree& clusters) {
    std::vector<double> distance(clusters.count());
    double smallest_lambda = std::numeric_limits<double>::infinity();
    for (const CondensedRow& row : tree.rows)
        smallest_lambda = std::min(smallest_lambda, row.lambda);
    distance[0] = 1.0 / smallest_lambda;
    for (std::uint32_t c = 1; c < clusters.count(); ++c)
        distance[c] = 1.0 / clusters.birth[c];
    return distance;
}

/// Bottom up: a cluster is taken when it is at least as stable as what was taken below it.
std::vector<bool> excess_of_mass(const CondensedTree& tree, const ClusterTree& clusters, const ClusterOptions& options,
                                 std::vector<double>& stability) {
    const std::vector<double> born_at = birth_distances(tree, clusters);
    const auto largest = options.max_cluster_size > 0 ? static_cast<std::uint64_t>(options.max_cluster_size)
                                                      : std::numeric_limits<std::uint64_t>::max();
    std::vector<bool> taken(clusters.count(), false);
    for (std::uint32_t c = clusters.count(); c-- > (options.allow_single_cluster ? 0U : 1U);) {
        double below = 0;
        for (const std::uint32_t child : clusters.children[c])
            below += stability[child];
        if (options.ties == Ties::hdbscan) below = static_cast<double>(static_cast<float>(below));
        taken[c] =
            !(below > stability[c] || clusters.size[c] > largest || born_at[c] > options.cluster_selection_epsilon_max);
        if (!taken[c]) stability[c] = below;
    }
    // What lies below a taken cluster is not taken: parents come first.
    std::vector<bool> covered(clusters.count(), false);
    for (std::uint32_t c = 1; c < clusters.count(); ++c) {
        covered[c] = covered[clusters.parent[c]] || taken[clusters.parent[c]];
        if (covered[c]) taken[c] = false;
    }
    return taken;
}

/// The first cluster above c whose own birth distance exceeds epsilon; at the latest the one below the root, or the
/// root.
std::uint32_t climb(const ClusterTree& clusters, std::uint32_t c, const ClusterOptions& options) {
    for (;;) {
        const std::uint32_t parent = clusters.parent[c];
        if (parent == 0) return options.allow_single_cluster ? parent : c;
        if (1.0 / clusters.birth[parent] > options.cluster_selection_epsilon) return parent;
        c = parent;
    }
}

std::vector<bool> search_epsilon(const ClusterTree& clusters, const std::vector<bool>& taken,
                                 const ClusterOptions& options) {
    if (taken[0]) return taken;  // the root alone has nothing above it
    std::vector<bool> merged(clusters.count(), false);
    for (std::uint32_t c = 1; c < clusters.count(); ++c) {
        if (!taken[c]) continue;
        const bool close = 1.0 / clusters.birth[c] < options.cluster_selection_epsilon;
        merged[close ? climb(clusters, c, options) : c] = true;
    }
    return merged;
}

}  // namespace

Selection select_clusters(const CondensedTree& tree, const ClusterTree& clusters, const ClusterOptions& options) {
    Selection selection;
    selection.stability = stabilities(tree, clusters, options.ties);
    if (tree.rows.empty()) return selection;
    std::vector<bool> taken;
    if (options.method == SelectionMethod::eom) {
        taken = excess_of_mass(tree, clusters, options, selection.stability);
    } else {
        taken.resize(clusters.count());
        for (std::uint32_t c = 1; c < clusters.count(); ++c)
            taken[c] = clusters.is_leaf(c);
    }
    if (options.cluster_selection_epsilon > 0 && clusters.count() > 1) taken = search_epsilon(clusters, taken, options);
    for (std::uint32_t c = 0; c < clusters.count(); ++c) {
        if (taken[c]) selection.selected.push_back(c);
    }
    return selection;
}

}  // namespace asterism::clusters
