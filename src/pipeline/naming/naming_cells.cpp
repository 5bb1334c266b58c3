#include "pipeline/naming/naming_cells.hpp"

#include <numeric>

namespace asterism::pipeline {

NamingCells::NamingCells(std::span<const store::RunCluster> clusters, std::span<const store::RunCluster> layers)
    : stories(store::story_count(layers)), themes(layers.size() - stories) {
    for (const auto& story : layers.first(stories))
        cluster_of.push_back(story.parent);
    cluster_of.resize(stories + clusters.size());
    std::iota(cluster_of.begin() + static_cast<std::ptrdiff_t>(stories), cluster_of.end(), 0);
    for (std::size_t label = 0; themes > 0 && label < clusters.size(); ++label)
        theme_of.push_back(clusters[label].parent);
}

std::int32_t NamingCells::of_row(const store::Assignments& rows, std::size_t row) const {
    const std::int32_t label = core_label(rows, row);
    if (label < 0 || stories == 0) return label;
    return rows.stories[row] >= 0 ? rows.stories[row] : static_cast<std::int32_t>(stories) + label;
}

std::int32_t core_label(const store::Assignments& rows, std::size_t row) {
    return store::follows(rows.how[row]) ? -1 : rows.labels[row];
}

}  // namespace asterism::pipeline
