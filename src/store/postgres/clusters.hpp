/// The clusters table and the cluster of each article, singly and in bulk.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "store/postgres/session.hpp"

namespace asterism::store::postgres {

/// Takes `count` numbers of the counter row `name`, inside the current transaction; the first of them.
[[nodiscard]] std::int64_t take_numbers(Session& session, std::string_view name, std::int64_t count);

/// Enough memory for the joins and sorts of a bulk write, until the transaction ends: a million rows stay off the disk.
void grant_work_memory(Session& session);

[[nodiscard]] ClusterId upsert_cluster(Session& session, std::span<const float> centroid, std::int64_t article_count,
                                       std::optional<ClusterId> cluster_id);
[[nodiscard]] std::vector<ClusterId> upsert_clusters(Session& session, std::span<const ClusterRow> rows);
void update_article_cluster(Session& session, const ArticleId& article, std::optional<ClusterId> cluster);
/// One COPY and one UPDATE, whatever their number.
[[nodiscard]] std::int64_t batch_update_article_clusters(Session& session, const ArticleIds& ids,
                                                         std::span<const std::optional<ClusterId>> clusters);

/// A row of list_clusters.sql and of what has the same columns; all of them.
[[nodiscard]] ClusterInfo cluster_info(const Result& rows, int row);
[[nodiscard]] std::vector<ClusterInfo> all_clusters(const Result& rows);
[[nodiscard]] std::vector<ClusterInfo> clusters(Session& session, std::size_t limit);
[[nodiscard]] std::vector<ClusterInfo> clusters_in_layers(Session& session);
[[nodiscard]] std::optional<ClusterInfo> find_cluster(Session& session, ClusterId id);
[[nodiscard]] std::vector<ClusterArticle> cluster_articles(Session& session, ClusterId id, std::size_t limit);

}  // namespace asterism::store::postgres
