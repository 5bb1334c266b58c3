#include "asterism/verify.hpp"

#include <algorithm>

#include "asterism/error.hpp"
#include "base/threads.hpp"
#include "neighbors/canonical_rank.hpp"
#include "tree/certificate.hpp"

namespace asterism {
namespace {

/// All pairs of 20,000 rows: some seconds at a few hundred dimensions.
constexpr std::uint64_t kMostPairs = std::uint64_t{20'000} * 20'000 / 2;

/// The rows of ties=hdbscan in the order in which they joined: edge.a was added just before edge.b. Shorter than n when
/// the edges are no walk.
std::vector<tree::Point> walk_of(std::span<const SpanningEdge> edges, std::size_t n) {
    constexpr auto kNone = static_cast<tree::Point>(-1);
    std::vector<tree::Point> next(n, kNone);
    std::vector<bool> entered(n, false);
    for (const SpanningEdge& edge : edges) {
        if (edge.a >= n || edge.b >= n) return {0};
        next[edge.a] = edge.b;
        entered[edge.b] = true;
    }
    const auto start = static_cast<tree::Point>(std::find(entered.begin(), entered.end(), false) - entered.begin());
    std::vector<tree::Point> walk;
    for (tree::Point p = start; p < n && walk.size() < n; p = next[p])
        walk.push_back(p);
    return walk;
}

}  // namespace

Verification verify(MatrixView vectors, const Clustering& clustering, const ClusterOptions& options,
                    std::span<const std::uint32_t> id_rank, Observer* observer_or_null) {
    Observer silent;
    Observer& observer = observer_or_null != nullptr ? *observer_or_null : silent;
    const int threads = thread_count(options.threads);
    const std::size_t n = vectors.rows;
    if (options.metric == Metric::precomputed)
        throw Error(ErrorKind::usage, "verify: a matrix of distances cannot be verified, only vectors can");
    const auto& core_distances = clustering.prediction.core_distances;
    if (n == 0 || core_distances.size() != n)
        throw Error(ErrorKind::usage, "verify: the result has not one core distance for each of the vectors");
    const neighbors::MetricSpace space(vectors, options.metric, threads);
    const auto points =
        options.ties == Ties::canonical ? neighbors::canonical_order(vectors, id_rank) : neighbors::input_order(n);
    std::vector<double> core(n);
    for (std::size_t p = 0; p < n; ++p)
        core[p] = core_distances[points.row[p]];
    const auto point = [&](RowIndex row) { return row < n ? points.rank[row] : static_cast<tree::Point>(n); };
    std::vector<tree::Edge> edges;
    edges.reserve(clustering.spanning_tree.size());
    for (const SpanningEdge& edge : clustering.spanning_tree)
        edges.push_back(tree::make_edge(point(edge.a), point(edge.b), edge.weight));
    const auto walk = options.ties == Ties::hdbscan ? walk_of(clustering.spanning_tree, n) : std::vector<tree::Point>();
    const auto m =
        std::min<std::size_t>(static_cast<std::size_t>(options.min_samples.value_or(options.min_cluster_size)),
                              std::max<std::size_t>(1, n - 1));
    const tree::MutualReachability reachability{space, points.row, core, options.alpha};
    return tree::certify({reachability, m, edges, walk}, kMostPairs, threads, observer);
}

}  // namespace asterism
