/// The trees of a clustering as tables, by the rows of the file that it came from.
///
/// Rows of the file that were left out are in the trees as hdbscan has them: they leave the root of the condensed tree
/// at lambda 0, and join the single linkage tree last, at infinity. The spanning tree does not have them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "asterism/clustering.hpp"
#include "asterism/extraction.hpp"

namespace asterism::analysis {

struct Table {
    std::size_t columns = 0;
    std::vector<double> values;  ///< row after row
};

/// Which row of the file each clustered row is.
struct RowsOfFile {
    std::span<const RowIndex> rows;      ///< ascending
    std::span<const RowIndex> left_out;  ///< ascending

    [[nodiscard]] std::size_t all() const { return rows.size() + left_out.size(); }
};

/// parent, child, lambda, size; ids below the number of rows are rows, the next is the root.
[[nodiscard]] Table condensed_table(const CondensedTree& tree, const RowsOfFile& file);
/// left, right, distance, size: the linkage matrix of SciPy.
[[nodiscard]] Table linkage_table(std::span<const LinkageRow> linkage, const RowsOfFile& file);
/// row, row, mutual reachability.
[[nodiscard]] Table edge_table(std::span<const SpanningEdge> edges, const RowsOfFile& file);

}  // namespace asterism::analysis
