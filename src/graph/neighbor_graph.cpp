#include <algorithm>
#include <string>
#include <utility>

#include "asterism/error.hpp"
#include "asterism/graph.hpp"
#include "base/stage.hpp"
#include "base/threads.hpp"
#include "graph/join_lists.hpp"

namespace asterism {
namespace {

void check(const PreparedRows& rows, const Neighbors& lists) {
    const auto require = [](bool holds, const std::string& message) {
        if (!holds) throw Error(ErrorKind::usage, message);
    };
    const std::size_t distinct = rows.duplicates.representatives.size();
    require(distinct > 0, "there is no row to join in a graph");
    require(lists.rows.size() == rows.size() * lists.k && lists.distances.size() == lists.rows.size(),
            "neighbor_graph: the lists are not those of these rows");
    require(lists.k >= std::min(kGraphNeighbors, distinct - 1),
            "neighbor_graph: lists of at least " + std::to_string(kGraphNeighbors) + " neighbours are needed");
}

/// The first entries of the lists, in nodes.
graph::NodeLists in_nodes(const Neighbors& lists, const NeighborGraph& graph) {
    const std::size_t nodes = graph.row_of_node.size();
    graph::NodeLists result{std::min(kGraphNeighbors, nodes - 1), {}, {}};
    result.nodes.reserve(nodes * result.k);
    result.distances.reserve(nodes * result.k);
    for (const RowIndex row : graph.row_of_node) {
        for (const RowIndex other : lists.rows_of(row).first(result.k))
            result.nodes.push_back(graph.node_of_row[other]);
        const auto distances = lists.distances_of(row).first(result.k);
        result.distances.insert(result.distances.end(), distances.begin(), distances.end());
    }
    return result;
}

}  // namespace

NeighborGraph neighbor_graph(const PreparedRows& rows, const Neighbors& lists, int threads,
                             Observer* observer_or_null) {
    Observer silent;
    Observer& observer = observer_or_null != nullptr ? *observer_or_null : silent;
    check(rows, lists);
    NeighborGraph graph;
    graph.report = lists.report;
    const Stage stage("graph", observer, graph.report);
    graph.node_of_row = rows.distinct_of_row();
    graph.row_of_node = rows.duplicates.representatives;
    for (const RowIndex row : graph.row_of_node)
        graph.copies.push_back(rows.duplicates.copies[rows.order.rank[row]]);
    graph.edges = graph::join_lists(in_nodes(lists, graph), graph.copies, thread_count(threads), observer);
    return graph;
}

NeighborGraph neighbor_graph(MatrixView vectors, Metric metric, int threads, Observer* observer) {
    const PreparedRows rows = prepare(vectors, metric, {}, threads, observer);
    return neighbor_graph(rows, find_neighbors(rows, kGraphNeighbors, threads, observer), threads, observer);
}

}  // namespace asterism
