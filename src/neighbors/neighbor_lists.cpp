#include "neighbors/neighbor_lists.hpp"

#include <thread>

namespace asterism::neighbors {

NeighborLists::NeighborLists(std::size_t n, std::size_t k, std::span<const Rank> rank)
    : n_(n),
      k_(k),
      rank_(rank),
      distances_(n * k, std::numeric_limits<double>::infinity()),
      rows_(n * k, kNoRow),
      locks_(new std::atomic_flag[n]) {}

void NeighborLists::offer(RowIndex i, double distance, RowIndex j) {
    if (distance > worst(i)) return;
    while (locks_[i].test_and_set(std::memory_order_acquire))
        std::this_thread::yield();
    insert(i, distance, j);
    locks_[i].clear(std::memory_order_release);
}

void NeighborLists::insert(RowIndex i, double distance, RowIndex j) {
    double* const d = &distances_[i * k_];
    RowIndex* const rows = &rows_[i * k_];
    const auto before = [&](std::size_t p) {  // does (distance, j) come before entry p?
        return distance < d[p] || (distance == d[p] && (rows[p] == kNoRow || rank_[j] < rank_[rows[p]]));
    };
    if (!before(k_ - 1)) return;
    std::size_t p = k_ - 1;
    double last = distance;  // what ends in the last place; that one is published for readers without the lock
    RowIndex last_row = j;
    if (p > 0 && before(p - 1)) {
        last = d[p - 1];
        last_row = rows[p - 1];
        for (--p; p > 0 && before(p - 1); --p) {
            d[p] = d[p - 1];
            rows[p] = rows[p - 1];
        }
        d[p] = distance;
        rows[p] = j;
    }
    rows[k_ - 1] = last_row;
    std::atomic_ref<double>(d[k_ - 1]).store(last, std::memory_order_relaxed);
}

}  // namespace asterism::neighbors
