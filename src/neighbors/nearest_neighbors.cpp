#include "neighbors/nearest_neighbors.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/progress.hpp"
#include "base/threads.hpp"
#include "neighbors/metric_space.hpp"
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

/// Queries of a task: while they are compared with a block of columns, that stays in the first-level cache.
constexpr std::size_t kQueries = 48;

Neighbors result_of(NeighborLists lists, std::span<const PairCounts> counts) {
    Neighbors result = std::move(lists).take();
    for (const PairCounts& count : counts)
        result.report.neighbors += count;
    return result;
}

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
    return result_of(std::move(lists), counts);
}

Neighbors nearest_neighbors(const SearchIndex& index, const MetricSpace& queries, std::span<const Rank> rank,
                            std::size_t k, int threads, Observer& observer) {
    NeighborLists lists(queries.size(), k, rank);
    if (k == 0 || queries.size() == 0) return std::move(lists).take();
    const auto search = index.search(queries);
    std::vector<PairCounts> counts(static_cast<std::size_t>(threads));
    const std::size_t tasks = (queries.size() + kQueries - 1) / kQueries;
    Progress progress(observer, tasks);
    parallel_for(tasks, threads, observer, [&](std::size_t task, int worker) {
        const std::size_t first = task * kQueries;
        counts[static_cast<std::size_t>(worker)] +=
            search->nearest(first, std::min(kQueries, queries.size() - first), lists);
        progress.step();
    });
    return result_of(std::move(lists), counts);
}

}  // namespace asterism::neighbors
