#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "asterism/error.hpp"
#include "asterism/topics.hpp"
#include "graph/graphs.hpp"
#include "topics/groups.hpp"

namespace asterism {
namespace {

struct Found {
    Found()
        : matrix(testing::groups_of_rows(6, 30, 20, 1, 500)),
          rows(prepare(matrix.view(), Metric::euclidean)),
          lists(find_neighbors(rows, kGraphNeighbors)),
          graph(neighbor_graph(rows, lists)),
          topics(find_topics(graph, {})) {}

    Matrix matrix;
    PreparedRows rows;
    Neighbors lists;
    NeighborGraph graph;
    Topics topics;
};

void expect_finding(const Verification& verification, const std::string& words) {
    EXPECT_FALSE(verification.holds());
    bool found = false;
    for (const std::string& finding : verification.findings)
        found = found || finding.find(words) != std::string::npos;
    EXPECT_TRUE(found) << words << ", but: " << (verification.findings.empty() ? "" : verification.findings[0]);
}

/// Q x 1000 x 2m by its definition, pair by pair.
std::int64_t whole_quality(const WeightedGraph& graph, const std::vector<std::int32_t>& topic,
                           std::int64_t thousandths) {
    std::int64_t value = 0;
    for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
        value += graph.loop[v] * graph.total * 1000;
        for (std::size_t e = 0; e < graph.neighbors_of(v).size(); ++e) {
            if (topic[graph.neighbors_of(v)[e]] == topic[v]) value += graph.weights_of(v)[e] * graph.total * 1000;
        }
        for (std::uint32_t u = 0; u < graph.nodes(); ++u) {
            if (topic[u] == topic[v]) value -= thousandths * graph.degree[v] * graph.degree[u];
        }
    }
    return value;
}

/// Nodes that a move to any other topic, or to one of their own, would place better; each move is made and measured.
std::vector<std::string> better_placed(const WeightedGraph& graph, const std::vector<std::int32_t>& topic,
                                       std::int64_t thousandths) {
    std::vector<std::string> found;
    const std::int64_t here = whole_quality(graph, topic, thousandths);
    const std::int32_t own = *std::max_element(topic.begin(), topic.end()) + 1;
    for (std::uint32_t v = 0; v < graph.nodes(); ++v) {
        auto moved = topic;
        bool better = false;
        for (moved[v] = 0; moved[v] <= own; ++moved[v])
            better = better || whole_quality(graph, moved, thousandths) > here;
        if (better) found.push_back("row " + std::to_string(v) + " would be better placed in another topic");
    }
    return found;
}

}  // namespace

TEST(VerifyTopics, FindsWhateverIsWrong) {
    const Found found;
    EXPECT_TRUE(verify_topics(found.graph, found.topics, {}).holds());
    Topics wrong = found.topics;
    wrong.start_labels[7] = wrong.start_labels[7] == 0 ? 1 : 0;
    expect_finding(verify_topics(found.graph, wrong, {}), "better placed");
    wrong = found.topics;
    for (std::int32_t& label : wrong.start_labels)
        label = 0;
    expect_finding(verify_topics(found.graph, wrong, {}), "better placed");
    wrong = found.topics;
    wrong.labels[7] = wrong.labels[7] == 0 ? 1 : 0;
    expect_finding(verify_topics(found.graph, wrong, {}), "row 7: its label");
    wrong = found.topics;
    wrong.outlier_scores[9] += 0.25;
    expect_finding(verify_topics(found.graph, wrong, {}), "row 9");
    wrong = found.topics;
    wrong.quality += 0.01;
    expect_finding(verify_topics(found.graph, wrong, {}), "quality");
    for (std::int32_t& label : wrong.start_labels)
        label = label == 0 ? 1 : label == 1 ? 0 : label;
    expect_finding(verify_topics(found.graph, wrong, {}), "numbered");
}

TEST(VerifyTopics, FindsJustTheNodesThatSomeMoveBetters) {
    std::mt19937 random(4);
    std::size_t better = 0;
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        const std::uint32_t nodes = 2 + seed % 7;
        NeighborGraph graph{.edges = testing::random_graph(nodes, 1.5, 9, seed),
                            .node_of_row = {},
                            .row_of_node = {},
                            .copies = std::vector<std::uint32_t>(nodes, 1),
                            .report = {}};
        Topics topics;
        topics.resolution = 0.5 * (1 + seed % 4);
        for (std::uint32_t v = 0; v < nodes; ++v) {
            graph.node_of_row.push_back(v);
            graph.row_of_node.push_back(v);
            const auto most = static_cast<std::int32_t>(v > 0 ? random() % (v + 1) : 0);
            const std::int32_t next =
                v > 0 ? 1 + *std::max_element(topics.start_labels.begin(), topics.start_labels.end()) : 0;
            topics.start_labels.push_back(std::min(most, next));  // canonical
        }
        topics.labels.assign(nodes, -1);
        topics.probabilities.assign(nodes, 0);
        topics.outlier_scores.assign(nodes, 0);
        std::vector<std::string> told;
        for (const std::string& finding : verify_topics(graph, topics, {}).findings) {
            if (finding.find("better placed") != std::string::npos) told.push_back(finding);
        }
        const auto expected = better_placed(graph.edges, topics.start_labels, std::llround(topics.resolution * 1000));
        EXPECT_EQ(told, expected) << "seed " << seed;
        better += expected.size();
    }
    EXPECT_GT(better, 300U);
    EXPECT_LT(better, 1200U);
}

TEST(VerifyTopics, FindsATopicInPieces) {
    // Two pairs that no edge joins, far from each other.
    NeighborGraph graph;
    graph.edges.first = {0, 1, 2, 3, 4};
    graph.edges.neighbor = {1, 0, 3, 2};
    graph.edges.weight = {5, 5, 5, 5};
    graph.edges.loop = {0, 0, 0, 0};
    graph.edges.degree = {5, 5, 5, 5};
    graph.edges.total = 20;
    graph.node_of_row = {0, 1, 2, 3};
    graph.row_of_node = {0, 1, 2, 3};
    graph.copies = {1, 1, 1, 1};
    TopicOptions options;
    options.resolution = 1;
    options.min_cluster_size = 2;
    Topics topics = find_topics(graph, options);
    EXPECT_TRUE(verify_topics(graph, topics, options).holds());
    EXPECT_EQ(topics.start_labels, (std::vector<std::int32_t>{0, 0, 1, 1}));
    topics.start_labels = {0, 0, 0, 0};
    expect_finding(verify_topics(graph, topics, options), "not connected");
}

TEST(VerifyTopics, RefusesTopicsOfAnotherGraph) {
    const Found found;
    EXPECT_THROW((void)verify_topics(found.graph, {}, {}), Error);
    Topics wrong = found.topics;
    wrong.start_labels[0] = 5000;
    EXPECT_THROW((void)verify_topics(found.graph, wrong, {}), Error);
}

}  // namespace asterism
