#include "neighbors/certified/certified_index.hpp"

#include "base/threads.hpp"
#include "neighbors/certified/certain_limits.hpp"
#include "neighbors/certified/certified_queries.hpp"
#include "neighbors/certified/certified_search.hpp"
#include "neighbors/certified/packed_heads.hpp"
#include "neighbors/certified/row_layout.hpp"
#include "neighbors/exact_index.hpp"

namespace asterism::neighbors::certified {

CertifiedIndex::CertifiedIndex(const MetricSpace& space, std::span<const RowIndex> rows, std::size_t k, int threads,
                               const Observer& observer)
    : filter_(space, rows, threads),
      basis_(make_head_basis(filter_, rows, k, threads)),
      layout_(rows.size()),
      place_of_row_(space.size(), 0),
      threads_(threads) {
    RowLayout layout(filter_, basis_, rows, threads);
    heads_ = std::make_unique<QuantizedHeads>(
        filter_, basis_, rows, threads, observer,
        [&](std::size_t first, std::size_t count, const float* heads) { layout.see(first, count, heads); });
    const std::vector<std::uint32_t> order = layout.order();
    heads_->reorder(order, threads);
    lay_out(rows, order, observer);
}

CertifiedIndex::CertifiedIndex(const MetricSpace& space, std::span<const RowIndex> rows, int threads,
                               const Observer& observer)
    : filter_(space, rows, threads),
      basis_(whole_rows(filter_.dimensions())),
      layout_(rows.size()),
      place_of_row_(space.size(), 0),
      threads_(threads) {
    heads_ = std::make_unique<QuantizedHeads>(filter_, basis_, rows, threads, observer,
                                              [](std::size_t, std::size_t, const float*) {});
    lay_out(rows, all_places(rows.size()), observer);
}

void CertifiedIndex::lay_out(std::span<const RowIndex> rows, std::span<const std::uint32_t> order,
                             const Observer& observer) {
    for (std::uint32_t place = 0; place < order.size(); ++place) {
        layout_[place] = rows[order[place]];
        place_of_row_[layout_[place]] = place;
    }
    rows_ = std::make_unique<QuantizedRows>(filter_, layout_, threads_, observer);
}

std::unique_ptr<PairSearch> CertifiedIndex::search(std::span<const RowIndex> rows) const {
    return std::make_unique<CertifiedSearch>(*this, rows);
}

std::unique_ptr<QuerySearch> CertifiedIndex::search(const MetricSpace& queries) const {
    return std::make_unique<CertifiedQueries>(*this, queries);
}

std::vector<RowIndex> CertifiedIndex::near_other_group(std::span<const RowIndex> rows,
                                                       std::span<const std::uint32_t> group, int threads,
                                                       const Observer& observer) const {
    const PackedHeads all(*heads_, all_places(layout_.size()), threads_);
    std::vector<RowIndex> near(rows.size(), kNoRow);
    parallel_for(rows.size(), threads, observer,
                 [&](std::size_t r, int) { near[r] = certified::near_other_group(all, *this, rows[r], group); });
    return near;
}

std::unique_ptr<SearchIndex> make_search_index(const MetricSpace& space, std::span<const RowIndex> rows, std::size_t k,
                                               int threads, const Observer& observer, std::size_t queries) {
    const bool has_vectors = space.metric() != Metric::precomputed;
    const bool few_pairs = queries > 0 && queries < kFilterQueriesFrom;
    if (!has_vectors || rows.size() < kFilterFrom || few_pairs) return std::make_unique<ExactIndex>(space, rows);
    if (queries > 0 && queries <= kFewQueries) return std::make_unique<CertifiedIndex>(space, rows, threads, observer);
    return std::make_unique<CertifiedIndex>(space, rows, k, threads, observer);
}

}  // namespace asterism::neighbors::certified
