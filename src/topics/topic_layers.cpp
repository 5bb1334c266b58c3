#include "topics/topic_layers.hpp"

#include <algorithm>
#include <utility>

#include "base/threads.hpp"
#include "graph/degrees.hpp"
#include "graph/members.hpp"
#include "topics/aggregate.hpp"
#include "topics/consensus.hpp"

namespace asterism::topics {
namespace {

/// Per member of one topic the part that it belongs to.
Partition split(const WeightedGraph& graph, WeightedGraph& inside, std::span<const std::uint32_t> members,
                Thousandths resolution, const Observer& observer) {
    for (std::uint32_t i = 0; i < inside.nodes(); ++i)
        inside.degree[i] = graph.degree[members[i]];
    inside.total = graph.total;
    Partition part = settle(inside, singletons(inside.nodes()), resolution, observer);
    graph::sum_degrees(inside);  // walks stay inside
    return part;
}

/// Per member its story, -1 for none; empty when the topic does not split.
std::vector<std::int32_t> stories_of(const MainLayer& main, std::span<const std::uint32_t> members,
                                     std::span<const std::uint32_t> place, const Observer& observer) {
    WeightedGraph inside = subgraph(main.graph.edges, main.topic, members, place);
    const Partition part = split(main.graph.edges, inside, members, main.resolution * kLayerRatio, observer);
    if (count_topics(part) < 2) return {};
    auto certainty = certainties(inside, part, 1, observer);
    std::vector<std::uint32_t> copies;
    for (std::uint32_t i = 0; i < members.size(); ++i) {
        copies.push_back(main.graph.copies[members[i]]);
        // Noise of the main layer has no story, however sure it is of its place inside.
        if (main.certainty[members[i]] < main.floor.certainty) copies.back() = 0;
    }
    const FlatTopics flat = flatten(part, certainty, copies, main.floor);
    if (flat.topic_of_label.size() < 2) return {};
    std::vector<std::int32_t> story;
    for (std::uint32_t i = 0; i < members.size(); ++i) {
        const bool sure = copies[i] > 0 && certainty[i] >= main.floor.certainty;
        story.push_back(sure ? flat.label_of_topic[part[i]] : -1);
    }
    return story;
}

}  // namespace

Stories find_stories(const MainLayer& main, int threads, const Observer& observer) {
    const graph::Members members(main.topic, count_topics(main.topic));
    const std::vector<std::uint32_t> place = members.places();
    const auto& labels = main.flat.topic_of_label;
    std::vector<std::vector<std::int32_t>> found(labels.size());
    parallel_for(labels.size(), threads, observer, [&](std::size_t label, int) {
        found[label] = stories_of(main, members.of(labels[label]), place, observer);
    });
    Stories stories{std::vector<std::int32_t>(main.topic.size(), -1), {}};
    for (std::size_t label = 0; label < labels.size(); ++label) {
        const auto first = static_cast<std::int32_t>(stories.parents.size());
        std::int32_t count = 0;
        for (std::size_t i = 0; i < found[label].size(); ++i) {
            if (found[label][i] < 0) continue;
            stories.story[members.of(labels[label])[i]] = first + found[label][i];
            count = std::max(count, found[label][i] + 1);
        }
        stories.parents.insert(stories.parents.end(), static_cast<std::size_t>(count),
                               static_cast<std::int32_t>(label));
    }
    return stories;
}

std::vector<std::int32_t> find_themes(const MainLayer& main, const Observer& observer) {
    const WeightedGraph topics = aggregate(main.graph.edges, main.topic, count_topics(main.topic));
    const Thousandths resolution = std::max<Thousandths>(1, main.resolution / kLayerRatio);
    const Partition merged = settle(topics, singletons(topics.nodes()), resolution, observer);
    std::vector<std::int32_t> number(topics.nodes(), -1);
    std::int32_t themes = 0;
    std::vector<std::int32_t> result;
    for (const std::uint32_t topic : main.flat.topic_of_label) {
        std::int32_t& theme = number[merged[topic]];
        if (theme < 0) theme = themes++;
        result.push_back(theme);
    }
    return result;
}

}  // namespace asterism::topics
