/// Clusters, singly and in bulk, and what is there of them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "store/sqlite/session.hpp"

namespace asterism::store::sqlite {

ClusterId upsert_cluster(Session& session, std::span<const float> centroid, std::int64_t article_count,
                         std::optional<ClusterId> cluster_id);
std::vector<ClusterId> upsert_clusters(Session& session, std::span<const ClusterRow> rows);
void update_article_cluster(Session& session, const ArticleId& article, std::optional<ClusterId> cluster);
std::int64_t batch_update_article_clusters(Session& session, const ArticleIds& ids,
                                           std::span<const std::optional<ClusterId>> clusters);

[[nodiscard]] std::vector<ClusterInfo> clusters(Session& session, std::size_t limit);
[[nodiscard]] std::vector<ClusterInfo> clusters_in_layers(Session& session);
[[nodiscard]] std::optional<ClusterInfo> find_cluster(Session& session, ClusterId id);
[[nodiscard]] std::vector<ClusterArticle> cluster_articles(Session& session, ClusterId id, std::size_t limit);

/// Inside a write transaction: the one that is kept, or the counter's next.
[[nodiscard]] ClusterId take_id(Session& session, std::optional<ClusterId> kept);
/// Inside a write transaction; without metadata that of a cluster that is there stays.
[[nodiscard]] ClusterId write_cluster(Session& session, const ClusterRow& row, std::optional<std::string_view> metadata,
                                      std::string_view now);
/// A row of list_clusters.sql and of what has the same columns.
[[nodiscard]] ClusterInfo cluster_info(const Statement& row);
/// `limit` as LIMIT wants it: 0 is all.
[[nodiscard]] inline std::int64_t sql_limit(std::size_t limit) {
    return limit == 0 ? -1 : static_cast<std::int64_t>(limit);
}

}  // namespace asterism::store::sqlite
