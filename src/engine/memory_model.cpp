#include "engine/memory_model.hpp"

#include <algorithm>
#include <cmath>

#include "neighbors/pair_search.hpp"

namespace asterism {
namespace {

// Bytes a row, held throughout: inverse norms 8; ranks and their inverse 8; rows of points 4; duplicates 8.
constexpr double kHeld = 28;
// Sorting rows by their bytes: a key and a row number.
constexpr double kSortKeys = 16;
// An index: per head its tail, start, sum and the coordinates that carry tails; per int8 row its norms; layout 8.
constexpr double kHeadExtras = 13;
constexpr double kRowExtras = 16;
constexpr double kLayout = 8;
// Lists: distance and row of each neighbour, a lock.
constexpr double kPerNeighbour = 12;
// A search over all rows: the heads again, packed, with start and place, and limits.
constexpr double kSearchExtras = 20;
// Pairs of tiles of 384 rows: sorted by similarity, then listed.
constexpr double kPerTilePair = 20;
// Core distances by row and by point.
constexpr double kCore = 16;
// The spanning tree: list edges of 16 bytes, those of a growing vector among them, and forests; measured.
constexpr double kTreePerNeighbour = 15;
constexpr double kTree = 190;
// Prim: the frontier and the edges.
constexpr double kPrim = 48;
// Dendrogram, edges, condensed tree, and the columns of the result.
constexpr double kHierarchy = 180;
// Rows of the sample that the head's directions come from; it is held three times, beside matrices of d x d.
constexpr double kSampleRows = 3072;

/// Bytes of each part for one clustering.
class Parts {
 public:
    explicit Parts(const WorkSize& size)
        : rows_(static_cast<double>(size.rows)),
          dimensions_(static_cast<double>(size.dimensions)),
          neighbours_(static_cast<double>(size.list_length)),
          head_(static_cast<double>(typical_head_width(size)) + 4),
          size_(size) {}

    [[nodiscard]] double held() const { return kHeld * rows_; }
    [[nodiscard]] double sort_keys() const { return kSortKeys * rows_; }
    /// While the directions are found, before any row is quantised.
    [[nodiscard]] double sample() const {
        if (!size_.filtered) return 0;
        return 12 * std::min(rows_, kSampleRows) * dimensions_ + 4 * dimensions_ * dimensions_;
    }
    [[nodiscard]] double index() const {
        if (!size_.filtered) return 4 * rows_;
        const double padded = std::ceil(dimensions_ / 64) * 64;
        return rows_ * (head_ + kHeadExtras + padded + kRowExtras + kLayout);
    }
    [[nodiscard]] double lists() const { return rows_ * (kPerNeighbour * neighbours_ + 1); }
    [[nodiscard]] double search() const {
        const double tiles = rows_ / neighbors::kTile;
        return rows_ * (size_.filtered ? head_ + kSearchExtras : kSearchExtras) + tiles * tiles / 2 * kPerTilePair;
    }
    [[nodiscard]] double core() const { return kCore * rows_; }
    [[nodiscard]] double tree() const {
        if (size_.ties == Ties::hdbscan) return kPrim * rows_;
        return rows_ * (kTree + kTreePerNeighbour * neighbours_);
    }
    [[nodiscard]] double hierarchy() const { return kHierarchy * rows_; }

 private:
    double rows_, dimensions_, neighbours_, head_;
    WorkSize size_;
};

}  // namespace

std::vector<StageMemory> predicted_memory_by_stage(const WorkSize& size) {
    const Parts part(size);
    constexpr double kMoreThanThereIs = 0x1p62;  // of any size that is asked for, the sum still fits
    const auto bytes = [&](double sum) { return static_cast<std::uint64_t>(std::min(sum, kMoreThanThereIs)); };
    return {{"prepare", bytes(part.held() + part.sort_keys())},
            {"index", bytes(part.held() + std::max(part.sample(), part.index()))},
            {"neighbors", bytes(part.held() + part.index() + part.lists() + part.search())},
            {"spanning_tree", bytes(part.held() + part.index() + part.lists() + part.core() + part.tree())},
            {"hierarchy", bytes(part.held() + part.core() + part.hierarchy())}};
}

std::uint64_t predicted_memory(const WorkSize& size) {
    std::uint64_t largest = 0;
    for (const StageMemory& stage : predicted_memory_by_stage(size))
        largest = std::max(largest, stage.bytes);
    return largest + static_cast<std::uint64_t>(size.rows) * size.dimensions * sizeof(float);
}

}  // namespace asterism
