/// The hierarchy of merges: which groups of points join at which weight (the single linkage tree of mutual
/// reachability).
///
/// Nodes 0 .. n-1 are points, later ones merges; every child comes before its parent, the last node is the root.
/// canonical: all edges of one weight merge at once, so a node is a component of {weight <= w} and its children, two or
/// more, are the components of {weight < w} inside it, ordered by smallest point. hdbscan: one edge, one merge of two,
/// left the side of the edge's `from`.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tree/edge.hpp"
#include "tree/prim.hpp"

namespace asterism::tree {

class Dendrogram {
 public:
    using Node = std::uint32_t;

    [[nodiscard]] std::uint32_t points() const { return points_; }
    [[nodiscard]] std::uint32_t nodes() const { return points_ + static_cast<std::uint32_t>(weight_.size()); }
    [[nodiscard]] Node root() const { return nodes() - 1; }
    [[nodiscard]] bool is_point(Node node) const { return node < points_; }
    /// Precondition of these three: not is_point(node).
    [[nodiscard]] double weight(Node node) const { return weight_[node - points_]; }
    [[nodiscard]] std::uint32_t size_of_merge(Node node) const { return size_[node - points_]; }
    [[nodiscard]] std::span<const Node> children(Node node) const {
        const std::size_t m = node - points_;
        return std::span(children_).subspan(first_child_[m], first_child_[m + 1] - first_child_[m]);
    }
    [[nodiscard]] std::uint32_t size(Node node) const { return is_point(node) ? 1 : size_of_merge(node); }

 private:
    friend Dendrogram canonical_dendrogram(std::size_t n, std::span<const Edge> tree);
    friend Dendrogram binary_dendrogram(std::size_t n, std::span<const LinkageEdge> edges);
    explicit Dendrogram(std::size_t n) : points_(static_cast<std::uint32_t>(n)) {}
    /// A new node over `children` (in their order); returns its number.
    Node add_merge(double weight, std::span<const Node> children);

    std::uint32_t points_;
    std::vector<double> weight_;       ///< per merge
    std::vector<std::uint32_t> size_;  ///< per merge: points below it
    std::vector<std::uint32_t> first_child_{0};
    std::vector<Node> children_;
};

/// From the sorted edges of a spanning tree.
[[nodiscard]] Dendrogram canonical_dendrogram(std::size_t n, std::span<const Edge> tree);
/// From linkage edges in ascending weight.
[[nodiscard]] Dendrogram binary_dendrogram(std::size_t n, std::span<const LinkageEdge> edges);

}  // namespace asterism::tree
