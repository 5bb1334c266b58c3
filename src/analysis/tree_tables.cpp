#include "analysis/tree_tables.hpp"

#include <limits>

namespace asterism::analysis {
namespace {

/// Ids of a tree over the clustered rows as ids over all rows of the file.
double id_in_file(std::uint32_t id, const RowsOfFile& file) {
    return static_cast<double>(id < file.rows.size() ? file.rows[id] : id + file.left_out.size());
}

void add(Table& table, std::initializer_list<double> row) {
    table.values.insert(table.values.end(), row);
}

}  // namespace

Table condensed_table(const CondensedTree& tree, const RowsOfFile& file) {
    Table table{4, {}};
    for (const CondensedRow& row : tree.rows)
        add(table,
            {id_in_file(row.parent, file), id_in_file(row.child, file), row.lambda, static_cast<double>(row.size)});
    for (const RowIndex row : file.left_out)
        add(table, {static_cast<double>(file.all()), static_cast<double>(row), 0, 1});
    return table;
}

Table linkage_table(std::span<const LinkageRow> linkage, const RowsOfFile& file) {
    Table table{4, {}};
    for (const LinkageRow& row : linkage)
        add(table,
            {id_in_file(row.left, file), id_in_file(row.right, file), row.distance, static_cast<double>(row.size)});
    double top = linkage.empty() ? id_in_file(0, file) : static_cast<double>(file.all() + linkage.size() - 1);
    double size = static_cast<double>(file.rows.size());
    for (const RowIndex row : file.left_out) {
        add(table, {top, static_cast<double>(row), std::numeric_limits<double>::infinity(), ++size});
        top = static_cast<double>(file.all() + table.values.size() / 4 - 1);
    }
    return table;
}

Table edge_table(std::span<const SpanningEdge> edges, const RowsOfFile& file) {
    Table table{3, {}};
    for (const SpanningEdge& edge : edges)
        add(table, {id_in_file(edge.a, file), id_in_file(edge.b, file), edge.weight});
    return table;
}

}  // namespace asterism::analysis
