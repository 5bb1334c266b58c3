#include "store/sqlite/publish.hpp"

#include <array>
#include <cassert>
#include <map>
#include <utility>

#include "asterism/error.hpp"
#include "store/sqlite/clusters.hpp"
#include "store/sqlite/ids.hpp"
#include "store/sqlite/metadata.hpp"
#include "store/sqlite/obstacles.hpp"
#include "store/sqlite/runs.hpp"
#include "store/stored_run.hpp"

namespace asterism::store::sqlite {
namespace {

PublishedAssignments read_assignments(Session& session) {
    PublishedAssignments last;
    last.run = query_integer(session.connection(), session.sql("published_run"));
    last.ids = ArticleIds(id_type(session));
    auto living = session.prepare("living_sizes");
    while (living.step())
        last.living.push_back({living.integer(0), living.integer(1)});
    if (!last.run) return last;
    auto row = session.prepare("run_assignments");
    row.bind(1, *last.run);
    while (row.step()) {
        last.ids.push_back(read_id(row, 0, last.ids.type(), session.connection()));
        last.clusters.push_back(row.integer(1));
        last.how.push_back(how_named(row.text(2)));
        last.stories.push_back(row.integer(3));
        last.themes.push_back(row.integer(4));
    }
    return last;
}

/// Writes the clusters in label order, so that new ids come in label order too.
std::vector<ClusterId> take_ids(Session& session, std::span<const RunCluster> clusters,
                                std::span<const std::optional<ClusterId>> kept, std::span<const std::string> metadata,
                                std::string_view now) {
    std::vector<ClusterId> ids;
    for (std::size_t label = 0; label < clusters.size(); ++label) {
        const RunCluster& cluster = clusters[label];
        ids.push_back(write_cluster(session, {kept[label], cluster.centroid, cluster.article_count, {}},
                                    std::string_view(metadata[label]), now));
    }
    return ids;
}

/// The same for stories and themes, whose clusters have theirs.
void take_layer_ids(Session& session, const RunResult& result, std::span<const std::optional<ClusterId>> kept,
                    std::string_view now, PublishReport& report) {
    auto upsert = session.prepare("upsert_layer_cluster");
    for (std::size_t i = 0; i < result.layers.size(); ++i) {
        const RunCluster& cluster = result.layers[i];
        report.layer_ids.push_back(take_id(session, kept[i]));
        upsert.bind(1, report.layer_ids.back()).bind(2, to_string(cluster.layer));
        upsert.bind(3, parent_id(cluster, result, report)).bind(4, std::span<const float>(cluster.centroid));
        upsert.bind(5, cluster.article_count);
        upsert.bind(6, std::string_view(report.metadata[result.clusters.size() + i])).bind(7, now);
        expect_rows(session, upsert.run(), 1, "clusters were not written", "layer_clusters");
    }
}

void store_events(Session& session, RunId run, std::span<const LineageEvent> events,
                  std::span<const ClusterId> cluster_ids) {
    auto insert = session.prepare("insert_event");
    for (const LineageEvent& event : events) {
        insert.bind(1, run).bind(2, to_string(event.event)).bind(3, id_of(event.cluster, cluster_ids)).bind_null(4);
        if (event.other) insert.bind(4, id_of(*event.other, cluster_ids));
        insert.bind(5, event.shared).bind(6, event.size_before).bind(7, event.size_after);
        expect_rows(session, insert.run(), 1, "events were not recorded", "cluster_events");
    }
}

/// SQLite counts no rows that a trigger writes in place of a view.
std::int64_t publish_articles(Session& session, RunId run) {
    auto changing = session.prepare("count_changing_articles");
    const bool count = !session.articles().is_table() && changing.bind(1, run).step();
    const std::int64_t counted = count ? changing.integer(0) : 0;
    const std::int64_t written = session.prepare("publish_articles").bind(1, run).run();
    return count ? counted : written;
}

/// What the statements counted is not enough: a trigger may let a row pass and take its change back.
void require_published(Session& session, RunId run, PublishReport& report) {
    auto articles = session.prepare("check_articles");
    articles.bind(1, run).step();
    if (articles.integer(0) > 0)
        throw held_back(session, articles.integer(0), "articles did not take their cluster", session.names().articles);
    auto clusters = session.prepare("check_clusters");
    clusters.bind(1, run).step();
    if (clusters.integer(0) > 0)
        throw held_back(session, clusters.integer(0), "clusters were not written or not retired",
                        session.names().clusters);
    auto layers = session.prepare("check_layer_clusters");
    layers.bind(1, run).step();
    if (layers.integer(0) > 0)
        throw held_back(session, layers.integer(0), "clusters were not written or not retired", "layer_clusters");
    report.articles_gone = articles.integer(1);
}

/// Waiting for the file's lock in vain means that somebody else is writing.
Error as_lease(const Error& error) {
    if (error.kind() != ErrorKind::timeout) return error;
    return {ErrorKind::lease, std::string("another run is being published: ") + error.what()};
}

struct AddedRows {
    std::map<std::int32_t, std::int64_t> by_label;
    std::int64_t noise = 0;
    std::int64_t rejected = 0;
};

/// Those that the run has not, and whose articles are there.
AddedRows add_rows(Session& session, RunId run, const Assignments& rows, std::span<const ClusterId> cluster_ids,
                   AddReport& report) {
    auto known = session.prepare("assignment_exists"), there = session.prepare("article_exists");
    auto insert = session.prepare("insert_assignment"), update = session.prepare("update_article_cluster");
    auto differs = session.prepare("article_cluster_differs");
    known.bind(1, run);
    insert.bind(1, run);
    AddedRows added;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int32_t label = rows.labels[i];
        for (auto [statement, parameter] : {std::pair{&known, 2}, {&there, 1}, {&update, 1}, {&differs, 1}})
            bind_id(*statement, parameter, rows.ids, i);
        if (has_row(known) || !has_row(there)) {
            ++report.left_out;
            continue;
        }
        bind_assignment(insert, rows, i, cluster_ids, {});
        expect_rows(session, insert.run(), 1, "assignments were not recorded", "cluster_assignments");
        std::optional<ClusterId> cluster;
        if (label >= 0) cluster = cluster_ids[static_cast<std::size_t>(label)];
        report.articles_changed += update.bind(2, cluster).run();
        if (has_row(differs.bind(2, cluster)))
            throw held_back(session, 1, "articles did not take their cluster", session.names().articles);
        ++report.added;
        if (label >= 0) ++added.by_label[label];
        if (rows.how[i] == How::rejected)
            ++added.rejected;
        else if (label < 0)
            ++added.noise;
    }
    return added;
}

}  // namespace

