#include "store/postgres/clusters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "asterism/error.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/copy_writer.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/obstacles.hpp"

namespace asterism::store::postgres {
namespace {

/// LIMIT NULL is no limit.
std::optional<std::int64_t> sql_limit(std::size_t limit) {
    if (limit == 0) return std::nullopt;
    return static_cast<std::int64_t>(limit);
}

std::optional<ClusterInfo> cluster_there(Session& session, ClusterId id) {
    const Result rows = session.run("find_cluster", {id});
    if (rows.rows() == 0) return std::nullopt;
    return cluster_info(rows, 0);
}

constexpr int kBeginning = 120;  // characters of a text that stand for a title

/// For articles without a title: the beginning of what they have.
std::string title_or_beginning(const Session& session) {
    const TableNames& names = session.names();
    std::string values;
    for (const auto* name : {&names.title, &names.summary, &names.content}) {
        if (session.catalogue().articles.find(*name) == nullptr) continue;
        const std::string text = fmt::format("article.{}::text", quote_identifier(*name));
        values += name == &names.title ? fmt::format("nullif({}, ''), ", text)
                                       : fmt::format("nullif(left({}, {}), ''), ", text, kBeginning);
    }
    return "coalesce(" + values + "'')";
}

ClusterId write_cluster(Session& session, const ClusterRow& row, const Param& metadata) {
    if (row.cluster_id) session.run("raise_cluster_id", {*row.cluster_id});
    const ClusterId id = row.cluster_id ? *row.cluster_id : take_numbers(session, "cluster_id", 1);
    const std::string centroid = wire_vector(row.centroid);
    const Result written = session.run("upsert_cluster", {id, Param::binary(centroid), row.article_count, metadata});
    expect_rows(session, written.affected(), 1, "clusters were not written", session.catalogue().clusters.name);
    return id;
}

}  // namespace

std::int64_t take_numbers(Session& session, std::string_view name, std::int64_t count) {
    const Result taken = session.run("next_ids", {name, count});
    if (taken.rows() == 0 && session.run("counter_value", {name}).rows() > 0)
        throw held_back(session, 1, "numbers were not taken", qualified(session.names(), "counters"));
    if (taken.rows() == 0)
        throw Error(ErrorKind::schema, fmt::format("the counters table has no row \"{}\"; this mends it: {}", name,
                                                   session.commands().told("init")));
    return taken.integer(0, 0) - count + 1;
}

void grant_work_memory(Session& session) {
    session.run("grant_work_memory");
}

ClusterId upsert_cluster(Session& session, std::span<const float> centroid, std::int64_t article_count,
                         std::optional<ClusterId> cluster_id) {
    ClusterId id = 0;
    session.transact_on_tables(Access::write, [&] {
        id = write_cluster(session, {cluster_id, centroid, article_count, {}}, std::nullopt);
    });
    return id;
}

std::vector<ClusterId> upsert_clusters(Session& session, std::span<const ClusterRow> rows) {
    std::vector<ClusterId> ids;
    session.transact_on_tables(Access::write, [&] {
        ids.clear();
        for (const ClusterRow& row : rows)
            ids.push_back(write_cluster(session, row, row.metadata));
    });
    return ids;
}

void update_article_cluster(Session& session, const ArticleId& article, std::optional<ClusterId> cluster) {
    session.transact_on_tables(Access::write, [&] {
        const std::vector<Param> values{asterism::to_string(article), cluster};
        session.run("update_article_cluster", values);
        if (session.run("article_cluster_differs", values).rows() > 0)
            throw held_back(session, 1, "articles did not take their cluster", session.catalogue().articles);
    });
}

std::int64_t batch_update_article_clusters(Session& session, const ArticleIds& ids,
                                           std::span<const std::optional<ClusterId>> clusters) {
    if (ids.size() != clusters.size())
        throw Error(ErrorKind::usage,
                    fmt::format("{} ids and {} clusters do not go together", ids.size(), clusters.size()));
    std::int64_t changed = 0;
    session.transact_on_tables(Access::write, [&] {
        grant_work_memory(session);
        session.run("stage_article_clusters");
        CopyWriter writer(session.connection(), "pg_temp.asterism_article_clusters", 3);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            writer.begin_row();
            writer.put_int64(static_cast<std::int64_t>(i));
            put_id(writer, session.catalogue().id.wire, ids, i);
            if (clusters[i])
                writer.put_int64(*clusters[i]);
            else
                writer.put_null();
        }
        writer.finish();
        changed = session.run("merge_article_clusters").affected();
        if (const auto lacking = session.run("check_article_clusters").integer(0, 0); lacking > 0)
            throw held_back(session, lacking, "articles did not take their cluster", session.catalogue().articles);
    });
    return changed;
}

ClusterInfo cluster_info(const Result& rows, int row) {
    return {.id = rows.integer(row, 0),
            .article_count = rows.integer(row, 1),
            .metadata = rows.text(row, 2),
            .first_seen = rows.text(row, 3),
            .last_seen = rows.text(row, 4),
            .retired_at = rows.text(row, 5),
            .layer = layer_named(rows.bytes(row, 6)),
            .parent = rows.null(row, 7) ? std::nullopt : std::optional(rows.integer(row, 7))};
}

std::vector<ClusterInfo> all_clusters(const Result& rows) {
    std::vector<ClusterInfo> found;
    for (int row = 0; row < rows.rows(); ++row)
        found.push_back(cluster_info(rows, row));
    return found;
}

std::vector<ClusterInfo> clusters(Session& session, std::size_t limit) {
    std::vector<ClusterInfo> found;
    session.transact_on_tables(Access::snapshot,
                               [&] { found = all_clusters(session.run("list_clusters", {sql_limit(limit)})); });
    return found;
}

std::vector<ClusterInfo> clusters_in_layers(Session& session) {
    std::vector<ClusterInfo> found;
    session.transact_on_tables(Access::snapshot, [&] {
        found = all_clusters(session.run("list_clusters", {sql_limit(0)}));
        std::ranges::move(all_clusters(session.run("list_layer_clusters")), std::back_inserter(found));
    });
    return found;
}

std::optional<ClusterInfo> find_cluster(Session& session, ClusterId id) {
    std::optional<ClusterInfo> found;
    session.transact_on_tables(Access::snapshot, [&] { found = cluster_there(session, id); });
    return found;
}

std::vector<ClusterArticle> cluster_articles(Session& session, ClusterId id, std::size_t limit) {
    std::vector<ClusterArticle> found;
    session.transact_on_tables(Access::snapshot, [&] {
        found.clear();
        const bool integers = is_integer(session.catalogue().id.type);
        session.set_placeholder("title_or_beginning", title_or_beginning(session));
        const auto cluster = cluster_there(session, id);
        const Layer layer = cluster ? cluster->layer : Layer::main;
        const Result rows = session.run(layer == Layer::main    ? "cluster_articles"
                                        : layer == Layer::story ? "story_articles"
                                                                : "theme_articles",
                                        {id, sql_limit(limit)});
        for (int row = 0; row < rows.rows(); ++row) {
            const ArticleId article = integers ? ArticleId(rows.integer(row, 0)) : ArticleId(rows.text(row, 0));
            found.push_back({article, rows.text(row, 1), rows.number(row, 2)});
        }
    });
    return found;
}

}  // namespace asterism::store::postgres
