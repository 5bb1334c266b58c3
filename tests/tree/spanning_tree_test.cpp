#include "tree/spanning_tree.hpp"

#include <gtest/gtest.h>

#include "tree/dense_reference.hpp"

namespace asterism::tree {
namespace {

using asterism::testing::kShapes;
using asterism::testing::random_vectors;
using testing::dense_spanning_tree;
using testing::Fixture;

std::vector<Edge> build(const Fixture& fixture, int threads) {
    Observer observer;
    return minimum_spanning_tree(fixture.reachability(), {fixture.lists, fixture.order.rank},
                                 {fixture.index, fixture.duplicates.copies}, threads, observer)
        .edges;
}

}  // namespace

TEST(SpanningTree, IsTheUniqueMinimumOverAllPairsOnEveryShapeOfData) {
    for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
        for (const auto shape : kShapes) {
            for (const std::size_t n : {2UL, 5UL, 70UL, 300UL}) {
                for (const std::size_t m : {1UL, 4UL, 20UL}) {
                    for (const double alpha : {0.5, 1.0, 2.0}) {
                        const Matrix matrix = random_vectors(n, 3, shape, static_cast<std::uint32_t>(n * m));
                        const Fixture fixture(matrix, metric, m, 2, alpha);
                        ASSERT_EQ(build(fixture, 2), dense_spanning_tree(fixture)) << n << " " << m << " " << alpha;
                    }
                }
            }
        }
    }
}

TEST(SpanningTree, FarGroupsThatNoListConnectsAreJoinedByTheirTrueNearestPair) {
    // Twenty tight groups of five with lists of two: the lists alone leave at least twenty components.
    Matrix matrix(2, 100);
    for (int group = 0; group < 20; ++group) {
        for (int i = 0; i < 5; ++i) {
            float* row = matrix.add_row();
            row[0] = static_cast<float>(group * group * 10) + static_cast<float>(i) * 0.01F;
            row[1] = static_cast<float>((group * 7) % 20) + static_cast<float>(i * i) * 0.003F + 1.0F;
        }
    }
    const Fixture fixture(matrix, Metric::euclidean, 2, 2, 1.0);
    EXPECT_EQ(build(fixture, 1), dense_spanning_tree(fixture));
    EXPECT_EQ(build(fixture, 4), dense_spanning_tree(fixture));
}

TEST(SpanningTree, OnePointHasNoEdge) {
    Matrix matrix(1, 1);
    *matrix.add_row() = 1.0F;
    const neighbors::MetricSpace space(matrix.view(), Metric::cosine, 1);
    const std::vector<RowIndex> row{0};
    const std::vector<double> core{0.0};
    const std::vector<std::uint32_t> copies{1};
    const Neighbors lists;
    Observer observer;
    EXPECT_TRUE(minimum_spanning_tree({space, row, core, 1.0}, {lists, row},
                                      {neighbors::ExactIndex(space, row), copies}, 1, observer)
                    .edges.empty());
}

}  // namespace asterism::tree
