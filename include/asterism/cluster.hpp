/// Exact HDBSCAN over float32 vectors: the options, the result, and the one call.
///
/// Source: Campello, Moulavi, Zimek, Sander, "Hierarchical Density Estimates for Data Clustering, Visualization, and
/// Outlier Detection", ACM TKDD 10(1), 2015; conventions of the hdbscan 0.8.40 package where the paper leaves them
/// open.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/observer.hpp"

namespace asterism {

/// precomputed: any distance, given as a matrix to `cluster_distances`.
enum class Metric : std::uint8_t { cosine, euclidean, precomputed };
enum class SelectionMethod : std::uint8_t { eom, leaf };
/// canonical: all edges of one weight merge at once; labels do not depend on row order, threads or machine.
/// hdbscan: binary merges in the order of hdbscan 0.8.40 with a stable sort; depends on the row order, as there.
enum class Ties : std::uint8_t { canonical, hdbscan };

/// Names and meanings as in the hdbscan package.
struct ClusterOptions {
    int min_cluster_size = 10;       ///< >= 2; smaller groups are noise
    std::optional<int> min_samples;  ///< >= 1, not counting the point itself (scikit-learn counts it); default
                                     ///< min_cluster_size; clamped to n - 1
    SelectionMethod method = SelectionMethod::eom;
    double cluster_selection_epsilon = 0.0;  ///< >= 0, a distance; clusters born below it are merged upwards
    std::int64_t max_cluster_size = 0;       ///< 0 = no limit; eom only; see LimitLosses
    bool allow_single_cluster = false;
    double alpha = 1.0;  ///< > 0; distances (not core distances) are divided by it
    Metric metric = Metric::cosine;
    Ties ties = Ties::canonical;
    int threads = 0;  ///< 0 = all cores; never changes the result
};

/// Edge of the minimum spanning tree of mutual reachability. a, b are input rows.
struct SpanningEdge {
    RowIndex a;
    RowIndex b;
    double weight;  ///< mutual reachability distance, in [0, 2 / alpha] for cosine
};

/// One row of the condensed tree: `child` left `parent` at `lambda` = 1 / distance. Ids below n are input rows, n is
/// the root, larger ids are clusters in breadth-first order. `size` is 1 for rows.
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

/// What `assign` needs to place a new vector as the fit would have done.
struct PredictionData {
    std::vector<double> core_distances;            ///< n
    std::vector<std::uint32_t> selected_clusters;  ///< condensed-tree id of label 0, 1, ...
    std::vector<double>
        max_lambdas;  ///< per label: the largest lambda among rows that leave the selected cluster itself
    std::vector<std::vector<RowIndex>> exemplars;  ///< per label: rows at the largest lambda of each leaf below it
};

/// How the work was done: for benchmarks and the run's record. Times and counts differ between machines and runs; the
/// result never does.
struct EngineStage {
    std::string name;  ///< "prepare", "index", "neighbors", "spanning_tree", "hierarchy", in that order
    double wall_s = 0;
    double cpu_s = 0;  ///< of the whole process meanwhile
};
/// How many pairs of distinct rows got how far.
struct PairCounts {
    std::uint64_t pairs = 0;      ///< compared at all
    std::uint64_t survivors = 0;  ///< past the head filter
    std::uint64_t exact = 0;      ///< distances computed in float64

