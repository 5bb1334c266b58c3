#include "topics/leiden.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "asterism/error.hpp"
#include "graph/graphs.hpp"
#include "topics/checks.hpp"
#include "topics/consensus.hpp"
#include "topics/move_nodes.hpp"
#include "topics/refine.hpp"

namespace asterism::topics {
namespace {

using testing::make_graph;
using testing::random_graph;

Partition to_the_end(const WeightedGraph& graph, Thousandths resolution, std::uint64_t seed = 0) {
    return leiden(graph, singletons(graph.nodes()), {resolution, seed, 0}, Observer());
}

Partition cold(const WeightedGraph& graph, Thousandths resolution, int threads = 1) {
    return consensus(graph, resolution, {}, threads, Observer(), [] {});
}

/// Cliques of five in a ring, one edge between neighbours.
WeightedGraph ring_of_cliques(std::uint32_t cliques) {
    std::vector<testing::HandEdge> edges;
    for (std::uint32_t c = 0; c < cliques; ++c) {
        for (std::uint32_t a = 0; a < 5; ++a) {
            for (std::uint32_t b = a + 1; b < 5; ++b)
                edges.push_back({5 * c + a, 5 * c + b});
        }
        edges.push_back({5 * c + 4, 5 * ((c + 1) % cliques)});
    }
    return make_graph(5 * cliques, edges);
}

}  // namespace

TEST(Leiden, FindsTwoTriangles) {
    const WeightedGraph graph = make_graph(6, {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4}, {3, 5}, {4, 5}});
    EXPECT_EQ(to_the_end(graph, 1000), (Partition{0, 0, 0, 1, 1, 1}));
    EXPECT_EQ(cold(graph, 1000), (Partition{0, 0, 0, 1, 1, 1}));
}

TEST(Leiden, FindsTheCliquesOfARingAndMergesThemWhenAskedForLess) {
    const WeightedGraph ring = ring_of_cliques(12);
    Partition cliques(60);
    for (std::uint32_t v = 0; v < 60; ++v)
        cliques[v] = v / 5;
    EXPECT_EQ(to_the_end(ring, 2000), cliques);
    EXPECT_EQ(count_topics(to_the_end(ring, 1)), 1U);
    EXPECT_EQ(count_topics(to_the_end(ring, 1'000'000)), 60U);
}

TEST(Leiden, LeavesApartWhatNoEdgeJoins) {
    // Isolated pairs, and two nodes alone.
    const WeightedGraph graph = make_graph(8, {{0, 5}, {1, 4}, {2, 3}});
    EXPECT_EQ(cold(graph, 1), (Partition{0, 1, 2, 2, 1, 0, 3, 4}));
    EXPECT_EQ(cold(make_graph(1, {}), 1000), (Partition{0}));
    EXPECT_EQ(cold(make_graph(1, {}, {7}), 1000), (Partition{0}));
    EXPECT_EQ(cold(make_graph(2, {{0, 1}}), 1000), (Partition{0, 0}));
}

TEST(Leiden, CanNotBeImprovedByAMoveAndHasNoTopicInPieces) {
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        const WeightedGraph graph = random_graph(30, 1 + seed % 3, seed % 2 == 0 ? 3 : 1 << 20, seed);
        for (const Thousandths resolution : {300, 1000, 2500}) {
            for (const Partition& topic : {to_the_end(graph, resolution), cold(graph, resolution)}) {
                ASSERT_FALSE(testing::a_move_improves(graph, topic, resolution)) << seed;
                ASSERT_TRUE(testing::all_connected(graph, topic)) << seed;
                Partition canonical = topic;
                renumber(canonical);
                ASSERT_EQ(topic, canonical);
            }
        }
    }
}

TEST(Leiden, MeetsTheOptimumOfSmallGraphs) {
    int met = 0;
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        const WeightedGraph graph = random_graph(4 + seed % 6, 1 + seed % 3, seed % 2 == 0 ? 1 : 1000, 1000 + seed);
        const Thousandths resolution = seed % 3 == 0 ? 500 : seed % 3 == 1 ? 1000 : 1400;
        const Int128 found = testing::exact_quality(graph, cold(graph, resolution), resolution);
        const Int128 best = testing::best_quality(graph, resolution);
        ASSERT_LE(found, best);
        met += found == best ? 1 : 0;
    }
    EXPECT_GE(met, 180) << "of 200";
}

TEST(Leiden, ReturnsWhatItFoundWhenItStartsThere) {
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        const WeightedGraph graph = random_graph(200, 4, 1 << 20, seed);
        const Partition topic = cold(graph, 1000);
        EXPECT_EQ(settle(graph, topic, 1000, Observer()), topic);
    }
}

