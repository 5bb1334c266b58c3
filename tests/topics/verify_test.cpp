#include <gtest/gtest.h>

#include <string>

#include "asterism/error.hpp"
#include "asterism/topics.hpp"
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

}  // namespace

TEST(VerifyGraph, ProvesListsAndEdges) {
    const Found found;
    const Verification verification = verify_graph(found.rows, found.lists, found.graph, 2);
    EXPECT_TRUE(verification.holds());
    EXPECT_TRUE(verification.complete);
    EXPECT_EQ(verification.rows_checked, 200U);
    EXPECT_EQ(verification.pairs_checked, 200U * 199);
}

TEST(VerifyGraph, FindsAWrongNeighborAndAWrongWeight) {
    Found found;
    std::swap(found.lists.rows[17 * 15 + 3], found.lists.rows[17 * 15 + 4]);
    expect_finding(verify_graph(found.rows, found.lists, found.graph), "row 17");
    Found other;
    ++other.graph.edges.weight[5];
    expect_finding(verify_graph(other.rows, other.lists, other.graph), "the graph is not");
}

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
