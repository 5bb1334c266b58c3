#include "store/postgres/publish.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "asterism/error.hpp"
#include "store/postgres/clusters.hpp"
#include "store/postgres/copy_reader.hpp"
#include "store/postgres/copy_writer.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/metadata.hpp"
#include "store/postgres/obstacles.hpp"
#include "store/postgres/runs.hpp"
#include "store/postgres/vector_index.hpp"
#include "store/postgres/wire.hpp"
#include "store/stored_run.hpp"

namespace asterism::store::postgres {
namespace {

void take_lock(Session& session) {
    const std::string runs = qualified(session.names(), "cluster_runs");
    if (session.run("try_publish_lock", {runs}).yes(0, 0)) return;
    throw Error(ErrorKind::lease,
                fmt::format("another run is being published in \"{}\"; wait for it, then run this again",
                            session.connection().location()));
}

PublishedAssignments read_assignments(Session& session) {
    PublishedAssignments last;
    const Result living = session.run("living_sizes");
    for (int row = 0; row < living.rows(); ++row)
        last.living.push_back({living.integer(row, 0), living.integer(row, 1)});
    last.ids = ArticleIds(session.catalogue().id.type);
    const Result run = session.run("published_run");
    if (run.rows() == 0) return last;
    last.run = run.integer(0, 0);
    CopyReader reader(session.connection(), session.sql("select_assignments"));
    while (reader.next()) {
        append_id(last.ids, session.catalogue().id.wire, reader.bytes(0));
        last.clusters.push_back(reader.null(1) ? -1 : load_int64(reader.bytes(1).data()));
        last.how.push_back(how_named(reader.bytes(2)));
        last.stories.push_back(reader.null(3) ? -1 : load_int64(reader.bytes(3).data()));
        last.themes.push_back(reader.null(4) ? -1 : load_int64(reader.bytes(4).data()));
    }
    return last;
}

void store_events(Session& session, RunId run, std::span<const LineageEvent> events,
                  std::span<const ClusterId> cluster_ids) {
    session.run("stage_events");
    CopyWriter writer(session.connection(), "pg_temp.asterism_events", 6);
    for (const LineageEvent& event : events) {
        writer.begin_row();
        writer.put_bytes(to_string(event.event));
        writer.put_int64(id_of(event.cluster, cluster_ids));
        if (event.other)
            writer.put_int64(id_of(*event.other, cluster_ids));
        else
            writer.put_null();
        writer.put_int64(event.shared);
        writer.put_int64(event.size_before);
        writer.put_int64(event.size_after);
    }
    writer.finish();
    expect_rows(session, session.run("store_events", {run}).affected(), static_cast<std::int64_t>(events.size()),
                "events were not recorded", qualified(session.names(), "cluster_events"));
}

/// The kept ids, and the counter's next ones in their order for the others.
std::vector<ClusterId> take_ids(Session& session, const std::vector<std::optional<ClusterId>>& kept) {
    const auto is_new = [](const auto& id) { return !id.has_value(); };
    ClusterId largest = 0;
    for (const auto& id : kept)
        largest = std::max(largest, id.value_or(0));
    session.run("raise_cluster_id", {largest});
    const auto born = static_cast<std::int64_t>(std::count_if(kept.begin(), kept.end(), is_new));
    ClusterId next = born == 0 ? 0 : take_numbers(session, "cluster_id", born);
    std::vector<ClusterId> ids;
    for (const auto& id : kept)
        ids.push_back(id ? *id : next++);
    return ids;
}

/// The first clusters come into an empty table: nobody waits for its index, which is made anew behind them.
void publish_clusters(Session& session) {
    const Table& table = session.catalogue().clusters;
    const bool first = session.connection().run("SELECT FROM " + table.name + " LIMIT 1").rows() == 0;
    const bool aside = first && set_aside_vector_indexes(session, table, "centroid");
    session.run("publish_clusters");
    InitializeReport report;
    if (aside) ensure_vector_index(session, table, "centroid", kClustersIndex, report);
}

/// What the statements counted is not enough: a trigger may let a row pass and take its change back.
void require_published(Session& session, const RunResult& result, PublishReport& report) {
    const Catalogue& known = session.catalogue();
    const Result articles = session.run("check_articles");
    if (const auto lacking = articles.integer(0, 0); lacking > 0)
        throw held_back(session, lacking, "articles did not take their cluster", known.articles);
    const Result clusters = session.run("check_clusters");
    if (const auto lacking = clusters.integer(0, 0) + clusters.integer(0, 1); lacking > 0)
        throw held_back(session, lacking, "clusters were not written or not retired", known.clusters);
    const Result layers = session.run("check_layer_clusters");
    if (const auto lacking = layers.integer(0, 0) + layers.integer(0, 1); lacking > 0)
        throw held_back(session, lacking, "clusters were not written or not retired",
                        qualified(session.names(), "layer_clusters"));
    report.articles_gone = static_cast<std::int64_t>(result.assignments.size()) - articles.integer(0, 1);
}

PublishReport publish_once(Session& session, RunId run, const RunResult& result, const ClusterMatcher& match,
                           const MetadataSettler& settle) {
    take_lock(session);
    grant_work_memory(session);
    require_open_run(session, run, std::array{RunStatus::running, RunStatus::dry, RunStatus::held});
    const PublishedAssignments last = read_assignments(session);
    const Lineage lineage = match(last);
    const auto& kept = lineage.kept;
    assert(kept.size() == result.clusters.size() && lineage.kept_layers.size() == result.layers.size());

    PublishReport report;
    report.metadata = settled_metadata(session, result, lineage.all_kept(), settle);
    report.cluster_ids = take_ids(session, lineage.all_kept());
    const auto layer_ids = report.cluster_ids.begin() + static_cast<std::ptrdiff_t>(kept.size());
    report.layer_ids.assign(layer_ids, report.cluster_ids.end());
    report.cluster_ids.erase(layer_ids, report.cluster_ids.end());
    report.continued = std::count_if(kept.begin(), kept.end(), [](const auto& id) { return id.has_value(); });
    report.born = static_cast<std::int64_t>(kept.size()) - report.continued;
    expect_rows(session, session.run("supersede_published").affected(), last.run ? 1 : 0, "runs were not superseded",
                qualified(session.names(), "cluster_runs"));
    store_run(session, run, result, RunStatus::published, report);
    publish_clusters(session);
    session.run("publish_layer_clusters");
    session.run("analyze_assignments");  // without, the join below may be planned for a handful of rows
    report.articles_changed = session.run("publish_articles").affected();
    report.retired = session.run("retire_clusters").affected();
    session.run("retire_layer_clusters");
    store_events(session, run, lineage.events, report.cluster_ids);
    require_published(session, result, report);
    return report;
}

}  // namespace

PublishReport publish(Session& session, RunId run, const RunResult& result, const ClusterMatcher& match,
                      const MetadataSettler& settle) {
    require_usable_rows(result.assignments, session.commands());
    PublishReport report;
    session.transact_on_tables(Access::write, [&] { report = publish_once(session, run, result, match, settle); });
    return report;
}

std::optional<AddReport> add_to_published(Session& session, RunId run, const Assignments& rows,
                                          std::span<const ClusterId> cluster_ids) {
    std::optional<AddReport> report;
    session.transact_on_tables(Access::write, [&] {
        report = std::nullopt;
        take_lock(session);
        const Result published = session.run("published_run");
        if (published.rows() == 0 || published.integer(0, 0) != run) return;
        session.run("stage_run");
        stage_assignments(session, rows, cluster_ids, {});
        report.emplace();
        report->left_out = session.run("leave_out_known", {run}).affected();
        report->added = static_cast<std::int64_t>(rows.size()) - report->left_out;
        const std::string table = qualified(session.names(), "cluster_assignments");
        expect_rows(session, session.run("store_assignments", {run}).affected(), report->added,
                    "assignments were not recorded", table);
        report->articles_changed = session.run("add_article_clusters").affected();
        const std::int64_t grown = session.run("count_added_in_run", {run}).affected();
        expect_rows(session, session.run("count_added").affected(), grown, "clusters were not counted",
                    session.catalogue().clusters.name);
        const std::int64_t themes = session.run("count_themes_in_run", {run}).affected();
        expect_rows(session, session.run("count_themes", {run}).affected(), themes, "clusters were not counted",
                    qualified(session.names(), "layer_clusters"));
        session.run("count_run_rows", {run});
        if (const auto lacking = session.run("check_added").integer(0, 0); lacking > 0)
            throw held_back(session, lacking, "articles did not take their cluster", session.catalogue().articles);
    });
    return report;
}

PublishedAssignments published_assignments(Session& session) {
    PublishedAssignments found;
    session.transact_on_tables(Access::snapshot, [&] { found = read_assignments(session); });
    return found;
}

}  // namespace asterism::store::postgres
