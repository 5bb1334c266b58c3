/// The search that proves almost all pairs too far apart before their distance is computed.
///
/// Three stages: integer bounds of heads (QuantizedHeads), int8 bounds of whole rows (QuantizedRows), the exact
/// distance. Each only discards what it has proved irrelevant, so the result is that of ExactIndex. Memory beside the
/// vectors, per row: d + 2 (h + 8) + 40 bytes, of which h + 8 only while a search lives.
#pragma once

#include <memory>

#include "neighbors/pair_search.hpp"
#include "neighbors/quantized_heads.hpp"
#include "neighbors/quantized_rows.hpp"

namespace asterism::neighbors {

/// cosine only; the space must outlive the index.
class CertifiedIndex final : public SearchIndex {
 public:
    /// `rows`: all that will ever be searched; `k`: length of the neighbour lists to be built, for the head's width.
    CertifiedIndex(const MetricSpace& space, std::span<const RowIndex> rows, std::size_t k, int threads);
    ~CertifiedIndex() override;

    [[nodiscard]] std::span<const RowIndex> layout() const override { return layout_; }
    [[nodiscard]] std::unique_ptr<PairSearch> search(std::span<const RowIndex> rows) const override;
    [[nodiscard]] std::size_t head_width() const override { return heads_->width; }

 private:
    friend class CertifiedSearch;
    const MetricSpace& space_;
    std::vector<RowIndex> layout_;
    std::vector<std::uint32_t> place_of_row_;
    std::unique_ptr<QuantizedHeads> heads_;
    std::unique_ptr<QuantizedRows> rows_;
    int threads_;
};

/// The index that suits the data.
[[nodiscard]] std::unique_ptr<SearchIndex> make_search_index(const MetricSpace& space, std::span<const RowIndex> rows,
                                                             std::size_t k, int threads);

}  // namespace asterism::neighbors
