#include "analysis/tree_tables.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace asterism::analysis {
namespace {

using Values = std::vector<double>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Rows 0, 2 and 3 of a file of five were clustered, as 0, 1 and 2; 1 and 4 could not be.
const std::vector<RowIndex> kRows = {0, 2, 3};
const std::vector<RowIndex> kLeftOut = {1, 4};
const RowsOfFile kFile{kRows, kLeftOut};

}  // namespace

TEST(TreeTables, HaveTheRowsOfTheFile) {
    const CondensedTree tree{3, 2, {{3, 2, 0.5, 1}, {3, 4, 1, 2}, {4, 0, 2, 1}, {4, 1, 2, 1}}};
    const Table table = condensed_table(tree, kFile);
    EXPECT_EQ(table.columns, 4U);
    // The root is 5, the cluster 6; what was left out leaves the root at 0.
    EXPECT_EQ(table.values, (Values{5, 3, 0.5, 1, 5, 6, 1, 2, 6, 0, 2, 1, 6, 2, 2, 1, 5, 1, 0, 1, 5, 4, 0, 1}));
    const std::vector<SpanningEdge> edges = {{0, 1, 0.5}, {1, 2, 2}};
    EXPECT_EQ(edge_table(edges, kFile).values, (Values{0, 2, 0.5, 2, 3, 2}));
}

TEST(TreeTables, JoinWhatWasLeftOutLast) {
    const std::vector<LinkageRow> linkage = {{0, 1, 0.5, 2}, {3, 2, 2, 3}};
    EXPECT_EQ(linkage_table(linkage, kFile).values,
              (Values{0, 2, 0.5, 2, 5, 3, 2, 3, 6, 1, kInfinity, 4, 7, 4, kInfinity, 5}));
    const std::vector<RowIndex> one = {1};
    const std::vector<RowIndex> zero = {0};
    EXPECT_EQ(linkage_table({}, {one, zero}).values, (Values{1, 0, kInfinity, 2})) << "of a single usable row";
}

TEST(TreeTables, AreThoseOfTheTreeWhereNothingIsLeftOut) {
    const std::vector<LinkageRow> linkage = {{0, 1, 0.5, 2}, {3, 2, 2, 3}};
    const std::vector<RowIndex> all = {0, 1, 2};
    EXPECT_EQ(linkage_table(linkage, {all, {}}).values, (Values{0, 1, 0.5, 2, 3, 2, 2, 3}));
}

}  // namespace asterism::analysis
