#include <algorithm>
#include <string>
#include <utility>

#include "asterism/error.hpp"
#include "asterism/topics.hpp"
#include "base/require.hpp"
#include "base/stage.hpp"
#include "base/threads.hpp"
#include "topics/find_partition.hpp"
#include "topics/flat_topics.hpp"
#include "topics/topic_layers.hpp"

namespace asterism {
namespace {

void check(const NeighborGraph& graph, const TopicOptions& options) {
    require(!options.resolution || (*options.resolution >= 0.001 && *options.resolution <= 1000),
            "resolution must be between 0.001 and 1000");
    require(!options.about || *options.about >= 1, "about must ask for at least one topic");
    require(!options.about || !options.resolution, "a number of topics and a resolution exclude each other");
    require(options.certainty >= 0 && options.certainty <= 1, "certainty must be between 0 and 1");
    require(options.min_cluster_size >= 2, "min_cluster_size must be at least 2");
    require(options.start.empty() || options.start.size() == graph.node_of_row.size(),
            "start must have one label per row");
    require(options.start.empty() || options.resolution, "a warm start needs the resolution it comes from");
}

/// What nodes have, by row.
void add_rows(const NeighborGraph& graph, const topics::MainLayer& main, Topics& result) {
    for (const std::uint32_t node : graph.node_of_row) {
        const double share = graph::as_number(main.certainty[node]);
        const bool sure = main.certainty[node] >= main.floor.certainty;
        result.start_labels.push_back(static_cast<std::int32_t>(main.topic[node]));
        result.labels.push_back(sure ? main.flat.label_of_topic[main.topic[node]] : -1);
        result.probabilities.push_back(result.labels.back() >= 0 ? share : 0.0);
        result.outlier_scores.push_back(1.0 - share);
    }
}

Layers find_layers(const NeighborGraph& graph, const topics::MainLayer& main, int threads, const Observer& observer) {
    topics::Stories stories = topics::find_stories(main, threads, observer);
    Layers layers;
    for (const std::uint32_t node : graph.node_of_row)
        layers.stories.push_back(stories.story[node]);
    layers.story_parents = std::move(stories.parents);
    layers.story_persistence = std::move(stories.persistence);
    topics::Themes themes = topics::find_themes(main, observer);
    layers.themes = std::move(themes.theme);
    layers.theme_persistence = std::move(themes.persistence);
    return layers;
}

}  // namespace

std::int32_t Layers::theme_count() const {
    return themes.empty() ? 0 : *std::max_element(themes.begin(), themes.end()) + 1;
}

Topics find_topics(const NeighborGraph& graph, const TopicOptions& options, Observer* observer_or_null) {
    Observer silent;
    Observer& observer = observer_or_null != nullptr ? *observer_or_null : silent;
    check(graph, options);
    const int threads = thread_count(options.threads);
    Topics result;
    const auto [topic, resolution] = topics::find_partition(graph, options, observer, result.report);
    std::vector<graph::Share> certainty;
    {
        const Stage stage("certainty", observer, result.report);
        certainty = topics::certainties(graph.edges, topic, threads, observer);
    }
    const topics::Floor floor = topics::floor_of(options);
    const topics::FlatTopics flat = topics::flatten(topic, certainty, graph.copies, floor);
    const topics::MainLayer main{graph, topic, flat, certainty, resolution, floor};
    add_rows(graph, main, result);
    const auto inside = topics::shares_inside(graph.edges, topic);
    for (const std::uint32_t t : flat.topic_of_label)
        result.persistence.push_back(inside[t]);
    result.resolution = static_cast<double>(resolution) / topics::kWholeResolution;
    result.quality = topics::quality(graph.edges, topic, resolution);
    if (options.layers) {
        const Stage stage("layers", observer, result.report);
        result.layers = find_layers(graph, main, threads, observer);
    }
    return result;
}

}  // namespace asterism