PublishReport publish(Session& session, RunId run, const RunResult& result, const ClusterMatcher& match,
                      const MetadataSettler& settle) try {
    require_usable_rows(result.assignments, session.commands());
    Transaction transaction(session.ready(), Transaction::Kind::write);
    require_open_run(session, run, std::array{RunStatus::running, RunStatus::dry, RunStatus::held});
    require_id_type(session, result.assignments.ids);
    const auto last = read_assignments(session);
    const Lineage lineage = match(last);
    const auto& kept = lineage.kept;
    assert(kept.size() == result.clusters.size() && lineage.kept_layers.size() == result.layers.size());
    const auto now = utc_now();

    PublishReport report;
    report.metadata = settled_metadata(session, result, lineage.all_kept(), settle);
    report.cluster_ids = take_ids(session, result.clusters, kept, report.metadata, now);
    take_layer_ids(session, result, lineage.kept_layers, now, report);
    report.continued = std::count_if(kept.begin(), kept.end(), [](const auto& id) { return id.has_value(); });
    report.born = static_cast<std::int64_t>(kept.size()) - report.continued;
    expect_rows(session, session.prepare("supersede_published").run(), last.run ? 1 : 0, "runs were not superseded",
                "cluster_runs");
    store_run(session, run, result, RunStatus::published, report);
    report.articles_changed = publish_articles(session, run);
    report.retired = session.prepare("retire_clusters").bind(1, run).bind(2, std::string_view(now)).run();
    session.prepare("retire_layer_clusters").bind(1, run).bind(2, std::string_view(now)).run();
    store_events(session, run, lineage.events, report.cluster_ids);
    require_published(session, run, report);
    transaction.commit();
    return report;
} catch (const Error& error) {
    throw as_lease(error);
}

std::optional<AddReport> add_to_published(Session& session, RunId run, const Assignments& rows,
                                          std::span<const ClusterId> cluster_ids) try {
    Transaction transaction(session.ready(), Transaction::Kind::write);
    if (query_integer(session.connection(), session.sql("published_run")) != run) return std::nullopt;
    require_id_type(session, rows.ids);
    AddReport report;
    const AddedRows added = add_rows(session, run, rows, cluster_ids, report);
    auto of_cluster = session.prepare("count_added"), of_run = session.prepare("count_added_in_run");
    for (const auto& [label, articles] : added.by_label) {
        of_cluster.bind(1, cluster_ids[static_cast<std::size_t>(label)]).bind(2, articles);
        expect_rows(session, of_cluster.run(), 1, "clusters were not counted", session.names().clusters);
        of_run.bind(1, run).bind(2, std::int64_t{label}).bind(3, articles);
        expect_rows(session, of_run.run(), 1, "clusters were not counted", "run_clusters");
    }
    const auto grown = session.prepare("count_themes_in_run").bind(1, run).run();
    expect_rows(session, session.prepare("count_themes").bind(1, run).run(), grown, "clusters were not counted",
                "layer_clusters");
    session.prepare("count_run_rows")
        .bind(1, run)
        .bind(2, report.added)
        .bind(3, added.noise)
        .bind(4, added.rejected)
        .run();
    transaction.commit();
    return report;
} catch (const Error& error) {
    throw as_lease(error);
}

PublishedAssignments published_assignments(Session& session) {
    const Transaction snapshot(session.ready(), Transaction::Kind::read);
    return read_assignments(session);
}

}  // namespace asterism::store::sqlite
