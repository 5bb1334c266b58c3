#include "store/sqlite/clusters.hpp"

#include "asterism/error.hpp"
#include "store/sqlite/dimensions.hpp"
#include "store/sqlite/ids.hpp"
#include "store/sqlite/obstacles.hpp"

namespace asterism::store::sqlite {

ClusterInfo cluster_info(const Statement& row) {
    return {.id = row.integer(0),
            .article_count = row.integer(1),
            .metadata = row.string(2),
            .first_seen = row.string(3),
            .last_seen = row.string(4),
            .retired_at = row.string(5),
            .layer = layer_named(row.text(6)),
            .parent = row.is_null(7) ? std::nullopt : std::optional(row.integer(7))};
}

ClusterId take_id(Session& session, std::optional<ClusterId> kept) {
    const auto id = kept ? kept : query_integer(session.connection(), session.sql("next_cluster_id"));
    if (!id) throw held_back(session, 1, "cluster ids were not taken", "counters");
    if (kept) session.prepare("raise_cluster_id").bind(1, *kept).run();
    return *id;
}

ClusterId write_cluster(Session& session, const ClusterRow& row, std::optional<std::string_view> metadata,
                        std::string_view now) {
    require_dimensions(session, row.centroid.size());
    const ClusterId id = take_id(session, row.cluster_id);
    auto statement = session.prepare("upsert_cluster");
    statement.bind(1, id).bind(2, row.centroid).bind(3, row.article_count).bind(4, metadata).bind(5, now);
    expect_rows(session, statement.run(), 1, "clusters were not written", session.names().clusters);
    return id;
}

ClusterId upsert_cluster(Session& session, std::span<const float> centroid, std::int64_t article_count,
                         std::optional<ClusterId> cluster_id) {
    Transaction transaction(session.ready(), Transaction::Kind::write);
    const auto id = write_cluster(session, {cluster_id, centroid, article_count, {}}, std::nullopt, utc_now());
    transaction.commit();
    return id;
}

std::vector<ClusterId> upsert_clusters(Session& session, std::span<const ClusterRow> rows) {
    Transaction transaction(session.ready(), Transaction::Kind::write);
    const auto now = utc_now();
    std::vector<ClusterId> ids;
    for (const ClusterRow& row : rows)
        ids.push_back(write_cluster(session, row, std::string_view(row.metadata), now));
    transaction.commit();
    return ids;
}

void update_article_cluster(Session& session, const ArticleId& article, std::optional<ClusterId> cluster) {
    session.ready();
    const auto id = as_stored(session, article, id_type(session));
    session.prepare("update_article_cluster").bind_id(1, id).bind(2, cluster).run();
    if (has_row(session.prepare("article_cluster_differs").bind_id(1, id).bind(2, cluster)))
        throw held_back(session, 1, "articles did not take their cluster", session.names().articles);
}

std::int64_t batch_update_article_clusters(Session& session, const ArticleIds& ids,
                                           std::span<const std::optional<ClusterId>> clusters) {
    Transaction transaction(session.ready(), Transaction::Kind::write);
    require_id_type(session, ids);
    auto statement = session.prepare("update_article_cluster"), differs = session.prepare("article_cluster_differs");
    std::int64_t changed = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        bind_id(differs, 1, ids, i);
        if (!has_row(differs.bind(2, clusters[i]))) continue;
        bind_id(statement, 1, ids, i);
        statement.bind(2, clusters[i]).run();
        ++changed;
        if (has_row(differs))
            throw held_back(session, 1, "articles did not take their cluster", session.names().articles);
    }
    transaction.commit();
    return changed;
}

std::vector<ClusterInfo> clusters(Session& session, std::size_t limit) {
    session.ready();
    auto row = session.prepare("list_clusters");
    row.bind(1, sql_limit(limit));
    std::vector<ClusterInfo> found;
    while (row.step())
        found.push_back(cluster_info(row));
    return found;
}

std::vector<ClusterInfo> clusters_in_layers(Session& session) {
    const Transaction snapshot(session.ready(), Transaction::Kind::read);
    std::vector<ClusterInfo> found = clusters(session, 0);
    auto row = session.prepare("list_layer_clusters");
    while (row.step())
        found.push_back(cluster_info(row));
    return found;
}

std::optional<ClusterInfo> find_cluster(Session& session, ClusterId id) {
    session.ready();
    auto row = session.prepare("find_cluster");
    row.bind(1, id);
    if (!row.step()) return std::nullopt;
    return cluster_info(row);
}

std::vector<ClusterArticle> cluster_articles(Session& session, ClusterId id, std::size_t limit) {
    const auto cluster = find_cluster(session, id);
    const Layer layer = cluster ? cluster->layer : Layer::main;
    auto row = session.prepare(layer == Layer::main    ? "cluster_articles"
                               : layer == Layer::story ? "story_articles"
                                                       : "theme_articles");
    row.bind(1, id).bind(2, sql_limit(limit));
    std::vector<ClusterArticle> found;
    while (row.step()) {
        const ArticleId article = row.is_integer(0) ? ArticleId(row.integer(0)) : ArticleId(row.string(0));
        found.push_back({article, row.string(1), row.real(2)});
    }
    return found;
}

}  // namespace asterism::store::sqlite
