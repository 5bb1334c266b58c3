#include "store/records.hpp"

#include <algorithm>

#include <array>

namespace asterism::store {

std::string_view to_string(Rejection reason) {
    static constexpr std::array<std::string_view, 6> kNames{"null_vector", "wrong_dimension", "not_finite",
                                                            "zero_norm",   "beyond_float32",  "text_not_binary"};
    return kNames.at(static_cast<std::size_t>(reason));
}

std::string_view to_string(RunStatus status) {
    static constexpr std::array<std::string_view, 6> kNames{"running",   "dry",        "held",
                                                            "published", "superseded", "failed"};
    return kNames.at(static_cast<std::size_t>(status));
}

std::string_view to_string(Event event) {
    static constexpr std::array<std::string_view, 8> kNames{"born",   "continued", "died",   "grown",
                                                            "shrunk", "split",     "merged", "revived"};
    return kNames.at(static_cast<std::size_t>(event));
}

ClusterId id_of(const ClusterRef& cluster, std::span<const ClusterId> of_labels) {
    return cluster.label < 0 ? cluster.cluster_id : of_labels[static_cast<std::size_t>(cluster.label)];
}

std::vector<std::string> brought_metadata(const RunResult& result) {
    std::vector<std::string> metadata;
    for (const RunCluster& cluster : result.clusters)
        metadata.push_back(cluster.metadata);
    return metadata;
}

bool is_living(const LivingClusters& living, ClusterId id) {
    return std::ranges::any_of(living.clusters, [&](const ClusterInfo& cluster) { return cluster.id == id; });
}

}  // namespace asterism::store
