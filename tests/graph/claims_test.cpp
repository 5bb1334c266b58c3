#include "graph/claims.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "graph/graphs.hpp"

namespace asterism::graph {
namespace {

using testing::make_graph;
using testing::random_graph;

std::vector<Claim> claims_of(const WeightedGraph& graph, const std::vector<std::int32_t>& label, std::int32_t labels,
                             int threads = 1) {
    Observer observer;
    return largest_claims(graph, label, labels, threads, observer);
}

/// F <- Y + (unlabelled rows of P) F, label by label, on all nodes.
std::vector<Claim> plainly(const WeightedGraph& graph, const std::vector<std::int32_t>& label, std::int32_t labels) {
    std::vector<Claim> best(graph.nodes());
    for (std::int32_t c = 0; c < labels; ++c) {
        std::vector<Share> shares(graph.nodes(), 0);
        for (std::uint32_t v = 0; v < graph.nodes(); ++v)
            shares[v] = label[v] == c ? kAll : 0;
        for (int step = 0; step < 30; ++step) {
            std::vector<Share> next = shares;
            for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
                if (label[v] >= 0 || graph.degree[v] == 0) continue;
                UInt128 sum = static_cast<UInt128>(graph.loop[v]) * shares[v];
                for (std::size_t e = 0; e < graph.neighbors_of(v).size(); ++e)
                    sum += static_cast<UInt128>(graph.weights_of(v)[e]) * shares[graph.neighbors_of(v)[e]];
                next[v] = static_cast<Share>(sum / static_cast<UInt128>(graph.degree[v]));
            }
            shares = next;
        }
        for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
            if (shares[v] > best[v].share) best[v] = {c, shares[v]};
        }
    }
    return best;
}

}  // namespace

TEST(Claims, AreTheSharesOfWalksThatArrive) {
    //  label 0        label 1       1 leaves to 0 with weight 3, to 2 with 1
    //     0 ==3== 1 --1-- 2
    const WeightedGraph graph = make_graph(4, {{0, 1, 3}, {1, 2, 1}});
    const auto claims = claims_of(graph, {0, -1, 1, -1}, 2);
    EXPECT_EQ(claims[1].label, 0);
    EXPECT_EQ(as_number(claims[1].share), 0.75);
    EXPECT_EQ(claims[0].label, 0);
    EXPECT_EQ(as_number(claims[0].share), 1.0);
    EXPECT_EQ(claims[3].label, -1);  // no walk arrives
    EXPECT_EQ(claims[3].share, 0U);
}

TEST(Claims, GoThroughUnlabelledNodesAndEndAtTheFirstLabelledOne) {
    // 0(label) - 1 - 2 - 3(label): from 1, two thirds of all walks end at 0 and a third at 3.
    const WeightedGraph graph = make_graph(4, {{0, 1}, {1, 2}, {2, 3}});
    const auto claims = claims_of(graph, {0, -1, -1, 1}, 2);
    EXPECT_EQ(claims[1].label, 0);
    EXPECT_NEAR(as_number(claims[1].share), 2.0 / 3, 1e-6);
    EXPECT_EQ(claims[2].label, 1);
    EXPECT_NEAR(as_number(claims[2].share), 2.0 / 3, 1e-6);
}

TEST(Claims, OfOneSizeGoToTheLowerLabel) {
    const WeightedGraph graph = make_graph(3, {{0, 1}, {1, 2}});
    EXPECT_EQ(claims_of(graph, {7, -1, 3}, 8)[1].label, 3);
    // Also where the labels are not of one block.
    EXPECT_EQ(claims_of(graph, {70, -1, 3}, 71, 2)[1].label, 3);
}

TEST(Claims, EqualStepsOnAllNodesAndLabels) {
    for (const std::int64_t heaviest : {3L, 1L << 20, (1L << 32) - 1}) {  // the last needs 128 bits
        for (std::uint32_t seed = 0; seed < 8; ++seed) {
            const WeightedGraph graph = random_graph(120, 1.0 + seed % 3, heaviest, seed);
            std::mt19937 random(seed);
            std::vector<std::int32_t> label(graph.nodes());
            for (std::int32_t& l : label)
                l = random() % 2 == 0 ? static_cast<std::int32_t>(random() % 70) : -1;
            const auto expected = plainly(graph, label, 70);
            for (const int threads : {1, 3}) {
                const auto claims = claims_of(graph, label, 70, threads);
                for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
                    ASSERT_EQ(claims[v].label, expected[v].label) << v;
                    ASSERT_EQ(claims[v].share, expected[v].share) << v;
                }
            }
        }
    }
}

TEST(Claims, AreNoneWithoutALabel) {
    const WeightedGraph graph = make_graph(2, {{0, 1}});
    EXPECT_EQ(claims_of(graph, {-1, -1}, 0)[0].label, -1);
    EXPECT_EQ(claims_of(graph, {0, 0}, 1)[1].share, kAll);
}

}  // namespace asterism::graph
