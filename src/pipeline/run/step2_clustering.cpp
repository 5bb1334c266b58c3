#include "pipeline/run/step2_clustering.hpp"

#include <algorithm>
#include <exception>
#include <span>
#include <utility>

#include "base/log.hpp"
#include "pipeline/run/cluster_matching.hpp"
#include "pipeline/run/cluster_rows.hpp"
#include "pipeline/run/row_assignments.hpp"
#include "pipeline/run/run_input.hpp"
#include "pipeline/run/run_records.hpp"
#include "pipeline/run/warm_start.hpp"
#include "pipeline/watched.hpp"

namespace asterism::pipeline {
namespace {

using store::RunCluster;

/// What a run goes on with when the vectors and the engine's trees are gone.
struct Computed {
    store::RunResult result;  ///< its clusters have no names yet
    Representatives representatives;
    std::vector<store::RejectedRow> rejected;
    bool made_here = false;  ///< all vectors are the embedded model's
};

/// Adds the clusters of one layer, by label. `labels`: of the rows that centroids rest on.
void add_layer(store::Layer layer, std::span<const std::int32_t> labels, std::span<const double> persistence,
               const PreparedRows& rows, const ArticleIds& ids, int threads, const Observer* observer,
               Computed& computed) {
    const bool main = layer == store::Layer::main;
    auto& clusters = main ? computed.result.clusters : computed.result.layers;
    auto& representatives = main ? computed.representatives.clusters : computed.representatives.layers;
    std::int32_t label = 0;
    for (ClusterSummary& summary : summarize(rows, labels, threads, observer)) {
        clusters.push_back({.label = label,
                            .centroid = std::move(summary.centroid),
                            .article_count = summary.article_count,
                            .persistence = persistence[static_cast<std::size_t>(label)],
                            .metadata = {},
                            .layer = layer});
        auto& nearest = representatives.emplace_back();
        for (const RowIndex row : summary.representatives)
            nearest.push_back(ids[row]);
        ++label;
    }
}

void summarize_into(Computed& computed, const ClusteredRows& clustered, const ArticleIds& ids, int threads,
                    const Observer* observer) {
    const RowClusters& found = clustered.clusters;
    const Layers& layers = found.layers;
    const auto add = [&](store::Layer layer, std::span<const std::int32_t> labels,
                         std::span<const double> persistence) {
        add_layer(layer, labels, persistence, clustered.rows, ids, threads, observer, computed);
    };
    store::RunResult& result = computed.result;
    add(store::Layer::main, found.core_labels(), found.persistence);
    const std::vector<std::int64_t> sizes = found.sizes();
    for (std::size_t label = 0; label < sizes.size(); ++label)
        result.clusters[label].article_count = sizes[label];
    if (layers.themes.empty()) return;
    add(store::Layer::story, layers.stories, layers.story_persistence);
    add(store::Layer::theme, found.core_themes(), layers.theme_persistence);
    const auto stories = std::span(result.layers).first(layers.story_parents.size());
    for (std::size_t story = 0; story < stories.size(); ++story)
        stories[story].parent = layers.story_parents[story];
    const auto themes = std::span(result.layers).subspan(stories.size());
    for (RunCluster& theme : themes)
        theme.article_count = 0;
    for (RunCluster& cluster : result.clusters) {
        cluster.parent = layers.themes[static_cast<std::size_t>(cluster.label)];
        themes[static_cast<std::size_t>(cluster.parent)].article_count += cluster.article_count;
    }
}

/// The stages that hold the vectors; they are gone when this returns.
Computed compute(store::ReaderDBClient& client, const ClusteringSettings& settings, ClusteringReport& report,
                 StageTable& stages, Observer* observer) {
    const ClusterOptions& options = settings.engine;
    RunInput input = stages.run("read", [&] {
        return read_input(client, options, settings.algorithm, settings.strict, settings.verified, observer);
    });
    AlgorithmSettings algorithm = settings.algorithm;
    std::vector<std::int32_t> start;
    const auto earlier = input.warm_start;
    if (earlier) {
        start = start_labels(input.rows.ids, client.load_run(earlier->run).result.assignments);
        begin_at(*algorithm.topics, *earlier, start);
    }
    ClusteredRows clustered = cluster_rows(input.rows.vectors.view(), options, algorithm, settings.verified,
                                           std::move(input.forecast), stages, observer);
    report.engine = std::move(clustered.engine);
    if (earlier && report.engine.topics) report.engine.topics->start_run = earlier->run;
    Computed computed;
    computed.result.assignments = row_assignments(input.rows.ids, clustered.clusters, input.rows.rejected);
    computed.result.input_fingerprint = input.fingerprint;
    stages.run("centroids", [&] { summarize_into(computed, clustered, input.rows.ids, options.threads, observer); });
    computed.rejected = std::move(input.rows.rejected);
    computed.made_here = input.made_here();
    report.orphans = input.rows.orphans;
    report.input_fingerprint = input.fingerprint;
    return computed;
}

void store_run(store::ReaderDBClient& client, const ClusteringSettings& settings, const store::RunResult& result,
               const NamedThemes& names, ClusteringReport& report) {
    if (settings.dry_run) return client.store_dry_run(report.run, result);
    report.publish = client.publish(report.run, result, match_run(result), name_settler(names, result.story_count()));
    report.published = true;
    if (report.publish.articles_gone > 0)
        log_warning("{} articles of this run were deleted while it went on", report.publish.articles_gone);
    for (std::size_t label = 0; label < report.clusters.size(); ++label) {
        NamedCluster& cluster = report.clusters[label];
        cluster.cluster_id = report.publish.cluster_ids.at(label);
        const std::string name = ClusterMetadata::parse(report.publish.metadata.at(label)).label;
        if (name == cluster.theme) continue;
        log_info("theme {:>4} is cluster {} and called  {}", label, *cluster.cluster_id, name);
        cluster.theme = name;
    }
}

void count_rows(const Computed& computed, ClusteringReport& report) {
    report.articles = static_cast<std::int64_t>(computed.result.assignments.size());
    report.rejected = static_cast<std::int64_t>(computed.rejected.size());
    report.noise = std::ranges::count(computed.result.assignments.how, store::How::noise);
    report.attached = std::ranges::count(computed.result.assignments.how, store::How::attached);
    report.stories = static_cast<std::int64_t>(computed.result.story_count());
    report.themes_above = std::ssize(computed.result.layers) - report.stories;
}

void run_stages(store::ReaderDBClient& client, const ClusteringSettings& settings, ClusteringReport& report,
                Observer* observer) {
    StageTable stages(observer);
    Computed computed = compute(client, settings, report, stages, observer);
    store::RunResult& result = computed.result;
    NamedThemes names = stages.run("themes", [&] {
        return name_run(client, result, computed.representatives, computed.made_here, settings.themes, *observer);
    });
    for (std::size_t label = 0; label < names.clusters.size(); ++label)
        result.clusters[label].metadata = names.clusters[label].text();
    for (std::size_t i = 0; i < names.layers.size(); ++i)
        result.layers[i].metadata = names.layers[i].text();
    report.themes = std::move(names.record);
    report.clusters = named_clusters(result.clusters, names.clusters);
    count_rows(computed, report);
    result.article_count = report.articles;
    result.noise_count = report.noise;
    result.rejected_count = report.rejected;
    result.metrics = run_metrics(stages.stages(), computed.rejected, report.orphans, result.clusters,
                                 report.articles - report.rejected, report.noise, report.engine, report.themes);
    stages.run(settings.dry_run ? "store" : "publish", [&] { store_run(client, settings, result, names, report); });
    report.stages = stages.stages();
}

/// Failing to record a failure (the server is gone) must not hide the failure itself.
void record_failure(store::ReaderDBClient& client, store::RunId run, const char* message) {
    try {
        client.fail_run(run, message);
    } catch (const std::exception& second) {
        log_warning("run {} could not be marked as failed: {}", run, second.what());
    }
}

}  // namespace

ClusteringReport step2_clustering(store::ReaderDBClient& client, const ClusteringSettings& settings,
                                  Observer* observer_or_null) {
    Observer silent;
    Observer* const observer = observer_or_null != nullptr ? observer_or_null : &silent;
    ClusteringReport report;
    report.run =
        client.begin_run({.params = run_params(settings.engine, settings.strict, settings.dry_run, settings.algorithm),
                          .versions = run_versions(),
                          .publishes = !settings.dry_run});
    const Watched watched(client, observer);
    log_info("run {} begins", report.run);
    try {
        run_stages(client, settings, report, observer);
    } catch (const std::exception& failure) {
        record_failure(client, report.run, failure.what());
        throw;
    }
    return report;
}

}  // namespace asterism::pipeline
