/// Foreign rows against all rows of a CertifiedIndex, through the same three stages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "neighbors/certified/certified_index.hpp"
#include "neighbors/certified/packed_heads.hpp"
#include "neighbors/pair_search.hpp"

namespace asterism::neighbors::certified {

/// A query outside of the ball that the bounds are made for (under euclidean: farther from the centre than every row of
/// the index) is compared with every row.
class CertifiedQueries final : public QuerySearch {
 public:
    /// Index and queries must outlive this. Memory: h + 8 bytes a row of the index, d + h + 40 a query.
    CertifiedQueries(const CertifiedIndex& index, const MetricSpace& queries);

    PairCounts nearest(std::size_t first, std::size_t count, NeighborLists& lists) const override;

 private:
    struct Batch;
    void set_first_limits(Batch& batch, std::size_t k) const;
    void compare_with_tile(Batch& batch, std::size_t tile, NeighborLists& lists, PairCounts& counts) const;
    [[nodiscard]] std::uint64_t examine(std::size_t place, std::span<const std::uint32_t> survivors, double limit,
                                        NeighborLists& lists) const;
    void compare_with_all(RowIndex query, NeighborLists& lists) const;

    const CertifiedIndex& index_;
    FilterRows filter_;             ///< of the queries
    std::vector<RowIndex> inside_;  ///< queries in the ball, ascending: all but a few; a place is a position in here
    QuantizedHeads heads_;          ///< by place
    QuantizedRows rows_;            ///< by place
    PackedHeads packed_;            ///< of all rows of the index
};

}  // namespace asterism::neighbors::certified
