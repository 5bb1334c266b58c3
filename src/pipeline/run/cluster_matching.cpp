#include "pipeline/run/cluster_matching.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
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

/// `clusters`: of the rows of the last run, in one of its layers.
Overlaps count(const ArticleIds& ids, std::span<const std::int32_t> labels, std::span<const store::How> how,
               std::size_t label_count, RowFilter counts, const store::PublishedAssignments& last,
               std::span<const ClusterId> clusters) {
    Overlaps overlaps;
    overlaps.label_sizes.assign(label_count, 0);
    for (std::size_t j = 0; j < last.ids.size(); ++j) {
        if (!counts(last.how[j])) continue;
        const auto i = find_id(ids, last.ids[j]);
        if (!i || !counts(how[*i])) continue;
        const std::int32_t label = labels[*i];
        const ClusterId cluster = clusters[j];
        if (label >= 0) ++overlaps.label_sizes[static_cast<std::size_t>(label)];
        if (cluster >= 0) ++overlaps.cluster_sizes[cluster];
        if (label >= 0 && cluster >= 0) ++overlaps.shared[{label, cluster}];
    }
    return overlaps;
}

std::vector<std::optional<ClusterId>> kept_ids(const Overlaps& overlaps) {
    std::vector<std::optional<ClusterId>> kept(overlaps.label_sizes.size());
    for (const auto& [pair, shared] : overlaps.shared) {
        const auto label = static_cast<std::size_t>(pair.first);
        const std::int64_t joined = overlaps.label_sizes[label] + overlaps.cluster_sizes.at(pair.second) - shared;
        if (2 * shared > joined) kept[label] = pair.second;
    }
    return kept;
}

/// Of all articles, per label.
std::vector<std::int64_t> sizes_of(std::span<const std::int32_t> labels, std::size_t label_count) {
    std::vector<std::int64_t> sizes(label_count, 0);
    for (const std::int32_t label : labels)
        if (label >= 0) ++sizes[static_cast<std::size_t>(label)];
    return sizes;
}

/// Per row the theme of its cluster.
std::vector<std::int32_t> themes_of(const store::RunResult& result) {
    std::vector<std::int32_t> themes = result.assignments.labels;
    for (std::int32_t& label : themes)
        if (label >= 0) label = result.clusters[static_cast<std::size_t>(label)].parent;
    return themes;
}

std::vector<store::LineageEvent> events_of(const std::vector<std::optional<ClusterId>>& kept,
                                           std::span<const std::int64_t> sizes, const Overlaps& overlaps,
                                           const store::PublishedAssignments& last) {
    std::unordered_map<ClusterId, std::int64_t> before;
    for (const ClusterId cluster : last.clusters)
        if (cluster >= 0) ++before[cluster];
    std::vector<store::LineageEvent> events;
    std::set<ClusterId> living_on;
    for (std::size_t label = 0; label < kept.size(); ++label) {
        store::LineageEvent event;
        event.cluster.label = static_cast<std::int32_t>(label);
        event.size_after = sizes[label];
        if (kept[label]) {
            event.event = store::Event::continued;
            event.shared = overlaps.shared.at({event.cluster.label, *kept[label]});
            event.size_before = before.at(*kept[label]);
            living_on.insert(*kept[label]);
        }
        events.push_back(event);
    }
    for (const store::ClusterSize& cluster : last.living)
        if (!living_on.contains(cluster.id))
            events.push_back({.event = store::Event::died,
                              .cluster = {.label = -1, .cluster_id = cluster.id},
                              .other = std::nullopt,
                              .shared = 0,
                              .size_before = cluster.articles,
                              .size_after = 0});
    return events;
}

}  // namespace

bool took_part(store::How how) {
    return how != store::How::rejected;
}

bool decides_lineage(store::How how) {
    return took_part(how) && !store::follows(how);
}

store::ClusterMatcher match_by_overlap(const ArticleIds& ids, std::span<const std::int32_t> labels,
                                       std::span<const store::How> how, std::int32_t label_count, RowFilter counts) {
    return [&ids, labels, how, label_count, counts](const store::PublishedAssignments& last) {
        const Overlaps overlaps =
            count(ids, labels, how, static_cast<std::size_t>(label_count), counts, last, last.clusters);
        store::Lineage lineage{.kept = kept_ids(overlaps), .events = {}};
        lineage.events = events_of(lineage.kept, sizes_of(labels, lineage.kept.size()), overlaps, last);
        return lineage;
    };
}

store::ClusterMatcher match_run(const store::RunResult& result) {
    const store::Assignments& rows = result.assignments;
    const auto main = match_by_overlap(rows.ids, rows.labels, rows.how,
                                       static_cast<std::int32_t>(result.clusters.size()), decides_lineage);
    return [&result, &rows, main](const store::PublishedAssignments& last) {
        store::Lineage lineage = main(last);
        const std::size_t stories = result.story_count(), themes = result.layers.size() - stories;
        const auto keep = [&](std::span<const std::int32_t> labels, std::size_t labels_count,
                              std::span<const ClusterId> clusters) {
            if (labels_count == 0) return;
            const auto kept =
                kept_ids(count(rows.ids, labels, rows.how, labels_count, decides_lineage, last, clusters));
            lineage.kept_layers.insert(lineage.kept_layers.end(), kept.begin(), kept.end());
        };
        keep(rows.stories, stories, last.stories);
        keep(themes > 0 ? themes_of(result) : rows.labels, themes, last.themes);
        return lineage;
    };
}

}  // namespace asterism::pipeline
