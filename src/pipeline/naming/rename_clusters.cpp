#include "pipeline/naming/rename_clusters.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "asterism/error.hpp"
#include "pipeline/naming/cluster_names.hpp"
#include "pipeline/naming/theme_stage.hpp"

namespace asterism::pipeline {
namespace {

using store::ClusterId;

/// The published run with a label per living cluster; ids ascend.
struct Published {
    std::optional<store::RunId> run;
    store::Assignments rows;
    std::map<ClusterId, std::size_t> label_of;
};

void require_living(const store::ReaderDBClient& client, std::span<const ClusterId> ids,
                    const std::map<ClusterId, std::size_t>& living) {
    std::vector<ClusterId> missing;
    std::ranges::copy_if(ids, std::back_inserter(missing), [&](ClusterId id) { return !living.contains(id); });
    if (missing.empty()) return;
    throw Error(ErrorKind::data, fmt::format("there is no living cluster {}; those that are: {}",
                                             fmt::join(missing, ", "), client.commands().told("clusters")));
}

Published read_published(store::ReaderDBClient& client) {
    Published found;
    for (const auto& cluster : client.clusters(0))
        found.label_of.emplace(cluster.id, 0);
    std::size_t label = 0;
    for (auto& [id, its_label] : found.label_of)
        its_label = label++;
    const store::PublishedAssignments last = client.published_assignments();
    std::vector<std::size_t> order(last.ids.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return last.ids.compare(a, b) < 0; });
    found.run = last.run;
    found.rows = store::Assignments(last.ids.type());
    for (const std::size_t row : order) {
        const auto known = found.label_of.find(last.clusters[row]);
        const bool living = known != found.label_of.end();
        found.rows.ids.push_back(last.ids[row]);
        found.rows.add(living ? static_cast<std::int32_t>(known->second) : -1, 0, 0,
                       living ? last.how[row] : store::How::noise);
    }
    return found;
}

/// What the edit is about, in the order of the living clusters.
struct Chosen {
    std::vector<ClusterId> ids;
    std::vector<ClusterMetadata> fresh, before, others;
};

Chosen choose(const store::LivingClusters& living, const std::map<ClusterId, ClusterMetadata>& named) {
    Chosen chosen;
    for (const auto& cluster : living.clusters) {
        const auto one = named.find(cluster.id);
        if (one == named.end()) {
            chosen.others.push_back(ClusterMetadata::parse(cluster.metadata));
            continue;
        }
        chosen.ids.push_back(cluster.id);
        chosen.fresh.push_back(one->second);
        chosen.before.push_back(ClusterMetadata::parse(cluster.metadata));
    }
    return chosen;
}

/// The themes of all living clusters; an endpoint is asked for the chosen ones only.
NamedThemes name_all(store::ReaderDBClient& client, const Published& published, std::span<const ClusterId> chosen,
                     const ThemeSettings& settings, const Observer& observer) {
    std::vector<store::RunCluster> clusters(published.label_of.size());
    for (const std::int32_t label : published.rows.labels) {
        if (label >= 0) ++clusters[static_cast<std::size_t>(label)].article_count;
    }
    std::vector<bool> asked(clusters.size(), false);
    for (const ClusterId id : chosen)
        asked[published.label_of.at(id)] = true;
    const std::vector<std::vector<ArticleId>> representatives(clusters.size());
    return name_clusters(client,
                         {.rows = published.rows,
                          .clusters = clusters,
                          .representatives = representatives,
                          .keeps_label = [&](std::size_t label, const themes::Theme&) { return !asked[label]; }},
                         settings, language_pipeline(settings), observer);
}

}  // namespace

void rename_clusters(store::ReaderDBClient& client, std::span<const ClusterId> ids, const ThemeSettings& settings,
                     const Observer& observer) {
    const Published published = read_published(client);
    require_living(client, ids, published.label_of);
    const NamedThemes all = name_all(client, published, ids, settings, observer);
    std::map<ClusterId, ClusterMetadata> named;
    for (const ClusterId id : ids)
        named[id] = all.clusters[published.label_of.at(id)];
    client.edit_metadata([&](const store::LivingClusters& living) {
        if (living.run != published.run)
            throw Error(ErrorKind::lease, "another run was published meanwhile; run this again");
        const Chosen chosen = choose(living, named);
        const auto renamed = renew_names(chosen.fresh, chosen.before, chosen.others);
        std::vector<store::MetadataChange> changes;
        for (std::size_t i = 0; i < renamed.size(); ++i)
            changes.push_back({chosen.ids[i], renamed[i].text()});
        return changes;
    });
}

}  // namespace asterism::pipeline
