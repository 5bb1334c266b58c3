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

/// A topic taken apart.
struct Parts {
    Partition part;              ///< per member
    std::vector<double> shares;  ///< per part, of its weight in the whole graph: what stays inside
};

Parts split(const WeightedGraph& graph, WeightedGraph& inside, std::span<const std::uint32_t> members,
            Thousandths resolution, const Observer& observer) {
    for (std::uint32_t i = 0; i < inside.nodes(); ++i)
        inside.degree[i] = graph.degree[members[i]];
    inside.total = graph.total;
    Parts parts{settle(inside, singletons(inside.nodes()), resolution, observer), {}};
    parts.shares = shares_inside(inside, parts.part);
    graph::sum_degrees(inside);  // walks stay inside
    return parts;
}

/// The stories of one topic, numbered from 0; none when it does not split.
struct OwnStories {
    std::vector<std::int32_t> story;  ///< per member, -1 = none
    std::vector<double> persistence;
};

OwnStories stories_of(const MainLayer& main, std::span<const std::uint32_t> members,
                      std::span<const std::uint32_t> place, const Observer& observer) {
    WeightedGraph inside = subgraph(main.graph.edges, main.topic, members, place);
    const auto [part, shares] = split(main.graph.edges, inside, members, main.resolution * kLayerRatio, observer);
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
    OwnStories own;
    for (std::uint32_t i = 0; i < members.size(); ++i) {
        const bool sure = copies[i] > 0 && certainty[i] >= main.floor.certainty;
        own.story.push_back(sure ? flat.label_of_topic[part[i]] : -1);
    }
    for (const std::uint32_t topic : flat.topic_of_label)
        own.persistence.push_back(shares[topic]);
    return own;
}

}  // namespace

Stories find_stories(const MainLayer& main, int threads, const Observer& observer) {
    const graph::Members members(main.topic, count_topics(main.topic));
    const std::vector<std::uint32_t> place = members.places();
    const auto& labels = main.flat.topic_of_label;
    std::vector<OwnStories> found(labels.size());
    parallel_for(labels.size(), threads, observer, [&](std::size_t label, int) {
        found[label] = stories_of(main, members.of(labels[label]), place, observer);
    });
    Stories stories{std::vector<std::int32_t>(main.topic.size(), -1), {}, {}};
    for (std::size_t label = 0; label < labels.size(); ++label) {
        const auto first = static_cast<std::int32_t>(stories.parents.size());
        const OwnStories& own = found[label];
        for (std::size_t i = 0; i < own.story.size(); ++i)
            if (own.story[i] >= 0) stories.story[members.of(labels[label])[i]] = first + own.story[i];
        stories.parents.insert(stories.parents.end(), own.persistence.size(), static_cast<std::int32_t>(label));
        stories.persistence.insert(stories.persistence.end(), own.persistence.begin(), own.persistence.end());
    }
    return stories;
}

Themes find_themes(const MainLayer& main, const Observer& observer) {
    const WeightedGraph topics = aggregate(main.graph.edges, main.topic, count_topics(main.topic));
    const Thousandths resolution = std::max<Thousandths>(1, main.resolution / kLayerRatio);
    const Partition merged = settle(topics, singletons(topics.nodes()), resolution, observer);
    const std::vector<double> shares = shares_inside(topics, merged);
    std::vector<std::int32_t> number(topics.nodes(), -1);
    Themes themes;
    for (const std::uint32_t topic : main.flat.topic_of_label) {
        std::int32_t& theme = number[merged[topic]];
        if (theme < 0) {
            theme = static_cast<std::int32_t>(themes.persistence.size());
            themes.persistence.push_back(shares[merged[topic]]);
        }
        themes.theme.push_back(theme);
    }
    return themes;
}

}  // namespace asterism::topics