TEST(Leiden, MendsEveryStart) {
    const WeightedGraph graph = random_graph(200, 3, 1 << 20, 77);
    std::mt19937 random(1);
    Partition chance(200);
    for (std::uint32_t& t : chance)
        t = static_cast<std::uint32_t>(random() % 9);
    for (const Partition& start : {Partition(200, 0), singletons(200), chance}) {
        const Partition topic = settle(graph, start, 1000, Observer());
        EXPECT_FALSE(testing::a_move_improves(graph, topic, 1000));
        EXPECT_TRUE(testing::all_connected(graph, topic));
    }
}

TEST(Leiden, DoesNotDependOnThreads) {
    const WeightedGraph graph = random_graph(2000, 5, 1 << 20, 3);
    const Partition one = cold(graph, 1000, 1);
    EXPECT_EQ(cold(graph, 1000, 2), one);
    EXPECT_EQ(cold(graph, 1000, 5), one);
    EXPECT_EQ(consensus(graph, 1000, single_run(graph, 1000, 0, Observer()), 2, Observer(), [] {}), one);
}

TEST(MoveNodes, SayHowOftenTheyMovedAndStayOnATie) {
    // A square: each of its two divisions into neighbours is as good as the other, so nothing moves.
    const WeightedGraph square = make_graph(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}});
    Partition topic{0, 0, 1, 1};
    EXPECT_EQ(move_nodes(square, topic, 1000, singletons(4), Observer()), 0U);
    EXPECT_EQ(topic, (Partition{0, 0, 1, 1}));
    Partition apart = singletons(4);
    EXPECT_EQ(move_nodes(square, apart, 1000, singletons(4), Observer()), 2U);
    EXPECT_EQ(apart, (Partition{0, 0, 1, 1}));  // 0 to the topic of the smaller rank of 1 and 3
}

TEST(Refine, SplitsATopicThatIsInPieces) {
    const WeightedGraph graph = make_graph(6, {{0, 1}, {1, 2}, {3, 4}, {4, 5}});
    // 2 stays alone: what leads from {0, 1} to the rest is too little for a part of a topic of six.
    const Partition part = refine(graph, Partition(6, 0), 1000, singletons(6), Observer());
    EXPECT_EQ(part, (Partition{0, 0, 1, 2, 2, 3}));
}

TEST(Refine, KeepsToTheTopicsItIsGiven) {
    const WeightedGraph graph = random_graph(300, 4, 100, 5);
    Partition topic(300);
    for (std::uint32_t v = 0; v < 300; ++v)
        topic[v] = v % 7;
    const Partition part = refine(graph, topic, 1000, visiting_order(300, 1), Observer());
    std::vector<std::uint32_t> topic_of_part(300, ~0U);
    for (std::uint32_t v = 0; v < 300; ++v) {
        if (topic_of_part[part[v]] == ~0U) topic_of_part[part[v]] = topic[v];
        EXPECT_EQ(topic_of_part[part[v]], topic[v]);
    }
    EXPECT_TRUE(testing::all_connected(graph, part));
    EXPECT_LT(count_topics(part), 300U);
}

TEST(Agreement, WeighsEdgesByTheRunsThatKeepTheirEndsTogether) {
    //  0 -2- 1 -3- 2 -5- 3
    const WeightedGraph path = make_graph(4, {{0, 1, 2}, {1, 2, 3}, {2, 3, 5}}, {0, 0, 0, 7});
    const std::vector<Partition> runs{{0, 0, 1, 2}, {0, 0, 0, 1}, {0, 1, 1, 2}};
    const WeightedGraph agreed = agreement(path, runs);
    EXPECT_EQ(agreed.neighbor, (std::vector<std::uint32_t>{1, 0, 2, 1, 3, 2}));
    // Nobody keeps 3 with anyone, so it holds on to 2 by a weight of 1.
    EXPECT_EQ(agreed.weight, (std::vector<std::int64_t>{4, 4, 6, 6, 1, 1}));
    EXPECT_EQ(agreed.loop, (std::vector<std::int64_t>{0, 0, 0, 21}));
}

TEST(Leiden, StopsWhenToldTo) {
    class Impatient : public Observer {
     public:
        [[nodiscard]] bool cancelled() const override { return true; }
    };
    const WeightedGraph graph = random_graph(100, 2, 9, 3);
    try {
        (void)leiden(graph, singletons(100), {1000, 0, 0}, Impatient());
        FAIL() << "ran to the end";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::interrupted);
    }
}

}  // namespace asterism::topics
