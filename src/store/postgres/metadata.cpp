#include "store/postgres/metadata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <iterator>
#include <map>

#include "asterism/error.hpp"
#include "store/postgres/clusters.hpp"
#include "store/postgres/obstacles.hpp"

namespace asterism::store::postgres {
namespace {

void lock_metadata(Session& session) {
    session.run("lock_metadata", {qualified(session.names(), "cluster_runs")});
}

std::map<ClusterId, std::string> metadata_of(Session& session, const std::vector<std::optional<ClusterId>>& kept) {
    std::string ids;
    for (const auto& id : kept)
        if (id) ids += fmt::format("{}{}", ids.empty() ? "" : ",", *id);
    std::map<ClusterId, std::string> found;
    for (const auto* statement : {"lock_kept_metadata", "lock_kept_layer_metadata"}) {
        const Result rows = session.run(statement, {"{" + ids + "}"});
        for (int row = 0; row < rows.rows(); ++row)
            found[rows.integer(row, 0)] = rows.text(row, 1);
    }
    return found;
}

LivingClusters living_clusters(Session& session) {
    LivingClusters living;
    const Result run = session.run("published_run");
    if (run.rows() > 0) living.run = run.integer(0, 0);
    living.clusters = all_clusters(session.run("lock_living_clusters"));
    std::ranges::move(all_clusters(session.run("lock_living_layer_clusters")), std::back_inserter(living.clusters));
    return living;
}

void write_metadata(Session& session, const LivingClusters& living, const MetadataChange& change) {
    for (const auto* statement : {"update_metadata", "update_layer_metadata"})
        if (session.run(statement, {change.cluster_id, change.metadata}).affected() == 1) return;
    if (is_living(living, change.cluster_id))
        throw held_back(session, 1, "clusters did not take their metadata", session.catalogue().clusters);
    throw Error(ErrorKind::data, fmt::format("cluster {} is not living; those that are: {}", change.cluster_id,
                                             session.commands().told("clusters")));
}

}  // namespace

std::vector<std::string> settled_metadata(Session& session, const RunResult& result,
                                          const std::vector<std::optional<ClusterId>>& kept,
                                          const MetadataSettler& settle) {
    lock_metadata(session);
    const auto found = metadata_of(session, kept);
    if (!settle) return brought_metadata(result);
    std::vector<std::optional<std::string>> before;
    for (const auto& id : kept) {
        const auto row = id ? found.find(*id) : found.end();
        before.push_back(row == found.end() ? std::nullopt : std::optional(row->second));
    }
    auto settled = settle(before);
    assert(settled.size() == kept.size());
    return settled;
}

void edit_metadata(Session& session, const MetadataEditor& edit) {
    session.transact_on_tables(Access::write, [&] {
        lock_metadata(session);
        const LivingClusters living = living_clusters(session);
        for (const MetadataChange& change : edit(living))
            write_metadata(session, living, change);
    });
}

}  // namespace asterism::store::postgres
