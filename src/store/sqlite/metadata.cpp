#include "store/sqlite/metadata.hpp"

#include <fmt/format.h>

#include <cassert>

#include "asterism/error.hpp"
#include "store/sqlite/clusters.hpp"
#include "store/sqlite/obstacles.hpp"

namespace asterism::store::sqlite {

std::vector<std::string> settled_metadata(Session& session, const RunResult& result,
                                          std::span<const std::optional<ClusterId>> kept,
                                          const MetadataSettler& settle) {
    if (!settle) return brought_metadata(result);
    std::vector<std::optional<std::string>> before;
    for (const auto& id : kept) {
        const auto row = id ? find_cluster(session, *id) : std::nullopt;
        before.push_back(row ? std::optional(row->metadata) : std::nullopt);
    }
    auto settled = settle(before);
    assert(settled.size() == kept.size());
    return settled;
}

void edit_metadata(Session& session, const MetadataEditor& edit) {
    Transaction transaction(session.ready(), Transaction::Kind::write);
    LivingClusters living;
    living.run = query_integer(session.connection(), session.sql("published_run"));
    for (const auto* statement : {"living_clusters", "living_layer_clusters"}) {
        auto row = session.prepare(statement);
        while (row.step())
            living.clusters.push_back(cluster_info(row));
    }
    for (const MetadataChange& change : edit(living)) {
        std::int64_t written = 0;
        for (const auto* statement : {"update_metadata", "update_layer_metadata"})
            written +=
                session.prepare(statement).bind(1, change.cluster_id).bind(2, std::string_view(change.metadata)).run();
        if (written == 0 && is_living(living, change.cluster_id))
            throw held_back(session, 1, "clusters did not take their metadata", session.names().clusters);
        if (written != 1)
            throw Error(ErrorKind::data, fmt::format("cluster {} is not living; those that are: {}", change.cluster_id,
                                                     session.commands().told("clusters")));
    }
    transaction.commit();
}

}  // namespace asterism::store::sqlite
