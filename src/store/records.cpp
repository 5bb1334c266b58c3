#include "store/records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "asterism/error.hpp"

namespace asterism::store {
namespace {

constexpr std::array<std::string_view, 6> kStatuses{"running", "dry", "held", "published", "superseded", "failed"};
constexpr std::array<std::string_view, 3> kLayers{"main", "story", "theme"};

}  // namespace

std::string_view to_string(Rejection reason) {
    static constexpr std::array<std::string_view, 6> kNames{"null_vector", "wrong_dimension", "not_finite",
                                                            "zero_norm",   "beyond_float32",  "text_not_binary"};
    return kNames.at(static_cast<std::size_t>(reason));
}

std::string_view to_string(RunStatus status) {
    return kStatuses.at(static_cast<std::size_t>(status));
}

RunStatus run_status_named(std::string_view name) {
    const auto* const found = std::ranges::find(kStatuses, name);
    if (found != kStatuses.end()) return static_cast<RunStatus>(found - kStatuses.begin());
    throw Error(ErrorKind::schema,
                fmt::format("a run has the unknown status \"{}\"; a later Asterism wrote it, install that one", name));
}

std::string_view to_string(Event event) {
    static constexpr std::array<std::string_view, 8> kNames{"born",   "continued", "died",   "grown",
                                                            "shrunk", "split",     "merged", "revived"};
    return kNames.at(static_cast<std::size_t>(event));
}

std::string_view to_string(Layer layer) {
    return kLayers.at(static_cast<std::size_t>(layer));
}

Layer layer_named(std::string_view name) {
    const auto* const found = std::ranges::find(kLayers, name);
    if (found != kLayers.end()) return static_cast<Layer>(found - kLayers.begin());
    throw Error(
        ErrorKind::schema,
        fmt::format("a layer is called \"{}\", which is unknown here; a later Asterism wrote it, install that one",
                    name));
}

std::size_t story_count(std::span<const RunCluster> layers) {
    const auto is_story = [](const RunCluster& cluster) { return cluster.layer == Layer::story; };
    return static_cast<std::size_t>(std::ranges::partition_point(layers, is_story) - layers.begin());
}

std::vector<std::optional<ClusterId>> Lineage::all_kept() const {
    auto all = kept;
    all.insert(all.end(), kept_layers.begin(), kept_layers.end());
    return all;
}

std::optional<ClusterId> parent_id(const RunCluster& cluster, const RunResult& result, const PublishReport& published) {
    if (cluster.parent < 0 || published.cluster_ids.empty()) return std::nullopt;
    const auto parent = static_cast<std::size_t>(cluster.parent);
    return cluster.layer == Layer::story ? published.cluster_ids[parent]
                                         : published.layer_ids[result.story_count() + parent];
}

ClusterId id_of(const ClusterRef& cluster, std::span<const ClusterId> of_labels) {
    return cluster.label < 0 ? cluster.cluster_id : of_labels[static_cast<std::size_t>(cluster.label)];
}

std::vector<std::string> brought_metadata(const RunResult& result) {
    std::vector<std::string> metadata;
    for (const auto* clusters : {&result.clusters, &result.layers})
        for (const RunCluster& cluster : *clusters)
            metadata.push_back(cluster.metadata);
    return metadata;
}

bool is_living(const LivingClusters& living, ClusterId id) {
    return std::ranges::any_of(living.clusters, [&](const ClusterInfo& cluster) { return cluster.id == id; });
}

}  // namespace asterism::store
