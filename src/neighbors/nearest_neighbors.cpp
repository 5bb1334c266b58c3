#include "neighbors/nearest_neighbors.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <vector>

#include "asterism/error.hpp"
#include "base/threads.hpp"

namespace asterism::neighbors {
namespace {

/// Rows a side of a block: 64 x 384 float32 twice are 192 KiB, well inside a second-level cache, and the 32 KiB of
/// distances they make stay in the first level.
constexpr std::size_t kBlock = 64;

/// Offers the pairs of two blocks (i < j only) to both lists.
void visit(std::span<const RowIndex> a, std::span<const RowIndex> b, const double* distances, NeighborLists& lists) {
    for (std::size_t p = 0; p < a.size(); ++p) {
        const double* line = distances + p * b.size();
        double worst = lists.worst(a[p]);
        for (std::size_t q = a[p] < b[0] ? 0 : a[p] - b[0] + 1; q < b.size(); ++q) {
            if (line[q] <= worst) {
                lists.offer(a[p], line[q], b[q]);
                worst = lists.worst(a[p]);
            }
            if (line[q] <= lists.worst(b[q])) lists.offer(b[q], line[q], a[p]);
        }
    }
}

}  // namespace

NeighborLists nearest_neighbors(const MetricSpace& space, std::span<const Rank> rank, std::size_t k, int threads,
                                Observer& observer) {
    const std::size_t n = space.size();
    NeighborLists lists(n, k, rank);
    if (k == 0) return lists;
    std::vector<RowIndex> all(n);
    std::iota(all.begin(), all.end(), RowIndex{0});
    const std::span<const RowIndex> rows(all);
    const std::size_t blocks = (n + kBlock - 1) / kBlock;
    const std::size_t total = blocks * (blocks + 1) / 2;
    std::atomic<std::size_t> done{0};
    std::vector<std::vector<double>> scratch(static_cast<std::size_t>(threads), std::vector<double>(kBlock * kBlock));
    parallel_for(blocks, threads, [&](std::size_t i, int worker) {
        if (observer.cancelled()) throw Error(ErrorKind::interrupted, "interrupted while looking for neighbours");
        const auto a = rows.subspan(i * kBlock, std::min(kBlock, n - i * kBlock));
        double* const distances = scratch[static_cast<std::size_t>(worker)].data();
        for (std::size_t j = i; j < blocks; ++j) {
            const auto b = rows.subspan(j * kBlock, std::min(kBlock, n - j * kBlock));
            space.distances(a, b, distances);
            visit(a, b, distances, lists);
        }
        observer.progress(done += blocks - i, total);
    });
    return lists;
}

}  // namespace asterism::neighbors
