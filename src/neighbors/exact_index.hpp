/// The search that computes every distance: for small inputs, where preparing a filter costs more than it saves, and
/// for metrics that have none.
#pragma once

#include "neighbors/metric_space.hpp"
#include "neighbors/pair_search.hpp"

namespace asterism::neighbors {

/// Memory: 4 bytes a row. The space must outlive the index.
class ExactIndex final : public SearchIndex {
 public:
    ExactIndex(const MetricSpace& space, std::span<const RowIndex> rows);
    [[nodiscard]] std::span<const RowIndex> layout() const override { return layout_; }
    [[nodiscard]] std::vector<RowIndex> near_other_group(std::span<const RowIndex> rows,
                                                         std::span<const std::uint32_t> group, int threads,
                                                         const Observer& observer) const override;
    [[nodiscard]] std::unique_ptr<PairSearch> search(std::span<const RowIndex> rows) const override;
    [[nodiscard]] std::unique_ptr<QuerySearch> search(const MetricSpace& queries) const override;

 private:
    const MetricSpace& space_;
    std::vector<RowIndex> layout_;
};

}  // namespace asterism::neighbors
