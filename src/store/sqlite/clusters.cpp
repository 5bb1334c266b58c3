/// Clusters, singly and in bulk, and what is there of them.
#include "asterism/error.hpp"
#include "store/sqlite/client.hpp"

namespace asterism::store::sqlite {

ClusterInfo cluster_info(const Statement& row) {
    return {.id = row.integer(0),
            .article_count = row.integer(1),
            .metadata = row.string(2),
            .first_seen = row.string(3),
            .last_seen = row.string(4),
            .retired_at = row.string(5)};
}

ClusterId SqliteClient::write_cluster(const ClusterRow& row, std::optional<std::string_view> metadata,
                                      std::string_view now) {
    require_dimensions(row.centroid.size());
    const auto id = row.cluster_id ? row.cluster_id : query_integer(*db_, sql_.text("next_cluster_id"));
    if (row.cluster_id) prepare("raise_cluster_id").bind(1, *row.cluster_id).run();
    auto statement = prepare("upsert_cluster");
    statement.bind(1, *id).bind(2, row.centroid).bind(3, row.article_count).bind(4, metadata).bind(5, now);
    expect_rows(statement.run(), 1, "clusters were not written", options_.names.clusters);
    return *id;
}

ClusterId SqliteClient::upsert_cluster(std::span<const float> centroid, std::int64_t article_count,
                                       std::optional<ClusterId> cluster_id) {
    Transaction transaction(ready(), Transaction::Kind::write);
    const auto id = write_cluster({cluster_id, centroid, article_count, {}}, std::nullopt, utc_now());
    transaction.commit();
    return id;
}

std::vector<ClusterId> SqliteClient::upsert_clusters(std::span<const ClusterRow> rows) {
    Transaction transaction(ready(), Transaction::Kind::write);
    const auto now = utc_now();
    std::vector<ClusterId> ids;
    for (const ClusterRow& row : rows)
        ids.push_back(write_cluster(row, std::string_view(row.metadata), now));
    transaction.commit();
    return ids;
}

void SqliteClient::update_article_cluster(const ArticleId& article, std::optional<ClusterId> cluster) {
    ready();
    const auto id = as_stored(article, id_type());
    prepare("update_article_cluster").bind_id(1, id).bind(2, cluster).run();
    if (has_row(prepare("article_cluster_differs").bind_id(1, id).bind(2, cluster)))
        throw held_back(1, "articles did not take their cluster", options_.names.articles);
}

std::int64_t SqliteClient::batch_update_article_clusters(const ArticleIds& ids,
                                                         std::span<const std::optional<ClusterId>> clusters) {
    Transaction transaction(ready(), Transaction::Kind::write);
    require_id_type(ids);
    auto statement = prepare("update_article_cluster"), differs = prepare("article_cluster_differs");
    std::int64_t changed = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        bind_id(statement, 1, ids, i);
        changed += statement.bind(2, clusters[i]).run();
        bind_id(differs, 1, ids, i);
        if (has_row(differs.bind(2, clusters[i])))
            throw held_back(1, "articles did not take their cluster", options_.names.articles);
    }
    transaction.commit();
    return changed;
}

std::vector<ClusterInfo> SqliteClient::clusters(std::size_t limit) {
    ready();
    auto row = prepare("list_clusters");
    row.bind(1, sql_limit(limit));
    std::vector<ClusterInfo> found;
    while (row.step())
        found.push_back(cluster_info(row));
    return found;
}

std::optional<ClusterInfo> SqliteClient::find_cluster(ClusterId id) {
    ready();
    auto row = prepare("find_cluster");
    row.bind(1, id);
    if (!row.step()) return std::nullopt;
    return cluster_info(row);
}

std::vector<ClusterArticle> SqliteClient::cluster_articles(ClusterId id, std::size_t limit) {
    ready();
    auto row = prepare("cluster_articles");
    row.bind(1, id).bind(2, sql_limit(limit));
    std::vector<ClusterArticle> found;
    while (row.step()) {
        const ArticleId article = row.is_integer(0) ? ArticleId(row.integer(0)) : ArticleId(row.string(0));
        found.push_back({article, row.string(1), row.real(2)});
    }
    return found;
}

}  // namespace asterism::store::sqlite
