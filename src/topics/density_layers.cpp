#include <algorithm>
#include <limits>
#include <vector>

#include "asterism/error.hpp"
#include "asterism/topics.hpp"

namespace asterism {
namespace {

constexpr int kRatio = 4;  // between the smallest sizes of two layers
constexpr std::int32_t kMixed = -2;
constexpr std::int32_t kUnseen = -3;

/// Per label of `labels` the one value that all its rows have in `other`, kMixed when there are several. Rows whose
/// value is `ignored` do not count.
std::vector<std::int32_t> common_values(std::span<const std::int32_t> labels, std::span<const std::int32_t> other,
                                        std::int32_t ignored) {
    std::vector<std::int32_t> common;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        if (labels[row] < 0 || other[row] == ignored) continue;
        const auto label = static_cast<std::size_t>(labels[row]);
        if (label >= common.size()) common.resize(label + 1, kUnseen);
        common[label] = common[label] == kUnseen || common[label] == other[row] ? other[row] : kMixed;
    }
    return common;
}

/// Clusters of one tree are nested or apart, so a leaf lies in one main cluster or in none.
void add_stories(std::span<const std::int32_t> main, const Clustering& leaves, Layers& layers) {
    const std::span<const std::int32_t> leaf = leaves.labels;
    const auto parent = common_values(leaf, main, -1);
    std::vector<std::pair<std::int32_t, std::int32_t>> order;  // parent, leaf
    for (std::size_t l = 0; l < parent.size(); ++l) {
        if (parent[l] >= 0) order.emplace_back(parent[l], static_cast<std::int32_t>(l));
    }
    std::sort(order.begin(), order.end());
    std::vector<std::int32_t> story_of_leaf(parent.size(), -1);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool only = (i == 0 || order[i - 1].first != order[i].first) &&
                          (i + 1 == order.size() || order[i + 1].first != order[i].first);
        if (only) continue;
        story_of_leaf[static_cast<std::size_t>(order[i].second)] = layers.story_count();
        layers.story_parents.push_back(order[i].first);
        layers.story_persistence.push_back(leaves.persistence[static_cast<std::size_t>(order[i].second)]);
    }
    for (std::size_t row = 0; row < main.size(); ++row) {
        const bool inside = leaf[row] >= 0 && main[row] >= 0;
        layers.stories.push_back(inside ? story_of_leaf[static_cast<std::size_t>(leaf[row])] : -1);
    }
}

/// A main cluster is in the theme of the upper cluster around it, or alone.
void add_themes(const Clustering& main, const Clustering& upper, Layers& layers) {
    std::vector<std::int32_t> theme_of_upper(upper.persistence.size(), -1);
    const auto around = common_values(main.labels, upper.labels, std::numeric_limits<std::int32_t>::min());
    const auto begin_theme = [&](double persistence) {
        layers.theme_persistence.push_back(persistence);
        return static_cast<std::int32_t>(layers.theme_persistence.size()) - 1;
    };
    for (std::size_t label = 0; label < around.size(); ++label) {
        if (around[label] < 0) {
            layers.themes.push_back(begin_theme(main.persistence[label]));
            continue;
        }
        const auto u = static_cast<std::size_t>(around[label]);
        if (theme_of_upper[u] < 0) theme_of_upper[u] = begin_theme(upper.persistence[u]);
        layers.themes.push_back(theme_of_upper[u]);
    }
}

}  // namespace

Layers density_layers(const Hierarchy& hierarchy, const Clustering& clustering, const ClusterOptions& options) {
    if (clustering.labels.size() != hierarchy.row_of_point.size())
        throw Error(ErrorKind::usage, "density_layers: the clustering is not one of this hierarchy");
    ClusterOptions below = options;
    below.method = SelectionMethod::leaf;
    below.cluster_selection_epsilon = 0;
    ClusterOptions above = options;
    above.min_cluster_size *= kRatio;
    above.max_cluster_size = 0;
    Layers layers;
    add_stories(clustering.labels, cut(hierarchy, below), layers);
    add_themes(clustering, cut(hierarchy, above), layers);
    return layers;
}

}  // namespace asterism
