#include "tree/certificate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "asterism/error.hpp"
#include "tree/certificate_sample.hpp"
#include "tree/dense_reference.hpp"
#include "tree/union_find.hpp"

namespace asterism::tree {
namespace {

using asterism::testing::random_vectors;
using asterism::testing::Shape;
using testing::dense_spanning_tree;
using testing::Fixture;

constexpr auto kAllPairs = std::numeric_limits<std::uint64_t>::max();

/// A true result, and room to spoil it.
struct Result {
    explicit Result(Shape shape = Shape::gaussian, std::size_t n = 90, std::size_t m_ = 4, double alpha = 1.0,
                    Metric metric = Metric::cosine)
        : matrix(random_vectors(n, 4, shape, 7)),
          fixture(matrix, metric, m_, 16, alpha),
          m(m_),
          edges(dense_spanning_tree(fixture)) {}
    [[nodiscard]] Verification check(std::uint64_t most_pairs = kAllPairs, int threads = 2) const {
        Observer observer;
        const auto reachability = fixture.reachability();
        return certify({reachability, m, edges, {}}, most_pairs, threads, observer);
    }

    Matrix matrix;
    Fixture fixture;
    std::size_t m;
    std::vector<Edge> edges;
};

std::size_t components(std::size_t n, const std::vector<Edge>& edges, std::size_t without) {
    UnionFind sets(n);
    std::size_t count = n;
    for (std::size_t e = 0; e < edges.size(); ++e)
        count -= e != without && sets.unite(edges[e].lo, edges[e].hi);
    return count;
}

/// Puts another edge across the cut that edge `e` crosses; its weight is true, so only its being larger is wrong.
bool swap_edge(Result& result, std::size_t e) {
    const auto n = static_cast<Point>(result.fixture.core.size());
    UnionFind sets(n);
    for (std::size_t k = 0; k < result.edges.size(); ++k) {
        if (k != e) sets.unite(result.edges[k].lo, result.edges[k].hi);
    }
    for (Point p = 0; p < n; ++p) {
        for (Point q = p + 1; q < n; ++q) {
            const Edge other{result.fixture.weight(p, q), p, q};
            if (sets.find(p) == sets.find(q) || other == result.edges[e]) continue;
            result.edges[e] = other;
            std::sort(result.edges.begin(), result.edges.end());
            return components(n, result.edges, result.edges.size()) == 1;
        }
    }
    return false;
}

}  // namespace

TEST(Certificate, HoldsForTheMinimumTreeOfEveryShapeMetricAlphaAndCount) {
    for (const Shape shape : asterism::testing::kShapes) {
        for (const Metric metric : {Metric::cosine, Metric::euclidean}) {
            for (const std::size_t m : {1U, 2U, 5U, 20U}) {
                for (const double alpha : {1.0, 0.7, 1.9}) {
                    const Result result(shape, 90, m, alpha, metric);
                    const auto found = result.check();
                    ASSERT_TRUE(found.holds()) << found.findings.front();
                    ASSERT_TRUE(found.complete);
                    ASSERT_EQ(found.rows_checked, 90U);
                    ASSERT_EQ(found.pairs_checked, 90U * 89 / 2);
                    ASSERT_EQ(found.edges_checked, 89U);
                    const auto sampled = result.check(90 * 30);
                    ASSERT_TRUE(sampled.holds()) << sampled.findings.front();
                    ASSERT_FALSE(sampled.complete);
                }
            }
        }
    }
}

TEST(Certificate, HoldsForTwoRows) {
    const auto two = Result(Shape::gaussian, 2, 1).check();
    EXPECT_TRUE(two.holds() && two.complete);
    EXPECT_EQ(two.pairs_checked, 1U);
}

TEST(Certificate, FailsForAnySwappedEdge) {
    for (const Shape shape : {Shape::gaussian, Shape::grid, Shape::copies}) {
        std::size_t swapped = 0;
        for (std::size_t e = 0; e < 89; ++e) {
            Result result(shape);
            if (!swap_edge(result, e)) continue;
            ++swapped;
            const auto found = result.check();
            ASSERT_FALSE(found.holds()) << "edge " << e;
            ASSERT_NE(found.findings.front().find("less than the tree edge"), std::string::npos);
        }
        EXPECT_GT(swapped, 80U);
    }
}

TEST(Certificate, FailsForARaisedOrLoweredWeight) {
    for (const std::size_t e : {0U, 40U, 88U}) {
        for (const double towards : {0.0, 9.0}) {
            Result result;
            result.edges[e].weight = std::nextafter(result.edges[e].weight, towards);
            const auto found = result.check();
            ASSERT_FALSE(found.holds());
        }
    }
    Result result;
    result.edges[88].weight += 0.5;
    EXPECT_NE(result.check().findings.front().find("weighs"), std::string::npos);
}

TEST(Certificate, FailsForAChangedCoreDistanceEvenWhenNoEdgeShowsIt) {
    for (Point p = 0; p < 90; p += 7) {
        for (const double towards : {0.0, 9.0}) {
            Result result;
            result.fixture.core[p] = std::nextafter(result.fixture.core[p], towards);
            const auto found = result.check();
            ASSERT_FALSE(found.holds());
            bool said = false;
            for (const auto& text : found.findings)
                said |= text.find("core distance") != std::string::npos;
            EXPECT_TRUE(said);
        }
    }
}

TEST(Certificate, FailsForAnEdgeThatIsMissingRepeatedOrOutOfPlace) {
    Result missing;
    missing.edges.erase(missing.edges.begin() + 30);
    EXPECT_NE(missing.check().findings.front().find("88 edges for 90 rows"), std::string::npos);
    Result repeated;
    repeated.edges[30] = repeated.edges[31];
    EXPECT_FALSE(repeated.check().holds());
    Result misplaced;
    std::swap(misplaced.edges[3], misplaced.edges[4]);
    EXPECT_NE(misplaced.check().findings.front().find("not in its place"), std::string::npos);
    Result stranger;
    stranger.edges[88].hi = 90;
    EXPECT_NE(stranger.check().findings.front().find("not there"), std::string::npos);
}

TEST(Certificate, SaysTheSameForAnyNumberOfThreads) {
    Result spoilt(Shape::grid);
    for (double& core : spoilt.fixture.core)
        core *= 0.9;
    for (Edge& edge : spoilt.edges)
        edge.weight *= 1.5;
    const auto one = spoilt.check(kAllPairs, 1);
    EXPECT_GT(one.violations, one.findings.size());
    for (int threads = 2; threads <= 4; ++threads) {
        const auto more = spoilt.check(kAllPairs, threads);
        EXPECT_EQ(more.violations, one.violations);
        EXPECT_EQ(more.findings, one.findings);
    }
}

TEST(Certificate, ASampleHoldsRowsOfCutsAndFindsWhatIsWrongThere) {
    const Result result(Shape::gaussian, 400);
    const PathMaximum paths(400, result.edges);
    const auto sample = sample_rows(paths, result.edges, 40);
    EXPECT_GE(sample.places.size(), 30U);
    EXPECT_LT(sample.places.size(), 40U + 64);
    EXPECT_GT(sample.cuts, 0U);
    const std::set<std::uint32_t> distinct(sample.places.begin(), sample.places.end());
    EXPECT_EQ(distinct.size(), sample.places.size());
    for (const std::uint32_t place : sample.places) {
        Result spoilt(Shape::gaussian, 400);
        spoilt.fixture.core[paths.line()[place]] *= 0.5;
        EXPECT_FALSE(spoilt.check(400 * 40).holds());
        if (place > 100) break;
    }
}

TEST(Certificate, StopsWhenItIsTold) {
    struct Stop : Observer {
        [[nodiscard]] bool cancelled() const override { return true; }
    } stop;
    const Result result;
    const auto reachability = result.fixture.reachability();
    EXPECT_THROW((void)certify({reachability, result.m, result.edges, {}}, kAllPairs, 2, stop), Error);
}

}  // namespace asterism::tree
