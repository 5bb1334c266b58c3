#include "asterism/verify.hpp"

#include <algorithm>

#include "asterism/error.hpp"
#include "base/threads.hpp"
#include "neighbors/canonical_rank.hpp"
#include "neighbors/metric_space.hpp"
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

void check(std::size_t rows, const Clustering& clustering, Metric metric) {
    if (metric == Metric::precomputed)
        throw Error(ErrorKind::usage, "verify: a matrix of distances cannot be verified, only vectors can");
    if (rows == 0 || clustering.prediction.core_distances.size() != rows)
        throw Error(ErrorKind::usage, "verify: the result has not one core distance for each of the vectors");
}

std::vector<tree::Edge> in_points(std::span<const SpanningEdge> edges, const CanonicalOrder& points) {
    const std::size_t n = points.rank.size();
    const auto point = [&](RowIndex row) { return row < n ? points.rank[row] : static_cast<tree::Point>(n); };
    std::vector<tree::Edge> result;
    result.reserve(edges.size());
    for (const SpanningEdge& edge : edges)
        result.push_back(tree::make_edge(point(edge.a), point(edge.b), edge.weight));
    return result;
}

}  // namespace

Verification verify(const PreparedRows& rows, const Clustering& clustering, const ClusterOptions& options,
                    Observer* observer_or_null) {
    Observer silent;
    Observer& observer = observer_or_null != nullptr ? *observer_or_null : silent;
    const std::size_t n = rows.size();
    check(n, clustering, rows.metric);
    const bool canonical = options.ties == Ties::canonical;
    const CanonicalOrder positions = canonical ? CanonicalOrder() : neighbors::input_order(n);
    const CanonicalOrder& points = canonical ? rows.order : positions;
    std::vector<double> core(n);
    for (std::size_t p = 0; p < n; ++p)
        core[p] = clustering.prediction.core_distances[points.row[p]];
    const std::vector<tree::Edge> edges = in_points(clustering.spanning_tree, points);
    const auto walk = canonical ? std::vector<tree::Point>() : walk_of(clustering.spanning_tree, n);
    const auto asked = static_cast<std::size_t>(options.min_samples.value_or(options.min_cluster_size));
    const std::size_t m = std::min(asked, std::max<std::size_t>(1, n - 1));
    const neighbors::MetricSpace space(rows);
    const tree::MutualReachability reachability{space, points.row, core, options.alpha};
    return tree::certify({reachability, m, edges, walk}, kMostPairs, thread_count(options.threads), observer);
}

Verification verify(MatrixView vectors, const Clustering& clustering, const ClusterOptions& options,
                    std::span<const std::uint32_t> id_rank, Observer* observer) {
    check(vectors.rows, clustering, options.metric);
    return verify(prepare(vectors, options.metric, id_rank, options.threads), clustering, options, observer);
}

}  // namespace asterism
