/// The themes of all layers of a run, from the counts of its cells: smallest groups first, since counts can be added
/// and not taken apart.
#pragma once

#include <span>
#include <vector>

#include "asterism/observer.hpp"
#include "embedding/embedder.hpp"
#include "pipeline/naming/cluster_metadata.hpp"
#include "pipeline/naming/naming_cells.hpp"
#include "store/records.hpp"
#include "themes/theme.hpp"
#include "themes/theme_builder.hpp"

namespace asterism::pipeline {

struct LayerThemes {
    std::vector<themes::Theme> stories, clusters, themes;
};

/// What is named; `layers` as in RunResult.
struct NamedLayers {
    std::span<const store::RunCluster> clusters, layers;
};

/// `builder` has counted the cells, and is used up. `model`: of the vectors, nullptr to go without; it weighs keywords
/// by their closeness to the centroids. Labels of stories and themes are not told from others yet. Error{interrupted}.
[[nodiscard]] LayerThemes finish(themes::ThemeBuilder& builder, const NamedLayers& named, const NamingCells& cells,
                                 const embedding::Embedder* model, const Observer& observer);

/// Labels the stories and the themes, none like another or like a cluster's.
void label_layers(LayerThemes& found);

/// The dates of clusters and themes, from those of the cells.
struct LayerSpans {
    LayerSpans(std::span<const DateSpan> spans, const NamingCells& cells);
    std::vector<DateSpan> clusters, themes;
};

}  // namespace asterism::pipeline
