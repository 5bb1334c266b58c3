/// The HDBSCAN hierarchy of a set of rows: everything that needs their distances. `cut` makes clusterings of it, as
/// many as are wanted, in a fraction of the time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"
#include "asterism/options.hpp"
#include "asterism/report.hpp"

namespace asterism {

/// Edge of the minimum spanning tree of mutual reachability. a, b are input rows.
struct SpanningEdge {
    RowIndex a;
    RowIndex b;
    double weight;  ///< mutual reachability distance, in [0, 2 / alpha] for cosine
};

/// Which groups of points join at which weight: the single linkage tree of mutual reachability. A point is a row's
/// place in the order that breaks ties: its canonical rank, or for ties=hdbscan its position.
///
/// Nodes 0 .. n-1 are points, later ones merges; every child comes before its parent, the last node is the root.
/// canonical: all edges of one weight merge at once, so a node is a component of {weight <= w} and its children, two or
/// more, are the components of {weight < w} inside it, ordered by smallest point. hdbscan: one edge, one merge of two,
/// left the side that grew before.
/// A point with a sample weight of w >= 2 stands for w rows of equal bytes: they are single rows until they merge at
/// their core distance, so its parent has that weight, and has it as its only child where nothing else merges there.
class Dendrogram {
 public:
    using Node = std::uint32_t;

    /// `copies`: per point the rows it stands for; empty: one each.
    explicit Dendrogram(std::size_t points = 0, std::vector<std::uint32_t> copies = {})
        : points_(static_cast<std::uint32_t>(points)), copies_(std::move(copies)) {}

    [[nodiscard]] std::uint32_t points() const { return points_; }
    [[nodiscard]] std::uint32_t nodes() const { return points_ + static_cast<std::uint32_t>(weight_.size()); }
    [[nodiscard]] Node root() const { return nodes() - 1; }
    [[nodiscard]] bool is_point(Node node) const { return node < points_; }
    /// Precondition of these two: not is_point(node).
    [[nodiscard]] double weight(Node node) const { return weight_[node - points_]; }
    [[nodiscard]] std::span<const Node> children(Node node) const {
        const std::size_t m = node - points_;
        return std::span(children_).subspan(first_child_[m], first_child_[m + 1] - first_child_[m]);
    }
    /// Rows below it.
    [[nodiscard]] std::uint32_t size(Node node) const {
        if (!is_point(node)) return size_[node - points_];
        return copies_.empty() ? 1 : copies_[node];
    }

    /// A new node over `children`, in their order; returns its number.
    Node add_merge(double weight, std::span<const Node> children) {
        std::uint32_t rows = 0;
        for (const Node child : children)
            rows += size(child);
        children_.insert(children_.end(), children.begin(), children.end());
        first_child_.push_back(static_cast<std::uint32_t>(children_.size()));
        weight_.push_back(weight);
        size_.push_back(rows);
        return root();
    }

 private:
    std::uint32_t points_;
    std::vector<std::uint32_t> copies_;  ///< per point; empty: one each
    std::vector<double> weight_;         ///< per merge
    std::vector<std::uint32_t> size_;    ///< per merge: rows below it
    std::vector<std::uint32_t> first_child_{0};
    std::vector<Node> children_;
};

/// Movable, and independent of the rows it was made of. Memory: about 60 bytes a row.
struct Hierarchy {
    Dendrogram dendrogram;
    std::vector<RowIndex> row_of_point;       ///< n: the input row of each point
    std::vector<SpanningEdge> spanning_tree;  ///< n - 1, by (weight, smaller rank, larger rank); hdbscan: its linkage
    std::vector<double> core_distances;       ///< n, by input row: to the min_samples-th nearest other row
    int min_samples = 0;                      ///< as used, after the clamp
    Ties ties = Ties::canonical;
    EngineReport report;  ///< of the stages so far
};

/// Per row of the input how many rows of equal bytes it stands for, at least 1; empty: one each. A row of weight w gets
/// the label, probability and score that w rows in its place would get, everything that is counted counts it w times
/// (but for report and LimitLosses), and trees and edges have it once. A row of weight 0 is left out before `prepare`.
using SampleWeights = std::span<const std::uint32_t>;

/// Reads of the options min_samples (or min_cluster_size in its place), alpha, ties and threads; rows have a metric.
/// Memory: neighbour lists and search, and beside them about 190 + 15 k bytes a row at the peak.
/// Determinism: depends on no thread. Errors: Error{usage} for options out of range, other than one weight per row, a
/// weight of 0, 2^31 rows or more by weight, or weights with ties=hdbscan, whose result depends on the place of each
/// copy; Error{interrupted} when the observer cancels.
[[nodiscard]] Hierarchy build_hierarchy(const PreparedRows& rows, const ClusterOptions& options,
                                        Observer* observer = nullptr, SampleWeights weights = {});

/// The same from a search and lists of its own that are there already, for which it does not ask again; both are gone
/// when the tree is made. Which k they have does not show in the result. Error{usage} also when k is below min_samples
/// though there are more distinct rows.
[[nodiscard]] Hierarchy build_hierarchy(NeighborSearch search, Neighbors lists, const ClusterOptions& options,
                                        Observer* observer = nullptr, SampleWeights weights = {});

/// The length of neighbour lists with which `build_hierarchy` is fastest; at least min_samples.
[[nodiscard]] std::size_t suitable_k(const PreparedRows& rows, const ClusterOptions& options);

}  // namespace asterism
