/// Builds the hierarchy of merges from the edges of a spanning tree or of a linkage.
#pragma once

#include <cstddef>
#include <span>

#include "asterism/hierarchy.hpp"
#include "tree/edge.hpp"
#include "tree/prim.hpp"

namespace asterism::tree {

/// From the sorted edges of a spanning tree: all of one weight merge at once.
[[nodiscard]] Dendrogram canonical_dendrogram(std::size_t n, std::span<const Edge> tree);
/// From linkage edges in ascending weight: one edge, one merge, left the side of the edge's `from`.
[[nodiscard]] Dendrogram binary_dendrogram(std::size_t n, std::span<const LinkageEdge> edges);

}  // namespace asterism::tree
