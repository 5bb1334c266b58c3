/// What a clustering can be told, each option with what a larger value does.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

namespace asterism {

/// precomputed: any distance, given as a matrix to `cluster_distances`.
enum class Metric : std::uint8_t { cosine, euclidean, precomputed };
enum class SelectionMethod : std::uint8_t { eom, leaf };
/// canonical: all edges of one weight merge at once; labels do not depend on row order, threads or machine.
/// hdbscan: binary merges in the order of hdbscan 0.8.40 with a stable sort; depends on the row order, as there.
enum class Ties : std::uint8_t { canonical, hdbscan };

/// Names and meanings as in the hdbscan package.
struct ClusterOptions {
    /// >= 2; groups of fewer rows are noise. Larger: fewer and larger clusters, more noise.
    int min_cluster_size = 10;

    /// >= 1, not counting the row itself (scikit-learn counts it); min_cluster_size unless set; clamped to n - 1.
    /// Larger: sparse surroundings count for more, so that more rows are noise and thin bridges join less; and more
    /// time and memory, since neighbour lists are at least so long.
    std::optional<int> min_samples;

    /// eom: the most stable clusters of the tree, at any depth. leaf: its leaves, which are more and smaller.
    SelectionMethod method = SelectionMethod::eom;

    /// >= 0, a distance. Larger: clusters that part only below it stay together, so fewer and larger ones; 0: none do.
    double cluster_selection_epsilon = 0.0;

    /// > 0, a distance. A cluster born above it yields to what lies below it, so larger: larger clusters may be chosen;
    /// infinity = no limit; eom only. The root, where it may be a cluster, is born at the largest distance of the tree.
    double cluster_selection_epsilon_max = std::numeric_limits<double>::infinity();

    /// Larger: larger clusters may be chosen; one that exceeds it yields to what lies below it. 0 = no limit; eom only;
    /// see LimitLosses.
    std::int64_t max_cluster_size = 0;

    /// May all rows be one cluster?
    bool allow_single_cluster = false;

    /// > 0; distances, but not core distances, are divided by it. Larger: the core distances decide more of the tree.
    double alpha = 1.0;

    Metric metric = Metric::cosine;
    Ties ties = Ties::canonical;

    /// 0 = all cores. Larger: sooner done, some memory for each; never another result.
    int threads = 0;
};

}  // namespace asterism
