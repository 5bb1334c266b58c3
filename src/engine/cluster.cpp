#include "asterism/cluster.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <tuple>

#include "asterism/error.hpp"
#include "base/resources.hpp"
#include "base/threads.hpp"
#include "clusters/cluster_tree.hpp"
#include "clusters/membership.hpp"
#include "clusters/outlier_scores.hpp"
#include "clusters/prediction_data.hpp"
#include "clusters/selection.hpp"
#include "neighbors/canonical_rank.hpp"
#include "neighbors/certified_index.hpp"
#include "neighbors/duplicates.hpp"
#include "neighbors/nearest_neighbors.hpp"
#include "simd/target.hpp"
#include "tree/condensed_tree.hpp"
#include "tree/dendrogram.hpp"
#include "tree/prim.hpp"
#include "tree/spanning_tree.hpp"

namespace asterism {
namespace {

/// Lists hold at least this many neighbours: more than min_samples may ask for, because longer lists leave fewer pairs
/// to the spanning tree's search. Measured best between 12 and 24 on sentence embeddings.
constexpr std::size_t kLeastListLength = 16;

void require(bool holds, const std::string& message) {
    if (!holds) throw Error(ErrorKind::usage, message);
}

void check(const ClusterOptions& options) {
    require(options.min_cluster_size >= 2, "min_cluster_size must be at least 2");
    require(!options.min_samples || *options.min_samples >= 1, "min_samples must be at least 1");
    require(std::isfinite(options.alpha) && options.alpha > 0, "alpha must be a number above 0");
    require(std::isfinite(options.cluster_selection_epsilon) && options.cluster_selection_epsilon >= 0,
            "cluster_selection_epsilon must be a distance of at least 0");
    require(options.max_cluster_size >= 0, "max_cluster_size must be at least 0 (0 = no limit)");
}

void check(MatrixView vectors, Metric metric, std::span<const std::uint32_t> id_rank, int threads) {
    if (vectors.rows == 0 || vectors.cols == 0) throw Error(ErrorKind::data, "there is no vector to cluster");
    require(vectors.rows < (std::size_t{1} << 31), "at most 2147483647 vectors can be clustered at once");
    require(id_rank.empty() || id_rank.size() == vectors.rows, "id_rank must have one value per vector");
    parallel_for((vectors.rows + 1023) / 1024, threads, [&](std::size_t block, int) {
        for (std::size_t i = block * 1024; i < std::min(vectors.rows, (block + 1) * 1024); ++i) {
            const auto row = vectors[i];
            const bool finite = std::all_of(row.begin(), row.end(), [](float x) { return std::isfinite(x); });
            if (!finite) throw Error(ErrorKind::data, "row " + std::to_string(i) + " has a value that is not finite");
            if (metric == Metric::cosine && std::all_of(row.begin(), row.end(), [](float x) { return x == 0; })) {
                throw Error(ErrorKind::data,
                            "row " + std::to_string(i) + " is a zero vector, which has no cosine distance");
            }
        }
    });
}

/// Points, and the rows they stand for: canonical ranks, or input positions for ties=hdbscan.
neighbors::CanonicalOrder point_order(const neighbors::CanonicalOrder& canonical, Ties ties) {
    if (ties == Ties::canonical) return canonical;
    neighbors::CanonicalOrder order{std::vector<neighbors::Rank>(canonical.rank.size()), {}};
    std::iota(order.rank.begin(), order.rank.end(), 0U);
    order.row = order.rank;
    return order;
}

/// Names the stages to the observer and keeps what each took.
class Stages {
 public:
    Stages(Observer& observer, EngineReport& report) : observer_(observer), report_(report) {}
    void begin(const char* name) {
        end();
        if (observer_.cancelled()) throw Error(ErrorKind::interrupted, "interrupted");
        observer_.stage(name);
        report_.stages.push_back({name, 0, 0});
        timer_ = StageTimer();
    }
    void end() {
        if (report_.stages.empty()) return;
        const ResourceUse use = timer_.elapsed();
        report_.stages.back().wall_s = use.wall_s;
        report_.stages.back().cpu_s = use.cpu_s;
    }

 private:
    Observer& observer_;
    EngineReport& report_;
    StageTimer timer_;
};

struct Hierarchy {
    tree::Dendrogram dendrogram;
    std::vector<SpanningEdge> spanning_tree;
    std::vector<double> core_distances;  ///< per input row
};

/// Neighbours, core distances, spanning tree, dendrogram: all that needs the vectors.
Hierarchy build_hierarchy(const neighbors::MetricSpace& space, const neighbors::CanonicalOrder& canonical,
                          const neighbors::CanonicalOrder& points, const ClusterOptions& options, int min_samples,
                          int threads, Observer& observer, Stages& stages, EngineReport& report) {
    const std::size_t n = space.size();
    const auto m = static_cast<std::size_t>(min_samples);
    const bool exact_ties = options.ties == Ties::canonical;
    const auto duplicates = neighbors::find_duplicates(space.vectors(), canonical);
    const std::size_t k =
        std::min(duplicates.representatives.size() - 1, exact_ties ? std::max(m, kLeastListLength) : m);
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

Clustering cluster(MatrixView vectors, const ClusterOptions& options, std::span<const std::uint32_t> id_rank,
                   Observer* observer_or_null) {
    Observer silent;
    Observer& observer = observer_or_null != nullptr ? *observer_or_null : silent;
    const int threads = thread_count(options.threads);
    check(options);
    Clustering result;
    Stages stages(observer, result.report);
    stages.begin("prepare");
    check(vectors, options.metric, id_rank, threads);
    const auto most = static_cast<int>(std::max<std::size_t>(1, vectors.rows - 1));
    const int min_samples = std::min(options.min_samples.value_or(options.min_cluster_size), most);

    const neighbors::MetricSpace space(vectors, options.metric, threads);
    const auto canonical = neighbors::canonical_order(vectors, id_rank);
    const auto points = point_order(canonical, options.ties);
    Hierarchy hierarchy =
        build_hierarchy(space, canonical, points, options, min_samples, threads, observer, stages, result.report);

    CondensedTree tree = tree::condense(hierarchy.dendrogram, options.min_cluster_size, options.ties);
    const clusters::ClusterTree cluster_tree(tree);
    const auto selection = clusters::select_clusters(tree, cluster_tree, options);
    auto members = clusters::membership(tree, cluster_tree, selection, options);

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
    result.report.target = simd::to_string(simd::active_target());
    stages.end();
    return result;
}

}  // namespace asterism
