#include "asterism/hierarchy.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "asterism/error.hpp"
#include "base/require.hpp"
#include "base/stage.hpp"
#include "base/threads.hpp"
#include "engine/check_options.hpp"
#include "engine/list_length.hpp"
#include "neighbors/canonical_rank.hpp"
#include "neighbors/duplicates.hpp"
#include "neighbors/metric_space.hpp"
#include "tree/dendrogram.hpp"
#include "tree/prim.hpp"
#include "tree/spanning_tree.hpp"

namespace asterism {
namespace {

/// Rows by weight. Error{usage} for weights that are none.
std::size_t check_weights(const PreparedRows& rows, SampleWeights weights, Ties ties) {
    if (weights.empty()) return rows.size();
    require(weights.size() == rows.size(), "sample weights: one per row is needed");
    require(ties == Ties::canonical,
            "sample weights need ties=canonical: with ties=hdbscan the place of each copy counts");
    std::uint64_t total = 0;
    for (const std::uint32_t weight : weights) {
        require(weight > 0, "a sample weight of 0 is no row; leave such rows out");
        total += weight;
    }
    require(total < (std::uint64_t{1} << 31), "at most 2147483647 rows, counted by weight, can be clustered at once");
    return total;
}

std::size_t used_min_samples(std::size_t n, const ClusterOptions& options) {
    const auto asked = static_cast<std::size_t>(options.min_samples.value_or(options.min_cluster_size));
    return std::min(asked, std::max<std::size_t>(1, n - 1));
}

void check(const PreparedRows& rows, const Neighbors& lists, std::size_t min_samples) {
    const std::size_t needed = std::min(min_samples, rows.duplicates.representatives.size() - 1);
    if (lists.k < needed) {
        throw Error(ErrorKind::usage, "lists of " + std::to_string(lists.k) + " neighbours are too short for a " +
                                          "hierarchy with min_samples " + std::to_string(min_samples));
    }
    if (lists.rows.size() != rows.size() * lists.k)
        throw Error(ErrorKind::usage, "the lists of neighbours are not those of the rows");
}

struct Task {
    const tree::MutualReachability& reachability;
    int threads;
    Observer& observer;
};

/// Takes search and lists over, so that their memory is free again when the edges are there.
std::vector<tree::Edge> spanning_tree(const Task& task, NeighborSearch search, Neighbors lists, EngineReport& report) {
    const Stage stage("spanning_tree", task.observer, report);
    const PreparedRows& rows = search.rows();
    auto tree = tree::minimum_spanning_tree(task.reachability, {lists, rows.order.rank},
                                            {search.index(), rows.duplicates.copies}, task.threads, task.observer);
    report.tree = tree.counts;
    report.extras = tree.extras;
    return std::move(tree.edges);
}

Dendrogram dendrogram(const Task& task, std::span<const tree::Edge> edges, SampleWeights weights) {
    if (weights.empty()) return tree::canonical_dendrogram(task.reachability.size(), edges);
    std::vector<std::uint32_t> copies;
    for (const RowIndex row : task.reachability.row)
        copies.push_back(weights[row]);
    return tree::canonical_dendrogram(edges, task.reachability.core, std::move(copies));
}

void build_canonical(const Task& task, NeighborSearch search, Neighbors lists, SampleWeights weights,
                     Hierarchy& result) {
    const auto edges = spanning_tree(task, std::move(search), std::move(lists), result.report);
    const Stage stage("hierarchy", task.observer, result.report);
    result.spanning_tree.reserve(edges.size());
    for (const auto& edge : edges)
        result.spanning_tree.push_back({result.row_of_point[edge.lo], result.row_of_point[edge.hi], edge.weight});
    result.dendrogram = dendrogram(task, edges, weights);
}

std::vector<tree::LinkageEdge> linkage(const Task& task, EngineReport& report) {
    const Stage stage("spanning_tree", task.observer, report);
    return tree::prim_linkage(task.reachability, task.threads, task.observer);
}

/// Points are input rows here.
void build_like_hdbscan(const Task& task, Hierarchy& result) {
    const auto edges = linkage(task, result.report);
    const Stage stage("hierarchy", task.observer, result.report);
    result.spanning_tree.reserve(edges.size());
    for (const auto& edge : edges)
        result.spanning_tree.push_back({edge.from, edge.to, edge.weight});
    result.dendrogram = tree::binary_dendrogram(result.row_of_point.size(), edges);
}

}  // namespace

std::size_t suitable_k(const PreparedRows& rows, const ClusterOptions& options) {
    return list_length(rows.duplicates.representatives.size(), used_min_samples(rows.size(), options), options.ties);
}

Hierarchy build_hierarchy(const PreparedRows& rows, const ClusterOptions& options, Observer* observer,
                          SampleWeights weights) {
    check(options);
    const std::size_t k = suitable_k(rows, options);
    NeighborSearch search(rows, k, options.threads, observer);
    Neighbors lists = search.lists(k, observer);
    return build_hierarchy(std::move(search), std::move(lists), options, observer, weights);
}

Hierarchy build_hierarchy(NeighborSearch search, Neighbors lists, const ClusterOptions& options,
                          Observer* observer_or_null, SampleWeights weights) {
    Observer silent;
    Observer& observer = observer_or_null != nullptr ? *observer_or_null : silent;
    const PreparedRows& rows = search.rows();
    const std::size_t n = rows.size();
    check(options);
    const std::size_t counted = check_weights(rows, weights, options.ties);
    const std::size_t m = used_min_samples(counted, options);
    check(rows, lists, m);
    Hierarchy result;
    result.min_samples = static_cast<int>(m);
    result.ties = options.ties;
    result.report = std::move(lists.report);
    result.core_distances.assign(n, 0.0);
    if (counted > 1) {
        const Stage stage("neighbors", observer, result.report);
        result.core_distances = neighbors::core_distances(rows.duplicates, rows.order, lists, m, weights);
    }
    const bool canonical = options.ties == Ties::canonical;
    result.row_of_point = canonical ? rows.order.row : neighbors::input_order(n).row;
    std::vector<double> core(n);  // by point
    for (std::size_t p = 0; p < n; ++p)
        core[p] = result.core_distances[result.row_of_point[p]];
    const neighbors::MetricSpace space(rows);
    const tree::MutualReachability reachability{space, result.row_of_point, core, options.alpha};
    const Task task{reachability, thread_count(options.threads), observer};
    if (canonical)
        build_canonical(task, std::move(search), std::move(lists), weights, result);
    else
        build_like_hdbscan(task, result);
    return result;
}

}  // namespace asterism
