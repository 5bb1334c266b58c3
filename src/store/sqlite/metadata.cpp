/// The metadata of clusters that exist: what a publish finds, and edits of it. Both hold the write lock, so neither
/// loses what the other wrote.
#include <fmt/format.h>

#include <cassert>

#include "asterism/error.hpp"
#include "store/sqlite/client.hpp"

namespace asterism::store::sqlite {

std::vector<std::string> SqliteClient::settled_metadata(const RunResult& result,
                                                        std::span<const std::optional<ClusterId>> kept,
                                                        const MetadataSettler& settle) {
    if (!settle) return brought_metadata(result);
    std::vector<std::optional<std::string>> before;
    for (const auto& id : kept) {
        const auto row = id ? find_cluster(*id) : std::nullopt;
        before.push_back(row ? std::optional(row->metadata) : std::nullopt);
    }
    auto settled = settle(before);
    assert(settled.size() == result.clusters.size());
    return settled;
}

void SqliteClient::edit_metadata(const MetadataEditor& edit) {
    Transaction transaction(ready(), Transaction::Kind::write);
    LivingClusters living;
    living.run = query_integer(*db_, sql_.text("published_run"));
    auto row = prepare("living_clusters");
    while (row.step())
        living.clusters.push_back(cluster_info(row));
    for (const MetadataChange& change : edit(living)) {
        const auto written =
            prepare("update_metadata").bind(1, change.cluster_id).bind(2, std::string_view(change.metadata)).run();
        if (written != 1)
            throw Error(ErrorKind::data, fmt::format("cluster {} is not living; those that are: {}", change.cluster_id,
                                                     commands().told("clusters")));
    }
    transaction.commit();
}

}  // namespace asterism::store::sqlite
