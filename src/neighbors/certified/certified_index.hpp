/// The index that proves almost all pairs too far apart before their distance is computed.
///
/// Three stages: integer bounds of heads (QuantizedHeads), int8 bounds of whole rows (QuantizedRows), the exact
/// distance. Each only discards what it has proved irrelevant, so the result is that of ExactIndex. Memory beside the
/// vectors, per row: d + 2 (h + 8) + 40 bytes, of which h + 8 only while a search lives.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "asterism/observer.hpp"
#include "neighbors/certified/filter_rows.hpp"
#include "neighbors/certified/head_basis.hpp"
#include "neighbors/certified/quantized_heads.hpp"
#include "neighbors/certified/quantized_rows.hpp"
#include "neighbors/pair_search.hpp"

namespace asterism::neighbors::certified {

class CertifiedIndex final : public SearchIndex {
 public:
    /// `rows`: all that will ever be searched; `k`: length of the neighbour lists to be built, for the head's width.
    /// The space must outlive the index. Error{interrupted}.
    CertifiedIndex(const MetricSpace& space, std::span<const RowIndex> rows, std::size_t k, int threads,
                   const Observer& observer);
    /// For few foreign rows: whole rows are the heads, and stay in the order of `rows`. What is cheap to make is dear
    /// to search, and the other way round.
    CertifiedIndex(const MetricSpace& space, std::span<const RowIndex> rows, int threads, const Observer& observer);

    [[nodiscard]] std::span<const RowIndex> layout() const override { return layout_; }
    [[nodiscard]] std::vector<RowIndex> near_other_group(std::span<const RowIndex> rows,
                                                         std::span<const std::uint32_t> group, int threads,
                                                         const Observer& observer) const override;
    [[nodiscard]] std::unique_ptr<PairSearch> search(std::span<const RowIndex> rows) const override;
    [[nodiscard]] std::unique_ptr<QuerySearch> search(const MetricSpace& queries) const override;
    [[nodiscard]] std::size_t head_width() const override { return heads_->width(); }

    [[nodiscard]] const FilterRows& filter() const { return filter_; }
    [[nodiscard]] const HeadBasis& basis() const { return basis_; }
    [[nodiscard]] const QuantizedHeads& heads() const { return *heads_; }
    [[nodiscard]] const QuantizedRows& rows() const { return *rows_; }
    /// Place of a row in the layout, by which heads and rows are indexed.
    [[nodiscard]] std::uint32_t place(RowIndex row) const { return place_of_row_[row]; }
    [[nodiscard]] int threads() const { return threads_; }

 private:
    /// Takes the order of the heads into the layout, and makes the rows.
    void lay_out(std::span<const RowIndex> rows, std::span<const std::uint32_t> order, const Observer& observer);

    FilterRows filter_;
    HeadBasis basis_;
    std::vector<RowIndex> layout_;
    std::vector<std::uint32_t> place_of_row_;
    std::unique_ptr<QuantizedHeads> heads_;
    std::unique_ptr<QuantizedRows> rows_;
    int threads_;
};

/// Below so many rows every distance is computed sooner than a filter is prepared.
inline constexpr std::size_t kFilterFrom = 2048;

/// With fewer foreign rows likewise: a distance to each row costs less than making each row int8 twice.
inline constexpr std::size_t kFilterQueriesFrom = 48;
/// Up to so many foreign rows heads are not worth their directions and products, which cost a row what comparing all of
/// it in place of its half with about two thousand others does. Measured with AVX2 and 384 dimensions.
inline constexpr std::size_t kFewQueries = 2048;

/// The index that suits the data and what is asked of it: lists of the rows themselves, or, with `queries` that is not
/// 0, only of so many foreign rows.
[[nodiscard]] std::unique_ptr<SearchIndex> make_search_index(const MetricSpace& space, std::span<const RowIndex> rows,
                                                             std::size_t k, int threads, const Observer& observer,
                                                             std::size_t queries = 0);

}  // namespace asterism::neighbors::certified
