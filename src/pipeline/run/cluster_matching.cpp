#include "pipeline/run/cluster_matching.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/id_lookup.hpp"

namespace asterism::pipeline {
namespace {

using store::ClusterId;

/// Sizes of both sides and of their intersections, over articles of both runs.
struct Overlaps {
    std::vector<std::int64_t> label_sizes;
    std::unordered_map<ClusterId, std::int64_t> cluster_sizes;
    std::map<std::pair<std::int32_t, ClusterId>, std::int64_t> shared;
};

Overlaps count(const ArticleIds& ids, std::span<const std::int32_t> labels, std::span<const store::How> how,
               std::int32_t label_count, const store::PublishedAssignments& last) {
    Overlaps overlaps;
    overlaps.label_sizes.assign(static_cast<std::size_t>(label_count), 0);
    for (std::size_t j = 0; j < last.ids.size(); ++j) {
        const auto i = find_id(ids, last.ids[j]);
        if (!i || how[*i] == store::How::rejected) continue;
        const std::int32_t label = labels[*i];
        const ClusterId cluster = last.clusters[j];
        if (label >= 0) ++overlaps.label_sizes[static_cast<std::size_t>(label)];
        if (cluster >= 0) ++overlaps.cluster_sizes[cluster];
        if (label >= 0 && cluster >= 0) ++overlaps.shared[{label, cluster}];
    }
    return overlaps;
}

}  // namespace

store::ClusterMatcher match_by_overlap(const ArticleIds& ids, std::span<const std::int32_t> labels,
                                       std::span<const store::How> how, std::int32_t label_count) {
    return [&ids, labels, how, label_count](const store::PublishedAssignments& last) {
        std::vector<std::optional<ClusterId>> kept(static_cast<std::size_t>(label_count));
        const Overlaps overlaps = count(ids, labels, how, label_count, last);
        for (const auto& [pair, shared] : overlaps.shared) {
            const auto label = static_cast<std::size_t>(pair.first);
            const std::int64_t joined = overlaps.label_sizes[label] + overlaps.cluster_sizes.at(pair.second) - shared;
            if (2 * shared > joined) kept[label] = pair.second;
        }
        return kept;
    };
}

}  // namespace asterism::pipeline
