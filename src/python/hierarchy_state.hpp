/// What a hierarchy is pickled as, and how it comes back.
#pragma once

#include <nanobind/nanobind.h>

#include <cstdint>
#include <tuple>

#include "asterism/hierarchy.hpp"
#include "python/arrays.hpp"

namespace asterism::python {

/// What a hierarchy is made again of; the dendrogram follows from the edges.
/// Last the weights by point, none when all are 1.
using State = std::tuple<Array<RowIndex>, Array<RowIndex>, Array<double>, Array<RowIndex>, Array<double>, int, bool,
                         Array<std::uint32_t>>;

[[nodiscard]] nb::tuple state_of(const Hierarchy& hierarchy);
/// Error{usage} for edges that are no spanning tree of the rows, sorted by weight.
[[nodiscard]] Hierarchy restored(const State& state);

/// Columns from, to, weight of the spanning tree (hdbscan: of its linkage), by weight.
[[nodiscard]] nb::tuple edges_of(const Hierarchy& hierarchy);

}  // namespace asterism::python
