#include "engine/time_model.hpp"

#include <algorithm>
#include <cmath>

#include "neighbors/certified/row_layout.hpp"
#include "neighbors/pair_search.hpp"

namespace asterism {
namespace {

// Four units, see kernel_speed.hpp: a filter step (one pair, 64 coordinates of int8), an exact distance, a step of a
// product (64 multiply-adds), a plain step. Fitted to sentence embeddings, 11k to 400k rows of 384 to 1,536 dimensions,
// on AVX2 (Zen 3) and AVX-512 (Emerald Rapids): what is counted in plain steps takes both the same time.
constexpr double kValue = 0.054;            // prepare: norms and checks, plain steps per value
constexpr double kSortedRow = 3.6;          // prepare: the order of the rows, plain steps
constexpr double kHeadProduct = 1.2;        // index: product steps of a row's head, and of its nearest centre
constexpr double kQuantized = 0.5;          // index: making a row int8, plain steps per value
constexpr double kDirection = 2.2e5;        // index: directions and width from the sample, product steps per dimension
constexpr double kMoment = 240;             // ... and per pair of dimensions
constexpr double kAlone = 0.5;              // ... of which one thread does so much by itself
constexpr double kFilter = 1.1;             // neighbours and tree: a pair, filter steps
constexpr double kFetched = 0.36;           // neighbours: a survivor, plain steps
constexpr double kSurvivor = 7.3;           // ... and filter steps per 64 of its coordinates
constexpr double kExactPerNeighbour = 2.7;  // neighbours: exact distances per entry of a list
constexpr double kExactPerRow = 16;         // tree: exact distances
constexpr double kExact = 2;                // one of them, its rows far apart in memory: plain steps per 64 coordinates
constexpr double kRow = 40;                 // neighbours: first limits, plain steps
constexpr double kListEdge = 6;             // tree: sorting and joining, plain steps
constexpr double kHierarchyRow = 11;        // everything after the tree, plain steps
constexpr double kPrimPair = 1.2;           // ties=hdbscan: a pair, against its exact distance
constexpr double kMostVerified = 2e8;       // pairs of a certificate

/// Seconds of one thread, by stage.
class Work {
 public:
    Work(const WorkSize& size, const KernelSpeed& speed)
        : size_(size),
          speed_(speed),
          n_(static_cast<double>(size.rows)),
          d_(static_cast<double>(size.dimensions)),
          steps_(d_ / 64),
          head_(static_cast<double>(typical_head_width(size))),
          neighbours_(static_cast<double>(size.list_length)),
          pairs_(n_ * std::max(0.0, n_ - 1) / 2) {}

    [[nodiscard]] double prepare() const { return plain(n_ * (d_ * kValue + kSortedRow)); }
    [[nodiscard]] double directions() const {
        return size_.filtered ? product(d_ * kDirection + d_ * d_ * kMoment) : 0;
    }
    [[nodiscard]] double rows_of_index() const {
        if (!size_.filtered) return 0;
        const double centres = static_cast<double>(
            std::min(neighbors::certified::kMostCentres, size_.rows / neighbors::certified::kRowsPerCentre));
        return product(n_ * head_ / 64 * (d_ + centres) * kHeadProduct) + plain(n_ * d_ * kQuantized);
    }
    [[nodiscard]] double search() const {
        if (!size_.filtered) return pairs_ * exact() + plain(n_ * neighbours_ * kListEdge);
        const double survivors = pairs_ * typical_survivors(size_);
        const double limits = n_ * std::min<double>(n_, neighbors::kTile);
        return filter((pairs_ * kFilter + limits) * head_ / 64 + survivors * steps_ * kSurvivor) +
               plain(survivors * kFetched + n_ * (kRow + neighbours_ * kExactPerNeighbour * steps_ * kExact));
    }
    [[nodiscard]] double tree() const {
        if (size_.ties == Ties::hdbscan) return pairs_ * kPrimPair * exact();
        const double compared = pairs_ * typical_tree_pairs(size_);
        const double edges = plain(n_ * neighbours_ * kListEdge);
        if (!size_.filtered) return compared * exact() + edges;
        return filter(compared * kFilter * head_ / 64) + plain(n_ * kExactPerRow * steps_ * kExact) + edges;
    }
    [[nodiscard]] double hierarchy() const { return plain(n_ * kHierarchyRow); }
    [[nodiscard]] double verify() const { return std::min(pairs_, kMostVerified) * exact(); }

 private:
    [[nodiscard]] double filter(double steps) const { return steps * speed_.filter_ns * 1e-9; }
    [[nodiscard]] double product(double steps) const { return steps * speed_.product_ns * 1e-9; }
    [[nodiscard]] double plain(double steps) const { return steps * speed_.plain_ns * 1e-9; }
    /// One distance among many.
    [[nodiscard]] double exact() const { return steps_ * speed_.exact_ns * 1e-9; }

    WorkSize size_;
    KernelSpeed speed_;
    double n_, d_, steps_, head_, neighbours_, pairs_;
};

}  // namespace

std::vector<PlannedStage> predicted_time(const WorkSize& size, const KernelSpeed& speed, bool verified) {
    const Work work(size, speed);
    const double threads = size.threads;
    const double directions = work.directions() * (kAlone + (1 - kAlone) / threads);
    std::vector<PlannedStage> stages{{"prepare", work.prepare() / threads},
                                     {"index", directions + work.rows_of_index() / threads},
                                     {"neighbors", work.search() / threads},
                                     {"spanning_tree", work.tree() / threads},
                                     {"hierarchy", work.hierarchy()}};
    if (verified) stages.push_back({"verify", work.verify() / threads});
    return stages;
}

}  // namespace asterism
