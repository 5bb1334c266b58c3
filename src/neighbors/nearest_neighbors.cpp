#include "neighbors/nearest_neighbors.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/progress.hpp"
#include "base/threads.hpp"
#include "neighbors/neighbor_lists.hpp"

namespace asterism::neighbors {
namespace {

/// Offers each pair to both lists and tightens the limits by what they then hold.
class ListSink final : public PairSink {
 public:
    ListSink(std::span<const RowIndex> layout, NeighborLists& lists, Limits& limits)
        : layout_(layout), lists_(lists), limits_(limits) {}

    void pair(std::uint32_t a, std::uint32_t b, double distance) override {
        offer(a, b, distance);
        offer(b, a, distance);
    }

 private:
    void offer(std::uint32_t to, std::uint32_t other, double distance) {
        if (distance > lists_.worst(layout_[to])) return;
        lists_.offer(layout_[to], distance, layout_[other]);
        const double worst = lists_.worst(layout_[to]);
        if (worst < limits_[to]) limits_.set(to, worst);
    }

    std::span<const RowIndex> layout_;
    NeighborLists& lists_;
    Limits& limits_;
};

}  // namespace

Neighbors nearest_neighbors(const SearchIndex& index, std::span<const Rank> rank, std::size_t k, int threads,
                            Observer& observer) {
    const auto layout = index.layout();
    NeighborLists lists(rank.size(), k, rank);
    if (k == 0) return std::move(lists).take();
    const auto search = index.search(layout);
    Limits limits = search->certain_limits(k, threads, observer);
    const auto tiles = search->tile_pairs(threads);
    ListSink sink(layout, lists, limits);
    std::vector<PairCounts> counts(static_cast<std::size_t>(threads));
    Progress progress(observer, tiles.size());
    parallel_for(tiles.size(), threads, observer, [&](std::size_t task, int worker) {
        counts[static_cast<std::size_t>(worker)] +=
            search->compare(tiles[task].first, tiles[task].second, limits, sink);
        progress.step();
    });
    Neighbors result = std::move(lists).take();
    for (const auto& count : counts)
        result.report.neighbors += count;
    return result;
}

}  // namespace asterism::neighbors
