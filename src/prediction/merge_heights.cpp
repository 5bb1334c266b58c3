#include "prediction/merge_heights.hpp"

#include "clusters/membership.hpp"

namespace asterism::prediction {

MergeHeights::MergeHeights(const clusters::ClusterTree& clusters, std::span<const std::uint32_t> selected)
    : clusters_(clusters),
      selected_(selected),
      height_(clusters.count(), kNeverPart),
      on_path_(clusters.count(), false),
      by_label_(selected.size()),
      asked_(clusters::kNone) {
    std::vector<bool> above(clusters.count(), false);
    for (const std::uint32_t c : selected)
        above[c] = true;
    for (std::uint32_t c = clusters.count(); c-- > 1;) {
        if (above[c]) above[clusters.parent[c]] = true;
    }
    for (std::uint32_t c = 0; c < clusters.count(); ++c) {
        if (above[c]) above_.push_back(c);
    }
}

std::span<const double> MergeHeights::of(std::uint32_t cluster) {
    if (cluster == asked_) return by_label_;
    asked_ = cluster;
    const auto mark_path = [&](bool mark) {
        std::uint32_t c = cluster;
        for (; c > 0; c = clusters_.parent[c])
            on_path_[c] = mark;
        on_path_[0] = mark;
    };
    mark_path(true);
    for (const std::uint32_t c : above_) {  // parents come first
        const std::uint32_t parent = clusters_.parent[c];
        if (on_path_[c] || parent == cluster)
            height_[c] = kNeverPart;
        else
            height_[c] = on_path_[parent] ? clusters_.birth[c] : height_[parent];
    }
    mark_path(false);
    for (std::size_t label = 0; label < selected_.size(); ++label)
        by_label_[label] = height_[selected_[label]];
    return by_label_;
}

}  // namespace asterism::prediction
