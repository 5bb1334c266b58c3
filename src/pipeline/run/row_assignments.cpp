#include "pipeline/run/row_assignments.hpp"

#include <algorithm>
#include <vector>

namespace asterism::pipeline {

using store::How;

store::Assignments row_assignments(const ArticleIds& ids, const RowClusters& clusters,
                                   std::span<const store::RejectedRow> rejected) {
    std::vector<ArticleId> left_out;
    for (const store::RejectedRow& row : rejected)
        left_out.push_back(row.id);
    std::ranges::sort(left_out);
    store::Assignments rows(ids.type());
    rows.reserve(ids.size() + left_out.size());
    auto next = left_out.begin();
    const auto add_rejected_until = [&](const auto& stop) {
        for (; next != left_out.end() && !stop(*next); ++next) {
            rows.ids.push_back(*next);
            rows.add(-1, 0, 0, How::rejected);
        }
    };
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const ArticleId id = ids[i];
        add_rejected_until([&](const ArticleId& other) { return !(other < id); });
        rows.ids.push_back(id);
        rows.add(clusters.labels[i], clusters.probabilities[i], clusters.outlier_scores[i], clusters.how[i],
                 clusters.start_labels.empty() ? -1 : clusters.start_labels[i],
                 clusters.layers.stories.empty() ? -1 : clusters.layers.stories[i]);
    }
    add_rejected_until([](const ArticleId&) { return false; });
    return rows;
}

}  // namespace asterism::pipeline