    PairCounts& operator+=(const PairCounts& other) {
        pairs += other.pairs, survivors += other.survivors, exact += other.exact;
        return *this;
    }
};
struct EngineReport {
    std::vector<EngineStage> stages;
    std::string target;               ///< instruction set of the kernels: "scalar", "avx2", "avx512", "neon"
    std::uint64_t distinct_rows = 0;  ///< rows that differ in a byte; copies cost nothing
    std::uint64_t head_width = 0;     ///< coordinates of the filter's first stage; 0 when every distance was computed
    PairCounts neighbors;             ///< of the search for neighbour lists
    PairCounts tree;                  ///< of the search for spanning tree edges outside the lists
    std::uint64_t extras = 0;         ///< edges that search added to those of the lists
};

/// What max_cluster_size made noise of: rows that have a cluster without that limit and none with it.
struct LimitLosses {
    std::int64_t clusters = 0;  ///< of the clustering without the limit, those that such rows come from
    std::int64_t rows = 0;
};

/// All vectors are indexed by input row unless said otherwise.
struct Clustering {
    std::vector<std::int32_t> labels;    ///< 0..K-1, -1 = noise
    std::vector<double> probabilities;   ///< [0, 1]; 0 for noise
    std::vector<double> outlier_scores;  ///< GLOSH over the subtree, [0, 1]
    std::vector<double> persistence;     ///< per label, [0, 1]
    std::vector<SpanningEdge>
        spanning_tree;  ///< n - 1 edges sorted by (weight, smaller rank, larger rank); hdbscan: its linkage
    CondensedTree condensed_tree;
    PredictionData prediction;
    int min_samples = 0;  ///< as used, after the clamp
    LimitLosses limit_losses;
    EngineReport report;

    [[nodiscard]] std::int32_t cluster_count() const { return static_cast<std::int32_t>(persistence.size()); }
};

/// Clusters the rows of `vectors` (n x d, finite, for cosine of non-zero norm; n < 2^31, 1 <= d).
///
/// `id_rank`: optional, n values: the position of each row when rows are sorted by article id. It orders rows of equal
/// bytes; without it the row position does.
/// Complexity: O(n^2 d) time at worst, O(n d) memory: at most one copy of the vectors plus lists of 16 + min_samples
/// neighbours a row; never an n x n matrix. Uses `options.threads` threads; results do not depend on them.
/// Errors: Error{usage} for options out of range; Error{data} for non-finite rows, zero rows under cosine, or n = 0;
/// Error{interrupted} when the observer cancels.
[[nodiscard]] Clustering cluster(MatrixView vectors, const ClusterOptions& options,
                                 std::span<const std::uint32_t> id_rank = {}, Observer* observer = nullptr);

/// Borrowed n x n float64, row-major: distances of any kind.
struct DistanceMatrixView {
    const double* data = nullptr;
    std::size_t rows = 0;

    [[nodiscard]] double at(std::size_t i, std::size_t j) const { return data[i * rows + j]; }
};

/// Clusters by a matrix of distances: symmetric, finite, at least 0, 0 on the diagonal; for metrics the engine does not
/// know, at sizes where n^2 numbers are no trouble. `options.metric` is not looked at. A row has its position as rank,
/// so labels are numbered by position; which rows share a cluster, and all strengths, do not depend on the order.
/// Complexity: O(n^2) time; O(n) memory beside the matrix.
/// Errors: Error{usage} as above; Error{data} for what is no such matrix, with its place; Error{interrupted}.
[[nodiscard]] Clustering cluster_distances(DistanceMatrixView distances, const ClusterOptions& options,
                                           Observer* observer = nullptr);

/// Summary of one cluster, for the tables.
struct ClusterSummary {
    std::vector<float> centroid;  ///< d; mean of the members' unit vectors (euclidean: of the members), L2-normalised
                                  ///< (euclidean: as is)
    std::int64_t article_count = 0;
    RowIndex medoid = 0;                    ///< the member nearest to the centroid, ties by rank
    std::vector<RowIndex> representatives;  ///< up to ten members of distinct vectors, nearest to the centroid first
};

/// Centroids are summed in rank order in float64, so the bytes do not depend on row order or threads. A zero mean gives
/// the medoid's vector. `labels` as from `cluster`; `id_rank` and `threads` (0 = all cores) likewise.
/// Error{interrupted} when the observer cancels.
[[nodiscard]] std::vector<ClusterSummary> summarize(MatrixView vectors, std::span<const std::int32_t> labels,
                                                    Metric metric, std::span<const std::uint32_t> id_rank = {},
                                                    int threads = 0, const Observer* observer = nullptr);

}  // namespace asterism
