#include "pipeline/naming/layer_themes.hpp"

#include <string>

#include "themes/label_set.hpp"
#include "themes/labels.hpp"

namespace asterism::pipeline {
namespace {

/// The centroids of one layer as one matrix, and the model that embeds terms beside them.
class Closeness {
 public:
    Closeness(std::span<const store::RunCluster> clusters, const embedding::Embedder* model) {
        if (model == nullptr) return;
        for (const auto& cluster : clusters)
            rows_.insert(rows_.end(), cluster.centroid.begin(), cluster.centroid.end());
        vectors_ = {{rows_.data(), clusters.size(), static_cast<std::size_t>(model->dimensions())},
                    [model](std::span<const std::string> terms, std::span<float> out) { model->embed(terms, out); }};
    }
    Closeness(const Closeness&) = delete;
    Closeness& operator=(const Closeness&) = delete;
    /// nullptr without a model.
    [[nodiscard]] const themes::ThemeVectors* vectors() const { return vectors_.embed ? &vectors_ : nullptr; }

 private:
    std::vector<float> rows_;
    themes::ThemeVectors vectors_;
};

/// Those of a layer, from those of the one below.
std::vector<DateSpan> merged(std::span<const DateSpan> spans, std::span<const std::int32_t> into, std::size_t count) {
    std::vector<DateSpan> all(count);
    for (std::size_t i = 0; i < into.size(); ++i) {
        DateSpan& span = all[static_cast<std::size_t>(into[i])];
        span.extend(spans[i].from);
        span.extend(spans[i].to);
    }
    return all;
}

}  // namespace

LayerThemes finish(themes::ThemeBuilder& builder, const NamedLayers& named, const NamingCells& cells,
                   const embedding::Embedder* model, const Observer& observer) {
    LayerThemes found;
    if (cells.stories > 0) {
        const Closeness stories(named.layers.first(cells.stories), model);
        found.stories = builder.name_parts(cells.cluster_of, cells.stories, stories.vectors(), observer);
        builder.merge(cells.cluster_of, static_cast<std::int32_t>(named.clusters.size()));
    }
    const Closeness clusters(named.clusters, model);
    found.clusters = builder.finish(clusters.vectors(), observer);
    if (cells.themes == 0) return found;
    const Closeness themes(named.layers.subspan(cells.stories), model);
    builder.merge(cells.theme_of, static_cast<std::int32_t>(cells.themes));
    found.themes = builder.finish(themes.vectors(), observer);
    return found;
}

void label_layers(LayerThemes& found) {
    themes::LabelSet used;
    for (const auto& theme : found.clusters)
        used.insert(theme.label);
    themes::label_themes(found.stories, used);
    themes::label_themes(found.themes, used);
}

LayerSpans::LayerSpans(std::span<const DateSpan> spans, const NamingCells& cells)
    : clusters(merged(spans, cells.cluster_of, cells.cluster_of.size() - cells.stories)),
      themes(merged(clusters, cells.theme_of, cells.themes)) {}

}  // namespace asterism::pipeline
