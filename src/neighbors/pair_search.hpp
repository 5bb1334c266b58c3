/// The seam between what needs close pairs (neighbour lists, the spanning tree) and how they are found.
///
/// Two implementations: ExactIndex computes every distance (small inputs); certified/CertifiedIndex discards almost all
/// pairs by integer arithmetic that proves them too far apart, and computes the rest.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "asterism/matrix.hpp"
#include "asterism/observer.hpp"
#include "asterism/report.hpp"

namespace asterism::neighbors {

class MetricSpace;
class NeighborLists;

/// Rows of a search are compared in tiles of this many: two tiles of packed heads fit a second-level cache.
inline constexpr std::size_t kTile = 384;

/// How far each place of a search still looks. Read and written by many threads; a limit only ever shrinks, so a stale
/// one lets more through and never less.
class Limits {
 public:
    Limits(std::size_t size, double limit) : limits_(size, limit) {}
    explicit Limits(std::vector<double> limits) : limits_(std::move(limits)) {}
    [[nodiscard]] std::size_t size() const { return limits_.size(); }
    [[nodiscard]] double operator[](std::size_t place) const {
        return std::atomic_ref<double>(const_cast<double&>(limits_[place])).load(std::memory_order_relaxed);
    }
    void set(std::size_t place, double limit) {
        std::atomic_ref<double>(limits_[place]).store(limit, std::memory_order_relaxed);
    }

 private:
    std::vector<double> limits_;
};

/// Receives pairs of places with their exact distance, from one worker.
class PairSink {
 public:
    virtual ~PairSink() = default;
    virtual void pair(std::uint32_t a, std::uint32_t b, double distance) = 0;
};

/// A list of rows made ready for comparison; a place is a position in that list. Thread safety: `compare` from any
/// thread.
class PairSearch {
 public:
    virtual ~PairSearch() = default;
    [[nodiscard]] virtual std::size_t size() const = 0;
    [[nodiscard]] std::size_t tiles() const { return (size() + kTile - 1) / kTile; }
    /// Shows the sink at least every pair (a in tile `a`, b in tile `b`, a < b when the tiles are one) whose distance
    /// is not above both limits, each once. The sink may shrink limits meanwhile. Returns what it took.
    virtual PairCounts compare(std::size_t a, std::size_t b, const Limits& limits, PairSink& sink) const = 0;
    /// Limits that certainly leave k rows of its own tile in reach of each place.
    [[nodiscard]] virtual Limits certain_limits(std::size_t k, int threads, const Observer& observer) const = 0;
    /// Pairs of tiles (a <= b), each once, those first that tighten the limits most.
    [[nodiscard]] virtual std::vector<std::pair<std::uint32_t, std::uint32_t>> tile_pairs(int threads) const = 0;
};

/// Foreign rows, which are in no index, made ready to be held against all rows of one. A query is a position in their
/// space. Thread safety: `nearest` from any thread.
class QuerySearch {
 public:
    virtual ~QuerySearch() = default;
    /// Offers the lists of `count` queries from `first` on at least every row of the index that belongs in them, each
    /// once. Precondition: lists of no more places than the index has rows. Returns what it took.
    virtual PairCounts nearest(std::size_t first, std::size_t count, NeighborLists& lists) const = 0;
};

/// The vectors prepared once; searches over any list of rows are made from it.
class SearchIndex {
 public:
    virtual ~SearchIndex() = default;
    /// All rows of the index, similar ones near each other.
    [[nodiscard]] virtual std::span<const RowIndex> layout() const = 0;
    /// Coordinates of the filter's first stage; 0 without a filter.
    [[nodiscard]] virtual std::size_t head_width() const { return 0; }
    /// For each of `rows` a row of another group, near though perhaps not the nearest; kNoRow when there is none.
    /// `group`: by row of the space. Error{interrupted}.
    [[nodiscard]] virtual std::vector<RowIndex> near_other_group(std::span<const RowIndex> rows,
                                                                 std::span<const std::uint32_t> group, int threads,
                                                                 const Observer& observer) const = 0;
    /// The index must outlive the search.
    [[nodiscard]] virtual std::unique_ptr<PairSearch> search(std::span<const RowIndex> rows) const = 0;
    /// `queries`: foreign vectors of the index's metric and dimensions. Index and queries must outlive the search.
    [[nodiscard]] virtual std::unique_ptr<QuerySearch> search(const MetricSpace& queries) const = 0;
};

}  // namespace asterism::neighbors
