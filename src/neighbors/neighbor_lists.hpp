/// For every row its K nearest rows, kept exact while many threads offer pairs.
///
/// A list is sorted by (distance, rank). Because that order is total, the final lists are the same whatever the order
/// of the offers.
/// Memory: 12 K + 1 bytes a row.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "asterism/neighbors.hpp"
#include "neighbors/canonical_rank.hpp"

namespace asterism::neighbors {

class NeighborLists {
 public:
    /// n lists of length k. `rank`: by row that is offered; borrowed for as long as pairs are offered.
    NeighborLists(std::size_t n, std::size_t k, std::span<const Rank> rank);

    [[nodiscard]] std::size_t size() const { return n_; }
    [[nodiscard]] std::size_t k() const { return k_; }

    /// Distances of row i, ascending; +infinity where fewer than k rows were offered so far.
    [[nodiscard]] std::span<const double> distances(std::size_t i) const { return {distances_.data() + i * k_, k_}; }
    [[nodiscard]] std::span<const RowIndex> rows(std::size_t i) const { return {rows_.data() + i * k_, k_}; }
    /// Distance of the K-th neighbour so far. May be read while others offer; it only ever shrinks, so a stale value
    /// lets more through and never less.
    [[nodiscard]] double worst(std::size_t i) const {
        return std::atomic_ref<double>(const_cast<double&>(distances_[i * k_ + k_ - 1]))
            .load(std::memory_order_relaxed);
    }

    /// The lists as they are, for good.
    [[nodiscard]] Neighbors take() && { return {k_, std::move(distances_), std::move(rows_), {}}; }

    /// Row j lies at `distance` from row i. Every pair is offered at most once in each direction. Safe from any thread.
    void offer(RowIndex i, double distance, RowIndex j);

 private:
    void insert(RowIndex i, double distance, RowIndex j);

    std::size_t n_;
    std::size_t k_;
    std::span<const Rank> rank_;
    std::vector<double> distances_;
    std::vector<RowIndex> rows_;
    std::unique_ptr<std::atomic_flag[]> locks_;
};

}  // namespace asterism::neighbors
