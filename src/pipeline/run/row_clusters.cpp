#include "pipeline/run/row_clusters.hpp"

#include <algorithm>
#include <utility>

namespace asterism::pipeline {
namespace {

std::vector<store::How> reasons(const std::vector<std::int32_t>& labels, store::How of_members) {
    std::vector<store::How> how(labels.size(), store::How::noise);
    for (std::size_t row = 0; row < labels.size(); ++row)
        if (labels[row] >= 0) how[row] = of_members;
    return how;
}

}  // namespace

std::int64_t RowClusters::count(store::How reason) const {
    return std::ranges::count(how, reason);
}

std::vector<std::int64_t> RowClusters::sizes() const {
    std::vector<std::int64_t> sizes(persistence.size(), 0);
    for (const std::int32_t label : labels)
        if (label >= 0) ++sizes[static_cast<std::size_t>(label)];
    return sizes;
}

std::vector<std::int32_t> RowClusters::core_labels() const {
    std::vector<std::int32_t> core = labels;
    for (std::size_t row = 0; row < core.size(); ++row)
        if (how[row] == store::How::attached) core[row] = -1;
    return core;
}

std::vector<std::int32_t> RowClusters::core_themes() const {
    std::vector<std::int32_t> core = core_labels();
    for (std::int32_t& label : core)
        if (label >= 0) label = layers.themes[static_cast<std::size_t>(label)];
    return core;
}

RowClusters row_clusters(Clustering&& clustering) {
    auto how = reasons(clustering.labels, store::How::density);
    return {.labels = std::move(clustering.labels),
            .probabilities = std::move(clustering.probabilities),
            .outlier_scores = std::move(clustering.outlier_scores),
            .persistence = std::move(clustering.persistence),
            .how = std::move(how)};
}

RowClusters row_clusters(Topics&& topics) {
    auto how = reasons(topics.labels, store::How::topic);
    return {.labels = std::move(topics.labels),
            .probabilities = std::move(topics.probabilities),
            .outlier_scores = std::move(topics.outlier_scores),
            .persistence = std::move(topics.persistence),
            .how = std::move(how),
            .start_labels = std::move(topics.start_labels),
            .layers = std::move(topics.layers)};
}

void take_in(RowClusters& clusters, const Attachment& attachment) {
    for (std::size_t row = 0; row < clusters.labels.size(); ++row) {
        if (!attachment.attached[row]) continue;
        clusters.labels[row] = attachment.labels[row];
        clusters.probabilities[row] = attachment.claims[row];
        clusters.how[row] = store::How::attached;
    }
}

}  // namespace asterism::pipeline
