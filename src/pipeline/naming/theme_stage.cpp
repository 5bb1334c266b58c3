#include "pipeline/naming/theme_stage.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/log.hpp"
#include "base/resources.hpp"
#include "base/threads.hpp"
#include "pipeline/id_lookup.hpp"
#include "pipeline/naming/layer_themes.hpp"
#include "pipeline/naming/naming_cells.hpp"
#include "pipeline/stored_model.hpp"

namespace asterism::pipeline {
namespace {

constexpr std::size_t kBeginning = 2000;  ///< bytes of a content that is read where there is no summary

/// The summary, or the beginning of the content of an article that has none: what an editor would read.
std::string_view body_of(const store::ArticleText& article) {
    return article.summary.empty() ? article.content.substr(0, kBeginning) : article.summary;
}

/// Which rows are sampled.
std::vector<bool> sample_of(const ThemeTask& task, int size) {
    std::vector<std::vector<RowIndex>> members(task.clusters.size());
    for (std::size_t row = 0; row < task.rows.size(); ++row) {
        const std::int32_t label = core_label(task.rows, row);
        if (label >= 0) members[static_cast<std::size_t>(label)].push_back(static_cast<RowIndex>(row));
    }
    std::vector<bool> sampled(task.rows.size(), false);
    for (auto& rows : members) {
        std::ranges::stable_sort(rows, std::ranges::greater(),
                                 [&](RowIndex row) { return task.rows.probabilities[row]; });
        rows.resize(std::min(rows.size(), static_cast<std::size_t>(std::max(size, 0))));
        for (const RowIndex row : rows)
            sampled[row] = true;
    }
    return sampled;
}

/// What one pass over the articles brings, besides the counts.
struct Gathered {
    std::vector<DateSpan> spans;              ///< per cell
    std::map<ArticleId, std::string> titles;  ///< of the representatives, where some may be sent
    std::vector<themes::NlpText> sample;
    std::vector<std::int32_t> sample_cells;
    bool one_model = true;  ///< every clustered vector is the stored model's
    std::int64_t unread_dates = 0;
};

/// The representatives of all clusters, without their titles; none where no title may leave the machine.
std::map<ArticleId, std::string> untold_titles(const ThemeTask& task, const LabelEndpoint& endpoint) {
    std::map<ArticleId, std::string> titles;
    if (endpoint.url.empty() || endpoint.most_titles <= 0) return titles;
    for (const auto& representatives : task.representatives)
        for (const ArticleId& id : representatives)
            titles.emplace(id, "");
    return titles;
}

Gathered gather(store::ReaderDBClient& client, const ThemeTask& task, const NamingCells& cells,
                const ThemeSettings& settings, const std::string& model, bool with_sample,
                themes::ThemeBuilder& builder, const Observer& observer) {
    Gathered out;
    out.spans.resize(cells.cluster_of.size());
    out.one_model = task.made_here;
    const std::vector<bool> sampled = sample_of(task, with_sample ? settings.sample : 0);
    out.titles = untold_titles(task, settings.endpoint);
    client.for_each_article([&](const store::ArticleText& article) {
        stop_if_cancelled(observer);
        const auto row = find_id(task.rows.ids, article.id);
        if (!row || task.rows.how[*row] == store::How::rejected) return;
        const std::int32_t cell = cells.of_row(task.rows, *row);
        builder.add(cell, article.title, body_of(article));
        if (cell < 0) return;
        if (const auto wanted = out.titles.find(article.id); wanted != out.titles.end()) wanted->second = article.title;
        out.spans[static_cast<std::size_t>(cell)].extend(article.published_at);
        out.unread_dates += article.date_unread ? 1 : 0;
        out.one_model = out.one_model && article.embedded_model == model;
        if (sampled[*row]) {
            out.sample.push_back({std::string(article.title), std::string(body_of(article))});
            out.sample_cells.push_back(cell);
        }
    });
    return out;
}

/// Hands the sample to the language pipeline; as soon as that fails for good, nothing of it is used.
void ask(themes::LocalNlpClient& pipeline, const Gathered& gathered, themes::ThemeBuilder& builder, ThemeRecord& record,
         const Observer& observer) {
    const StageTimer timer;
    const auto all = pipeline.extract(gathered.sample, observer);
    if (!all) {
        record.problem = pipeline.problem();
        log_warning("themes come from the built-in source: {}", record.problem);
        return;
    }
    for (std::size_t i = 0; i < all->size(); ++i)
        builder.add_spans(gathered.sample_cells[i], (*all)[i]);
    record.source = pipeline.name();
    record.versions = pipeline.versions();
    record.problem = pipeline.problem();
    record.sampled = std::ssize(*all);
    record.sample_seconds = timer.elapsed().wall_s;
    log_info("{} found noun chunks and names in {} articles, {:.1f} ms each", record.versions, all->size(),
             1e3 * record.sample_seconds / static_cast<double>(std::max<std::size_t>(1, all->size())));
}

void describe(std::vector<themes::Theme>&& themes, std::span<const std::vector<ArticleId>> representatives,
              std::span<const DateSpan> spans, std::vector<ClusterMetadata>& into) {
    for (std::size_t i = 0; i < themes.size(); ++i)
        into.push_back(cluster_metadata(std::move(themes[i]), representatives[i], spans[i]));
}

/// In the order of the representatives; those without a title are left out.
std::vector<std::string> titles_of(const ThemeTask& task, const Gathered& gathered, std::size_t label) {
    std::vector<std::string> titles;
    for (const ArticleId& id : task.representatives[label]) {
        const auto found = gathered.titles.find(id);
        if (found != gathered.titles.end() && !found->second.empty()) titles.push_back(found->second);
    }
    return titles;
}

}  // namespace

std::unique_ptr<themes::LocalNlpClient> language_pipeline(const ThemeSettings& settings) {
    return settings.with_spacy ? std::make_unique<themes::SpacyClient>(settings.spacy) : nullptr;
}

NamedThemes name_clusters(store::ReaderDBClient& client, const ThemeTask& task, const ThemeSettings& settings,
                          std::unique_ptr<themes::LocalNlpClient> pipeline, const Observer& observer) {
    NamedThemes out;
    out.record.source = "builtin";
    out.record.score = settings.score == themes::TermScore::npmi ? "npmi" : "ctfidf";
    if (task.clusters.empty()) return out;
    const auto dimensions = static_cast<int>(task.clusters.front().centroid.size());
    const auto model = dimensions > 0 ? stored_model(client, dimensions) : nullptr;
    const NamingCells cells(task.clusters, task.layers);
    themes::ThemeBuilder builder(static_cast<std::int32_t>(cells.cluster_of.size()),
                                 {.score = settings.score, .threads = settings.threads});
    const Gathered gathered = gather(client, task, cells, settings, model ? model->name() : std::string(),
                                     pipeline != nullptr, builder, observer);
    if (pipeline != nullptr) ask(*pipeline, gathered, builder, out.record, observer);
    pipeline.reset();
    out.record.unread_dates = gathered.unread_dates;
    if (gathered.unread_dates > 0)
        log_warning("{} dates were not understood; their articles count for no cluster's span", gathered.unread_dates);
    out.record.with_vectors = model != nullptr && gathered.one_model;
    LayerThemes found =
        finish(builder, {task.clusters, task.layers}, cells, out.record.with_vectors ? model.get() : nullptr, observer);
    out.record.endpoint = write_labels(
        found.clusters, settings.endpoint, task.clusters,
        [&](std::size_t label) { return titles_of(task, gathered, label); }, task.keeps_label, observer);
    label_layers(found);
    const LayerSpans spans(gathered.spans, cells);
    describe(std::move(found.clusters), task.representatives, spans.clusters, out.clusters);
    if (task.layers.empty()) return out;
    describe(std::move(found.stories), task.layer_representatives, gathered.spans, out.layers);
    describe(std::move(found.themes), task.layer_representatives.subspan(cells.stories), spans.themes, out.layers);
    return out;
}

}  // namespace asterism::pipeline
