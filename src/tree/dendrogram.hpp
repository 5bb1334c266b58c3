/// Builds the hierarchy of merges from the edges of a spanning tree or of a linkage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "asterism/hierarchy.hpp"
#include "tree/edge.hpp"
#include "tree/prim.hpp"

namespace asterism::tree {

/// From the sorted edges of a spanning tree: all of one weight merge at once.
[[nodiscard]] Dendrogram canonical_dendrogram(std::size_t n, std::span<const Edge> tree);
/// The same where point p stands for copies[p] rows, which merge with each other at core[p].
[[nodiscard]] Dendrogram canonical_dendrogram(std::span<const Edge> tree, std::span<const double> core,
                                              std::vector<std::uint32_t> copies);
/// From linkage edges in ascending weight: one edge, one merge, left the side of the edge's `from`.
[[nodiscard]] Dendrogram binary_dendrogram(std::size_t n, std::span<const LinkageEdge> edges);

}  // namespace asterism::tree
