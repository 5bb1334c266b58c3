#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "asterism/error.hpp"
#include "asterism/graph.hpp"
#include "neighbors/random_vectors.hpp"

namespace asterism {
namespace {

using testing::random_vectors;
using testing::Shape;

Matrix shuffled(const Matrix& matrix, const std::vector<std::uint32_t>& row_of_new) {
    Matrix result(matrix.cols(), matrix.rows());
    for (const std::uint32_t row : row_of_new)
        std::copy_n(matrix.row(row), matrix.cols(), result.add_row());
    return result;
}

void expect_equal(const WeightedGraph& a, const WeightedGraph& b) {
    EXPECT_EQ(a.first, b.first);
    EXPECT_EQ(a.neighbor, b.neighbor);
    EXPECT_EQ(a.weight, b.weight);
    EXPECT_EQ(a.loop, b.loop);
    EXPECT_EQ(a.degree, b.degree);
    EXPECT_EQ(a.total, b.total);
}

}  // namespace

TEST(NeighborGraph, IsTheSameForEveryOrderOfTheRowsAndNumberOfThreads) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        for (const Shape shape : testing::kShapes) {
            const Matrix matrix = random_vectors(700, 6, shape, 9);
            const NeighborGraph graph = neighbor_graph(matrix.view(), metric, 1);
            std::vector<std::uint32_t> order(matrix.rows());
            std::iota(order.begin(), order.end(), 0U);
            for (std::uint32_t seed = 0; seed < 4; ++seed) {
                std::shuffle(order.begin(), order.end(), std::mt19937(seed));
                const Matrix other = shuffled(matrix, order);
                const NeighborGraph same = neighbor_graph(other.view(), metric, static_cast<int>(seed + 1));
                expect_equal(same.edges, graph.edges);
                EXPECT_EQ(same.copies, graph.copies);
                for (std::size_t row = 0; row < order.size(); ++row)
                    ASSERT_EQ(same.node_of_row[row], graph.node_of_row[order[row]]);
            }
        }
    }
}

TEST(NeighborGraph, MakesOneNodeOfAllCopies) {
    const Matrix matrix = random_vectors(400, 5, Shape::copies, 2);
    const NeighborGraph graph = neighbor_graph(matrix.view(), Metric::cosine);
    ASSERT_LT(graph.copies.size(), 300U);
    EXPECT_EQ(std::accumulate(graph.copies.begin(), graph.copies.end(), 0U), 400U);
    for (std::size_t node = 0; node < graph.copies.size(); ++node) {
        EXPECT_EQ(graph.edges.loop[node], std::min<std::int64_t>(graph.copies[node] - 1, 15) << 20);
        EXPECT_EQ(graph.node_of_row[graph.row_of_node[node]], node);
    }
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        const RowIndex stands = graph.row_of_node[graph.node_of_row[row]];
        EXPECT_TRUE(std::equal(matrix.row(row), matrix.row(row) + 5, matrix.row(stands)));
    }
}

TEST(NeighborGraph, IsMadeOfAnyNumberOfRows) {
    for (const std::size_t n : {1UL, 2UL, 3UL, 15UL, 16UL, 17UL}) {
        const Matrix matrix = random_vectors(n, 4, Shape::gaussian, 7);
        const NeighborGraph graph = neighbor_graph(matrix.view(), Metric::euclidean);
        ASSERT_EQ(graph.edges.nodes(), n);
        // Up to sixteen rows everybody lists everybody else.
        if (n <= 16) {
            EXPECT_EQ(graph.edges.neighbor.size(), n * (n - 1));
        }
        EXPECT_EQ(graph.edges.total == 0, n == 1);
    }
}

TEST(NeighborGraph, OfCopiesAloneIsOneNode) {
    Matrix matrix(3);
    for (int i = 0; i < 40; ++i)
        std::fill_n(matrix.add_row(), 3, 0.5F);
    const NeighborGraph graph = neighbor_graph(matrix.view(), Metric::cosine);
    EXPECT_EQ(graph.edges.nodes(), 1U);
    EXPECT_EQ(graph.edges.total, std::int64_t{15} << 20);
    EXPECT_TRUE(graph.edges.neighbor.empty());
}

TEST(NeighborGraph, TakesTheFirstFifteenOfLongerLists) {
    const Matrix matrix = random_vectors(300, 8, Shape::gaussian, 4);
    const PreparedRows rows = prepare(matrix.view(), Metric::cosine);
    const NeighborGraph graph = neighbor_graph(rows, find_neighbors(rows, 15));
    expect_equal(neighbor_graph(rows, find_neighbors(rows, 40)).edges, graph.edges);
    EXPECT_EQ(graph.report.stages.back().name, "graph");
    try {
        (void)neighbor_graph(rows, find_neighbors(rows, 14));
        FAIL() << "took lists that are too short";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
    }
}

TEST(NeighborGraph, IsMadeOfAMatrixOfDistancesToo) {
    // Two pairs, far from each other; node 3 is nearest to 2, and everybody lists all three others.
    const std::vector<double> distances{0, 1, 8, 9, 1, 0, 8, 9, 8, 8, 0, 1, 9, 9, 1, 0};
    const PreparedRows rows = prepare(DistanceMatrixView{distances.data(), 4});
    const NeighborGraph graph = neighbor_graph(rows, find_neighbors(rows, 15));
    EXPECT_EQ(graph.edges.neighbors_of(0).size(), 3U);
    EXPECT_EQ(graph.edges.weights_of(0)[0], 1 << 20);
    EXPECT_LT(graph.edges.weights_of(0)[1], 1 << 20);
}

}  // namespace asterism
