#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "asterism/error.hpp"
#include "asterism/topics.hpp"
#include "base/findings.hpp"
#include "base/threads.hpp"
#include "graph/random_walk.hpp"
#include "topics/flat_topics.hpp"
#include "topics/modularity.hpp"
#include "topics/partition.hpp"

namespace asterism {
namespace {

using topics::Modularity;
using topics::Partition;
using topics::Thousandths;

constexpr std::size_t kBlock = 256;  // nodes a task checks

/// Per node the topic of its rows; canonical or nothing.
Partition partition_of(const NeighborGraph& graph, const Topics& found) {
    if (found.start_labels.size() != graph.node_of_row.size() || found.labels.size() != graph.node_of_row.size() ||
        found.probabilities.size() != found.labels.size() || found.outlier_scores.size() != found.labels.size())
        throw Error(ErrorKind::usage, "the topics are not those of this graph");
    Partition topic(graph.copies.size());
    for (std::size_t row = 0; row < found.start_labels.size(); ++row) {
        const std::int32_t label = found.start_labels[row];
        if (label < 0 || static_cast<std::size_t>(label) >= topic.size())
            throw Error(ErrorKind::usage, "row " + std::to_string(row) + " has no topic of this graph");
        topic[graph.node_of_row[row]] = static_cast<std::uint32_t>(label);
    }
    return topic;
}

/// Every move of a single node. To a topic that it has no edge to, or to one of its own, it gains at most 0, as degrees
/// are not negative; so whoever gains 0 or more where it is can only be better off with one of its neighbours.
class Moves {
 public:
    Moves(const WeightedGraph& graph, const Partition& topic, Thousandths resolution)
        : graph_(graph), topic_(topic), modularity_(graph.total, resolution), degree_(topics::count_topics(topic), 0) {
        for (std::uint32_t v = 0; v < graph.nodes(); ++v)
            degree_[topic[v]] += graph.degree[v];
    }

    [[nodiscard]] bool improves(std::uint32_t v) const {
        const std::map<std::uint32_t, std::int64_t> weights = weights_to_topics(v);
        const std::int64_t degree = graph_.degree[v];
        const std::uint32_t own = topic_[v];
        const Int128 here = modularity_.gain(weights.at(own), degree, degree_[own] - degree);
        if (here < 0) return true;
        for (const auto& [t, weight] : weights) {
            if (t != own && modularity_.gain(weight, degree, degree_[t]) > here) return true;
        }
        return false;
    }

 private:
    /// Of v to the topics of its neighbours, and to its own.
    [[nodiscard]] std::map<std::uint32_t, std::int64_t> weights_to_topics(std::uint32_t v) const {
        std::map<std::uint32_t, std::int64_t> weights{{topic_[v], 0}};
        const auto neighbors = graph_.neighbors_of(v);
        for (std::size_t e = 0; e < neighbors.size(); ++e)
            weights[topic_[neighbors[e]]] += graph_.weights_of(v)[e];
        return weights;
    }

    const WeightedGraph& graph_;
    const Partition& topic_;
    Modularity modularity_;
    std::vector<std::int64_t> degree_;
};

void check_moves(const NeighborGraph& graph, const Partition& topic, Thousandths resolution, int threads,
                 const Observer& observer, Findings& found) {
    const Moves moves(graph.edges, topic, resolution);
    std::vector<char> improves(topic.size(), false);
    parallel_for((topic.size() + kBlock - 1) / kBlock, threads, observer, [&](std::size_t block, int) {
        for (std::size_t v = block * kBlock; v < std::min(topic.size(), (block + 1) * kBlock); ++v)
            improves[v] = moves.improves(static_cast<std::uint32_t>(v));
    });
    for (std::size_t v = 0; v < topic.size(); ++v) {
        if (improves[v]) found.add("row {} would be better placed in another topic", graph.row_of_node[v]);
    }
}

/// A walk through each topic from its first node must find all of it.
void check_connected(const NeighborGraph& graph, const Partition& topic, Findings& found) {
    std::vector<char> seen(topic.size(), false);
    std::vector<char> met(topics::count_topics(topic), false);
    std::vector<std::uint32_t> stack;
    for (std::uint32_t first = 0; first < topic.size(); ++first) {
        if (seen[first]) continue;
        if (met[topic[first]]) found.add("topic {} is not connected", topic[first]);
        met[topic[first]] = true;
        seen[first] = true;
        stack.push_back(first);
        while (!stack.empty()) {
            const std::uint32_t v = stack.back();
            stack.pop_back();
            for (const std::uint32_t u : graph.edges.neighbors_of(v)) {
                if (seen[u] || topic[u] != topic[v]) continue;
                seen[u] = true;
                stack.push_back(u);
            }
        }
    }
}

/// Certainties and labels by their definitions.
void check_numbers(const NeighborGraph& graph, const Partition& topic, const Topics& result,
                   const TopicOptions& options, const Observer& observer, Findings& found) {
    const int threads = thread_count(options.threads);
    const auto certainty = topics::certainties(graph.edges, topic, threads, observer);
    const topics::Floor floor{topics::least_share(options.certainty), options.min_cluster_size};
    const auto flat = topics::flatten(topic, certainty, graph.copies, floor);
    for (std::size_t row = 0; row < graph.node_of_row.size(); ++row) {
        const std::uint32_t node = graph.node_of_row[row];
        const std::int32_t label = certainty[node] >= floor.certainty ? flat.label_of_topic[topic[node]] : -1;
        const double share = graph::as_number(certainty[node]);
        const bool holds = result.start_labels[row] == static_cast<std::int32_t>(topic[node]) &&
                           result.labels[row] == label && result.outlier_scores[row] == 1 - share &&
                           result.probabilities[row] == (label >= 0 ? share : 0.0);
        if (!holds) found.add("row {}: its label or certainty is not that of its topic", row);
    }
}

}  // namespace

Verification verify_topics(const NeighborGraph& graph, const Topics& result, const TopicOptions& options,
                           Observer* observer_or_null) {
    Observer silent;
    Observer& observer = observer_or_null != nullptr ? *observer_or_null : silent;
    observer.stage("verify");
    const Partition topic = partition_of(graph, result);
    const Thousandths resolution = std::llround(result.resolution * 1000);
    Findings found;
    if (Partition canonical = topic; topics::renumber(canonical), canonical != topic)
        found.add("topics are not numbered by their first rows");
    check_moves(graph, topic, resolution, thread_count(options.threads), observer, found);
    check_connected(graph, topic, found);
    check_numbers(graph, topic, result, options, observer, found);
    if (result.quality != topics::quality(graph.edges, topic, resolution))
        found.add("the quality is not that of the topics");
    Verification verification;
    verification.rows_checked = graph.node_of_row.size();
    verification.pairs_checked = topic.size() * topics::count_topics(topic);
    verification.complete = true;
    found.move_into(verification);
    return verification;
}

}  // namespace asterism
