/// The graph of nearest neighbours: distinct rows, joined to those nearest to them by integer weights.
///
/// Source of the weights: McInnes, Healy, Melville, "UMAP: Uniform Manifold Approximation and Projection for Dimension
/// Reduction", 2018, section 3.1 (the graph alone, no layout). Deliberate differences: the lists are exact, copies of a
/// row are one node, and weights are integers, so that their sums are exact in any order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"
#include "asterism/report.hpp"
#include "asterism/verify.hpp"

namespace asterism {

/// Neighbours of each node: enough to hold the graph together, few enough to keep small groups apart. Measured on five
/// sets: 10 and 30 agree with gold labels within .02 AMI; 30 is better with few large classes, worse with small ones.
inline constexpr std::size_t kGraphNeighbors = 15;

/// An undirected graph: both directions of an edge are stored, with one weight.
struct WeightedGraph {
    std::vector<std::uint64_t> first;     ///< nodes + 1: where the edges of each node begin
    std::vector<std::uint32_t> neighbor;  ///< per edge its far end; ascending within a node, never the node itself
    std::vector<std::int64_t> weight;     ///< per edge, at least 1
    std::vector<std::int64_t> loop;       ///< per node: the weight that joins it to itself, at least 0
    std::vector<std::int64_t> degree;     ///< per node: the sum of its edges, and its loop once
    std::int64_t total = 0;               ///< the sum of all degrees, "2m"

    [[nodiscard]] std::uint32_t nodes() const { return static_cast<std::uint32_t>(loop.size()); }
    [[nodiscard]] std::span<const std::uint32_t> neighbors_of(std::uint32_t node) const {
        return std::span(neighbor).subspan(first[node], first[node + 1] - first[node]);
    }
    [[nodiscard]] std::span<const std::int64_t> weights_of(std::uint32_t node) const {
        return std::span(weight).subspan(first[node], first[node + 1] - first[node]);
    }
};

/// A node is a distinct row; nodes are numbered by rank, in the order of the rows' bytes, so nothing that is computed
/// from the graph depends on the order of the rows.
struct NeighborGraph {
    WeightedGraph edges;
    std::vector<std::uint32_t> node_of_row;  ///< n
    std::vector<RowIndex> row_of_node;       ///< per node: its representative
    std::vector<std::uint32_t> copies;       ///< per node: how many rows it stands for
    EngineReport report;                     ///< of the stages so far, "graph" the last
};

/// The graph of the rows' nearest neighbours: of each list of `lists` the first k = min(15, nodes - 1) entries count.
///
/// rho is the smallest of the k distances, sigma the number with sum_j exp(-max(0, d_ij - rho) / sigma) = log2(k), and
/// a_ij that exponential (1 when k = 1 or all distances are equal). Two nodes are joined by a_ij + a_ji - a_ij a_ji, in
/// units of 2^-20, rounded, at least 1. A node of c rows has a loop of min(c - 1, 15) whole units.
/// Determinism: the same bytes for any row order (but for rows), thread count, machine and kernel target.
/// Complexity: O(15 nodes log 15) beside the exponentials, 750 of them a node. Memory: about 300 bytes a node on
/// sentence embeddings, thrice that while edges are joined.
/// Errors: Error{usage} for lists that are too short or not of these rows; Error{interrupted}.
[[nodiscard]] NeighborGraph neighbor_graph(const PreparedRows& rows, const Neighbors& lists, int threads = 0,
                                           Observer* observer = nullptr);

/// Prepares the rows and finds the lists first: see `prepare` and `find_neighbors`.
[[nodiscard]] NeighborGraph neighbor_graph(MatrixView vectors, Metric metric, int threads = 0,
                                           Observer* observer = nullptr);

/// Holds lists against distances computed anew, by none of the search's means, and the graph against the lists. Up to
/// 20,000 nodes every pair is computed, which proves the graph; beyond that a sample of nodes, chosen by a fixed seed,
/// so many that it costs no more pairs. Error{usage} as above; Error{interrupted}.
[[nodiscard]] Verification verify_graph(const PreparedRows& rows, const Neighbors& lists, const NeighborGraph& graph,
                                        int threads = 0, Observer* observer = nullptr);

}  // namespace asterism
