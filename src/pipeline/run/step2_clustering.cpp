#include "pipeline/run/step2_clustering.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "pipeline/digest.hpp"
#include "pipeline/intake/step1_embed.hpp"
#include "pipeline/naming/cluster_names.hpp"
#include "pipeline/run/cluster_matching.hpp"
#include "pipeline/run/preflight.hpp"
#include "pipeline/run/run_records.hpp"

namespace asterism::pipeline {
namespace {

using store::How;

/// What is kept of the engine's result once its trees are freed. Columns are by usable row.
struct Computed {
    ArticleIds ids;
    std::vector<store::RejectedRow> rejected;
    std::vector<std::int32_t> labels;
    std::vector<double> probabilities;
    std::vector<double> outlier_scores;
    std::vector<store::RunCluster> clusters;
    std::vector<std::vector<RowIndex>> representatives;  ///< per label
    std::int64_t orphans = 0;
    bool made_here = false;  ///< all vectors are the embedded model's
    std::string fingerprint;
    EngineRecord engine;
};

bool before(const ArticleId& a, const ArticleId& b) {
    return a < b;
}

/// Usable and rejected rows together, in id order.
store::Assignments merge_rejected(Computed& computed) {
    std::ranges::sort(computed.rejected, [](const auto& a, const auto& b) { return before(a.id, b.id); });
    store::Assignments rows(computed.ids.type());
    rows.reserve(computed.labels.size() + computed.rejected.size());
    auto rejected = computed.rejected.begin();
    for (std::size_t i = 0; i <= computed.labels.size(); ++i) {
        const bool last = i == computed.labels.size();
        for (; rejected != computed.rejected.end() && (last || before(rejected->id, computed.ids[i])); ++rejected) {
            rows.ids.push_back(rejected->id);
            rows.add(-1, 0, 0, How::rejected);
        }
        if (last) break;
        rows.ids.push_back(computed.ids[i]);
        rows.add(computed.labels[i], computed.probabilities[i], computed.outlier_scores[i],
                 computed.labels[i] < 0 ? How::noise : How::density);
    }
    return rows;
}

std::string name_rejected(std::span<const store::RejectedRow> rejected) {
    std::string text;
    for (const auto& row : rejected.first(std::min<std::size_t>(5, rejected.size()))) {
        text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", asterism::to_string(row.id), to_string(row.reason));
    }
    return text + (rejected.size() > 5 ? ", ..." : "");
}

void check_rows(const store::ReaderDBClient& client, const store::EmbeddingRows& rows, bool strict) {
    const auto& rejected = rows.rejected;
    if (strict && !rejected.empty()) {
        throw Error(ErrorKind::data,
                    fmt::format("{} embeddings cannot be used and --strict is set: {}; mend or delete them, "
                                "or run without --strict to leave them unclustered",
                                rejected.size(), name_rejected(rejected)));
    }
    if (rows.ids.empty()) {
        const std::string why = rejected.empty()
                                    ? "there is none"
                                    : fmt::format("all {} were rejected: {}", rejected.size(), name_rejected(rejected));
        throw Error(ErrorKind::data,
                    fmt::format("no usable embedding to cluster ({}); nothing was changed. Vectors are made by: {}, or "
                                "brought by: {}",
                                why, client.commands().told("embed"),
                                client.commands().told("ingest", "FILE --embeddings F.npy")));
    }
    if (!rejected.empty()) log_warning("{} embeddings are left out: {}", rejected.size(), name_rejected(rejected));
}

/// Vectors made here and vectors from elsewhere are never clustered together.
void refuse_mix(store::ReaderDBClient& client, const store::EmbeddingRows& rows) {
    if (rows.made_here == 0 || rows.made_here == static_cast<std::int64_t>(rows.ids.size())) return;
    store::VectorCounts counts;
    client.for_each_vector([&](const store::StoredVector& vector) { counts.add(vector); });
    throw mixed_vectors(client, counts);
}

store::EmbeddingRows read(store::ReaderDBClient& client, const ClusteringSettings& settings, Forecast& ahead,
                          Observer* observer) {
    const store::StoreStatus status = client.status();
    ahead = preflight(static_cast<std::uint64_t>(status.embeddings),
                      static_cast<std::uint64_t>(std::max(0, status.dimensions)), settings.engine, settings.verified,
                      observer);
    store::EmbeddingRows rows =
        client.get_all_embeddings({.dimensions = {}, .reject_zero_norm = settings.engine.metric == Metric::cosine});
    if (rows.orphans > 0)
        log_warning("{} vectors belong to no article and are left out; how to remove them says {}", rows.orphans,
                    client.commands().told("doctor"));
    check_rows(client, rows, settings.strict);
    refuse_mix(client, rows);
    log_info("read {} vectors of {} dimensions", rows.ids.size(), rows.vectors.cols());
    return rows;
}

void summarize_into(Computed& computed, MatrixView vectors, const ClusterOptions& options,
                    std::span<const double> persistence, const Observer* observer) {
    std::vector<ClusterSummary> summaries =
        summarize(vectors, computed.labels, options.metric, {}, options.threads, observer);
    for (std::size_t label = 0; label < summaries.size(); ++label) {
        computed.clusters.push_back({.label = static_cast<std::int32_t>(label),
                                     .centroid = std::move(summaries[label].centroid),
                                     .article_count = summaries[label].article_count,
                                     .persistence = persistence[label],
                                     .metadata = {}});
        computed.representatives.push_back(std::move(summaries[label].representatives));
    }
}

/// The stages that hold the vectors; they are gone when this returns.
Computed compute(store::ReaderDBClient& client, const ClusteringSettings& settings, StageTable& stages,
                 Observer* observer) {
    Computed computed;
    Forecast ahead;
    store::EmbeddingRows rows = stages.run("read", [&] {
        store::EmbeddingRows all = read(client, settings, ahead, observer);
        computed.fingerprint = input_fingerprint(all.ids, all.vectors.view());
        return all;
    });
    Clustering clustering =
        stages.run("cluster", [&] { return cluster(rows.vectors.view(), settings.engine, {}, observer); });
    computed.engine = record_engine(rows.vectors.view(), clustering, settings.engine, settings.verified,
                                    std::move(ahead), stages, observer);
    computed.orphans = rows.orphans;
    computed.made_here = rows.made_here == static_cast<std::int64_t>(rows.ids.size());
    computed.ids = std::move(rows.ids);
    computed.rejected = std::move(rows.rejected);
    computed.labels = std::move(clustering.labels);
    computed.probabilities = std::move(clustering.probabilities);
    computed.outlier_scores = std::move(clustering.outlier_scores);
    const std::vector<double> persistence = std::move(clustering.persistence);
    clustering = {};
    stages.run("centroids",
               [&] { summarize_into(computed, rows.vectors.view(), settings.engine, persistence, observer); });
    return computed;
}

/// The metadata of the cluster that each label goes on with.
std::vector<std::optional<ClusterMetadata>> names_before(store::ReaderDBClient& client, const Computed& computed) {
    std::vector<How> how;
    for (const std::int32_t label : computed.labels)
        how.push_back(label < 0 ? How::noise : How::density);
    const auto matches =
        match_by_overlap(computed.ids, computed.labels, how,
                         static_cast<std::int32_t>(computed.clusters.size()))(client.published_assignments())
            .kept;
    std::map<store::ClusterId, ClusterMetadata> living;
    for (const auto& cluster : client.clusters(0))
        living.emplace(cluster.id, ClusterMetadata::parse(cluster.metadata));
    std::vector<std::optional<ClusterMetadata>> before;
    for (const auto& match : matches) {
        const auto found = match ? living.find(*match) : living.end();
        before.push_back(found == living.end() ? std::nullopt : std::optional(found->second));
    }
    return before;
}

ThemeRecord name_into(store::ReaderDBClient& client, Computed& computed, const ThemeSettings& settings,
                      std::vector<ClusterMetadata>& names, const Observer& observer) {
    std::vector<std::optional<ClusterMetadata>> before(computed.clusters.size());
    if (!settings.endpoint.url.empty()) before = names_before(client, computed);
    NamedThemes named = name_clusters(client,
                                      {.ids = computed.ids,
                                       .labels = computed.labels,
                                       .probabilities = computed.probabilities,
                                       .clusters = computed.clusters,
                                       .representatives = computed.representatives,
                                       .keeps_label =
                                           [&](std::size_t label, const themes::Theme& theme) {
                                               return before[label] && keeps_name(*before[label], theme.keywords);
                                           },
                                       .made_here = computed.made_here},
                                      settings, observer);
    for (std::size_t label = 0; label < named.clusters.size(); ++label)
        computed.clusters[label].metadata = named.clusters[label].text();
    names = std::move(named.clusters);
    return std::move(named.record);
}

std::vector<NamedCluster> named(const Computed& computed, std::span<const ClusterMetadata> names) {
    std::vector<NamedCluster> clusters;
    for (std::size_t label = 0; label < names.size(); ++label) {
        NamedCluster cluster{.label = static_cast<std::int32_t>(label),
                             .cluster_id = {},
                             .article_count = computed.clusters[label].article_count,
                             .theme = names[label].label,
                             .keywords = {}};
        for (const auto& keyword : names[label].keywords)
            cluster.keywords.push_back(keyword.term);
        log_info("theme {:>4} {:>7} articles  {} | {}", label, cluster.article_count, cluster.theme,
                 fmt::join(cluster.keywords, ", "));
        clusters.push_back(std::move(cluster));
    }
    return clusters;
}

std::vector<std::string> settled_texts(std::span<const ClusterMetadata> fresh,
                                       std::span<const std::optional<std::string>> before) {
    std::vector<std::optional<ClusterMetadata>> parsed;
    for (const auto& text : before)
        parsed.push_back(text ? std::optional(ClusterMetadata::parse(*text)) : std::nullopt);
    std::vector<std::string> texts;
    for (const auto& settled : settle_names({fresh.begin(), fresh.end()}, parsed))
        texts.push_back(settled.text());
    return texts;
}

void store_run(store::ReaderDBClient& client, const ClusteringSettings& settings, const store::RunResult& result,
               std::span<const ClusterMetadata> names, ClusteringReport& report) {
    if (settings.dry_run) return client.store_dry_run(report.run, result);
    const store::Assignments& rows = result.assignments;
    const auto matcher =
        match_by_overlap(rows.ids, rows.labels, rows.how, static_cast<std::int32_t>(result.clusters.size()));
    const auto settle = [&names](const auto& before) { return settled_texts(names, before); };
    report.publish = client.publish(report.run, result, matcher, settle);
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

void run_stages(store::ReaderDBClient& client, const ClusteringSettings& settings, ClusteringReport& report,
                Observer* observer) {
    StageTable stages(observer);
    Computed computed = compute(client, settings, stages, observer);
    std::vector<ClusterMetadata> names;
    report.themes =
        stages.run("themes", [&] { return name_into(client, computed, settings.themes, names, *observer); });
    report.clusters = named(computed, names);
    store::Assignments rows = merge_rejected(computed);
    report.articles = static_cast<std::int64_t>(rows.size());
    report.noise = std::ranges::count(computed.labels, -1);
    report.rejected = static_cast<std::int64_t>(computed.rejected.size());
    report.orphans = computed.orphans;
    report.input_fingerprint = computed.fingerprint;
    report.engine = computed.engine;
    std::string metrics =
        run_metrics(stages.stages(), computed.rejected, computed.orphans, computed.clusters,
                    static_cast<std::int64_t>(computed.labels.size()), report.noise, computed.engine, report.themes);
    const store::RunResult result{.assignments = std::move(rows),
                                  .clusters = std::move(computed.clusters),
                                  .article_count = report.articles,
                                  .noise_count = report.noise,
                                  .rejected_count = report.rejected,
                                  .metrics = std::move(metrics),
                                  .input_fingerprint = computed.fingerprint};
    stages.run(settings.dry_run ? "store" : "publish", [&] { store_run(client, settings, result, names, report); });
    report.stages = stages.stages();
}

/// The client looks at the observer for as long as this lives.
class Watched {
 public:
    Watched(store::ReaderDBClient& client, const Observer* observer) : client_(client) { client_.watch(observer); }
    ~Watched() { client_.watch(nullptr); }
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;

 private:
    store::ReaderDBClient& client_;
};

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
    report.run = client.begin_run({.params = run_params(settings.engine, settings.strict, settings.dry_run),
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
