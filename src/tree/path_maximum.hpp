/// The largest edge on the path between any two points of a spanning tree, in constant time.
///
/// Merging components in ascending edge order while concatenating their leaf sequences lays all points out in a line in
/// which every component is an interval. The gap between two neighbours is the edge that joined them; the path maximum
/// of any pair is the largest gap between their places (the Kruskal reconstruction tree, flattened). A sparse table
/// answers that (Bender, Farach-Colton, "The LCA Problem Revisited", LATIN 2000). Memory: 4 n log2(n) bytes.
#pragma once

#include <bit>
#include <span>
#include <utility>
#include <vector>

#include "tree/edge.hpp"

namespace asterism::tree {

class PathMaximum {
 public:
    /// `tree`: n - 1 sorted edges that span n points; borrowed.
    PathMaximum(std::size_t n, std::span<const Edge> tree);

    /// Points in line order.
    [[nodiscard]] std::span<const Point> line() const { return line_; }
    [[nodiscard]] std::uint32_t place(Point p) const { return place_[p]; }

    /// p != q.
    [[nodiscard]] const Edge& between(Point p, Point q) const {
        std::uint32_t a = place_[p];
        std::uint32_t b = place_[q];
        if (a > b) std::swap(a, b);
        const auto level = static_cast<std::size_t>(std::bit_width(b - a) - 1);
        const auto& gaps = levels_[level];
        return tree_[std::max(gaps[a], gaps[b - (1U << level)])];
    }
    /// First and last place of the points that p reaches by edges lighter than `weight`.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> interval_below(Point p, double weight) const;

 private:
    std::span<const Edge> tree_;
    std::vector<Point> line_;
    std::vector<std::uint32_t> place_;
    /// levels_[l][i] = largest edge number among gaps i .. i + 2^l - 1.
    std::vector<std::vector<std::uint32_t>> levels_;
};

}  // namespace asterism::tree
