#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "asterism/graph.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {
namespace {

constexpr std::size_t kRows = 300;  // more than are compared at a time

struct Found {
    Found()
        : matrix(testing::random_vectors(kRows, 16, testing::Shape::gaussian, 5)),
          rows(prepare(matrix.view(), Metric::euclidean)),
          lists(find_neighbors(rows, kGraphNeighbors)),
          graph(neighbor_graph(rows, lists)) {}

    Matrix matrix;
    PreparedRows rows;
    Neighbors lists;
    NeighborGraph graph;
};

std::string findings_of(const Found& found) {
    std::string text;
    for (const std::string& finding : verify_graph(found.rows, found.lists, found.graph, 2).findings)
        text += finding + '\n';
    return text;
}

}  // namespace

TEST(VerifyGraph, ProvesListsAndEdges) {
    const Found found;
    const Verification verification = verify_graph(found.rows, found.lists, found.graph, 2);
    EXPECT_TRUE(verification.holds());
    EXPECT_TRUE(verification.complete);
    EXPECT_EQ(verification.rows_checked, kRows);
    EXPECT_EQ(verification.pairs_checked, kRows * (kRows - 1));
}

TEST(VerifyGraph, FindsNeighborsInTheWrongOrder) {
    Found found;
    std::swap(found.lists.rows[17 * 15 + 3], found.lists.rows[17 * 15 + 4]);
    EXPECT_NE(findings_of(found).find("row 17: its list"), std::string::npos);
}

TEST(VerifyGraph, FindsAListThatLeavesOneOut) {
    Found found;  // the nearest is left out, all others move up, and one that is farther follows
    const Neighbors longer = find_neighbors(found.rows, kGraphNeighbors + 1);
    for (std::size_t j = 0; j < kGraphNeighbors; ++j) {
        found.lists.rows[290 * 15 + j] = longer.rows_of(290)[j + 1];
        found.lists.distances[290 * 15 + j] = longer.distances_of(290)[j + 1];
    }
    found.graph = neighbor_graph(found.rows, found.lists);
    EXPECT_EQ(findings_of(found), "row 290: its list is not that of its nearest rows\n");
}

TEST(VerifyGraph, FindsAWrongDistanceAndAWrongWeight) {
    Found found;
    found.lists.distances[40 * 15 + 14] *= 1.0000001;
    found.graph = neighbor_graph(found.rows, found.lists);
    EXPECT_EQ(findings_of(found), "row 40: its list is not that of its nearest rows\n");
    Found other;
    ++other.graph.edges.weight[5];
    EXPECT_EQ(findings_of(other), "the graph is not the one of these lists\n");
}

}  // namespace asterism
